// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A custom emoji as a document of its server tells of it. `updated` is when its home last changed it.
public record ForeignEmoji(String shortcode, String url, Optional<Instant> updated) {

    public ForeignEmoji {
        // As it is kept: or the same news would be news each time.
        updated = updated.map(when -> when.truncatedTo(ChronoUnit.MILLIS));
    }
}
