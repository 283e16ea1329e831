// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// A poll under a post. `closing` says when it ends or that it has; percentages are of voters. The titles
/// are safe HTML.
record PollCard(List<Choice> choices, boolean multiple, boolean mayVote, boolean counted, long voters, String closing) {

    PollCard {
        choices = List.copyOf(choices);
    }

    record Choice(String title, long percent, boolean own) {}
}
