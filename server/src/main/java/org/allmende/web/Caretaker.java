// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Knows the machinery of the house, which the pages only show: work that was given up, and what the program is.
public interface Caretaker {

    /// How many jobs wait for their turn.
    long waiting();

    /// The newest of the work that was given up.
    List<GivenUp> givenUp(int limit);

    void tryAgain(long job);

    /// What the program calls itself: `0.1.0`.
    String version();

    record GivenUp(long id, String kind, String lane, int tries, String reason) {}
}
