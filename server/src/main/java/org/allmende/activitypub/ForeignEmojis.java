// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.List;
import org.allmende.activitystreams.WireEmoji;
import org.allmende.media.ForeignEmoji;

/// Remembers what documents of other servers say of their custom emoji.
final class ForeignEmojis {

    private final Commons commons;

    ForeignEmojis(Commons commons) {
        this.commons = commons;
    }

    /// `domain` is that of who is proved to have said it: nobody speaks of the emoji of others.
    void learn(String domain, List<WireEmoji> told) {
        if (!told.isEmpty() && wanted(domain)) {
            commons.media()
                    .emojis()
                    .learn(
                            domain,
                            told.stream()
                                    .map(one -> new ForeignEmoji(one.shortcode(), one.url(), one.updated()))
                                    .toList());
        }
    }

    boolean wanted(String domain) {
        var policy = commons.domains().policy(domain);
        return !domain.isEmpty() && !policy.rejectMedia() && !policy.suspended();
    }
}
