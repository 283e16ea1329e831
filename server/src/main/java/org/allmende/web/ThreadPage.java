// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;

/// A post, what it answers, and what answers it. `gathering` while more answers are looked for elsewhere;
/// `offers` is what members can react with.
record ThreadPage(
        Frame frame,
        List<PostCard> before,
        PostCard post,
        Optional<DraftForm> composer,
        List<Answer> after,
        boolean gathering,
        List<ReactionButton> offers) {

    record Answer(PostCard post, int depth) {}
}
