// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;

/// A person, and what they wrote. `note` is the reader's own note on them, absent where there can be none;
/// `tags` are what they write about, `endorsed` whom they recommend.
record ProfilePage(
        Frame frame,
        ProfileHead person,
        Tab tab,
        Optional<String> note,
        List<Link> tags,
        List<Face> endorsed,
        List<PostCard> pinned,
        List<PostCard> posts,
        Pager pager) {

    enum Tab {
        POSTS,
        REPLIES,
        MEDIA,
        TAGGED
    }
}
