// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;

/// What a post was, newest first.
record HistoryPage(Frame frame, String back, List<Version> versions) {

    /// All texts are safe HTML.
    record Version(
            Moment when,
            Optional<String> warning,
            String html,
            List<String> options,
            List<PostCard.Picture> pictures) {}
}
