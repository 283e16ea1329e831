// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.time.Instant;
import java.util.Optional;

/// Work that must be done, after the transaction that asked for it.
///
/// `lane` bounds how much runs at once for one target (a host), usually one lane for each kind; `key`, where present,
/// keeps the
/// same work from waiting twice; `due` is the earliest time.
public record Job(String kind, String lane, String payload, Optional<String> key, Optional<Instant> due) {

    /// One of many jobs of a kind that are left behind together.
    public record Part(String lane, String payload) {}

    public static Job of(String kind, String payload) {
        return new Job(kind, kind, payload, Optional.empty(), Optional.empty());
    }

    public Job in(String lane) {
        return new Job(kind, lane, payload, key, due);
    }

    public Job once(String key) {
        return new Job(kind, lane, payload, Optional.of(key), due);
    }

    public Job at(Instant due) {
        return new Job(kind, lane, payload, key, Optional.of(due));
    }
}
