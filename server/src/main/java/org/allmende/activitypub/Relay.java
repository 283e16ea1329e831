// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;

/// A server that passes on public posts between instances. `actor` is who speaks for it, once that is known.
public record Relay(long id, String inbox, Optional<String> actor, State state) {

    /// How far it has come.
    public enum State {
        /// It has not answered yet.
        ASKED,
        ON,
        REFUSED
    }
}
