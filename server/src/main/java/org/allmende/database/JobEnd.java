// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.time.Duration;
import java.util.Optional;

/// How a try at a job ended.
public sealed interface JobEnd {

    JobEnd DONE = new Done();

    record Done() implements JobEnd {}

    /// Try again, at the usual distance or at the one that was asked for (`Retry-After`).
    record Again(String reason, Optional<Duration> after) implements JobEnd {}

    /// Nothing was tried, because nothing goes in this lane for so long: all that waits in it waits with this one.
    record Rest(String reason, Duration time) implements JobEnd {}

    /// It will never work.
    record Hopeless(String reason) implements JobEnd {}
}
