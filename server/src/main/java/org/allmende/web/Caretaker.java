// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.time.Instant;
import java.util.List;

/// Knows the machinery of the house, which the pages only show: work that was given up, servers that do not answer, and
/// what the program is.
public interface Caretaker {

    /// How many jobs wait for their turn.
    long waiting();

    /// What was given up, by kind and lane; the most first.
    List<GivenUp> givenUp(int limit);

    void tryAgain(String kind, String lane);

    void tryAllAgain();

    void discard(String kind, String lane);

    void discardAll();

    /// Servers that do not answer, the longest silent first.
    List<Silent> silent(int limit);

    /// Sends what waits for a silent server now.
    void knockAgain(String host);

    /// Servers that pass on public posts between instances, and how far asking them has come.
    List<Relay> relays();

    /// False where the address is none, is known, or there are enough.
    boolean addRelay(String address);

    void removeRelay(long id);

    /// `state` is `asked`, `on` or `refused`.
    record Relay(long id, String address, String state) {}

    /// What the program calls itself: `0.1.0`.
    String version();

    /// `delivery` means that the lane is a server that something was to be sent to.
    record GivenUp(
            String kind, String lane, boolean delivery, long count, String reason, Instant first, Instant last) {}

    /// `dead` means that nothing is sent there any more.
    record Silent(String name, Instant since, boolean dead, String trouble, long waiting) {}
}
