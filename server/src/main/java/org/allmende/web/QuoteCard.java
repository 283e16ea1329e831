// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.posts.QuoteState;

/// What a post quotes, in a frame below it. `shown` is empty where there is nothing to show, and `state` says why.
/// `mine` is for the quoted author, who can take it out again.
record QuoteCard(QuoteState state, Optional<Shown> shown, boolean mine) {

    /// `warning` and `html` are safe HTML.
    record Shown(
            String page,
            Face author,
            Moment when,
            Optional<String> warning,
            boolean covered,
            String html,
            Optional<String> language,
            List<PostCard.Picture> pictures,
            boolean more) {

        Shown {
            pictures = List.copyOf(pictures);
        }
    }

    /// The key of the words for why nothing is shown.
    String why() {
        return "quoted." + state.name().toLowerCase(Locale.ROOT);
    }
}
