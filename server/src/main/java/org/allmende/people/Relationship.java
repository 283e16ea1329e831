// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Instant;
import java.util.Optional;

/// How a reader stands to somebody, as the reader may know it.
public record Relationship(
        boolean following,
        boolean showingShares,
        boolean notifying,
        boolean requested,
        boolean followedBy,
        boolean requestedBy,
        boolean blocking,
        boolean blockedBy,
        boolean muting,
        boolean mutingNotifications,
        Optional<Instant> mutedUntil,
        boolean avoidingDomain,
        boolean endorsing,
        String note) {

    public static final Relationship NONE = new Relationship(
            false, false, false, false, false, false, false, false, false, false, Optional.empty(), false, false, "");
}
