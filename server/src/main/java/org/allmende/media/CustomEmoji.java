// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.time.Instant;
import org.allmende.activity.Emoji;

/// A picture that stands for a word between colons, on the server `domain`; empty for ours. What is not `listed` can be
/// used by who knows its name, and is offered to nobody.
public record CustomEmoji(
        long id, String domain, String shortcode, String category, boolean listed, Instant updated, Media picture) {

    public boolean local() {
        return domain.isEmpty();
    }

    public Emoji.Custom emoji() {
        return new Emoji.Custom(shortcode, domain);
    }
}
