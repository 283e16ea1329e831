// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.allmende.base.ActorId;

/// A code that lets people in, for a number of them or a time or both.
public record Invitation(
        long id, String code, Optional<ActorId> inviter, OptionalInt usesMax, int uses, Optional<Instant> expires) {

    public boolean holds(Instant now) {
        return (usesMax.isEmpty() || uses < usesMax.getAsInt())
                && expires.filter(end -> !end.isAfter(now)).isEmpty();
    }
}
