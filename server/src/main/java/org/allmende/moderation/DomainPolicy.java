// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.time.Instant;

/// What may come from a domain. `reason` is public, `privateNote` for moderators.
public record DomainPolicy(
        String domain, Level level, boolean rejectMedia, String reason, String privateNote, Instant created) {

    public boolean suspended() {
        return level == Level.SUSPEND;
    }

    public boolean limited() {
        return level == Level.LIMIT;
    }
}
