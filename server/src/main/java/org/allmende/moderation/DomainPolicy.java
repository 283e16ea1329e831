// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.time.Instant;

/// What may come from a domain. `reason` is public, `privateNote` for moderators.
public record DomainPolicy(
        String domain, Level level, boolean rejectMedia, String reason, String privateNote, Instant created) {

    public enum Level {
        /// Only its media may be refused.
        NONE,
        /// Its people are shown only to who follows them or looks for them.
        LIMIT,
        /// Nothing comes from it, nothing goes to it.
        SUSPEND
    }

    public boolean suspended() {
        return level == Level.SUSPEND;
    }

    public boolean limited() {
        return level == Level.LIMIT;
    }
}
