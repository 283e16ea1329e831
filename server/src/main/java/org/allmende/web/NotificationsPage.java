// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;

/// What happened to the reader. `requests` counts who asks to follow, `apart` whose
/// notifications were set apart.
record NotificationsPage(Frame frame, boolean mentions, long requests, long apart, List<Note> notes, Pager pager) {

    record Note(
            String icon,
            Face who,
            String sentence,
            Moment when,
            boolean fresh,
            boolean asks,
            boolean asksToQuote,
            boolean wishes,
            Optional<PostCard> post,
            String excerpt,
            boolean answerable) {}
}
