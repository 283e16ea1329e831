// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Brings a sealed message to the server that wakes the app. It goes out into the world, which this room cannot.
public interface Courier {

    /// What that server said.
    sealed interface Reply {

        record Taken() implements Reply {}

        /// It does not know the app any more, or wants nothing from us.
        record Gone(String reason) implements Reply {}

        record Later(String reason, Optional<Duration> after) implements Reply {}
    }

    Reply bring(String endpoint, Map<String, String> headers, byte[] body);
}
