// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;

/// Posts, newest first, and perhaps a place to write. `live` is where news of it comes from, `top` where they can be
/// read.
record TimelinePage(
        Frame frame,
        String heading,
        Optional<Link> link,
        Optional<PersonRow.Deed> deed,
        Optional<DraftForm> composer,
        Optional<String> intro,
        Optional<String> live,
        String top,
        List<PostCard> posts,
        Empty empty,
        Pager pager) {}
