// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activity.Reach;

/// How far a post reaches, in this API's words. `local_only` stands beside them; `local` is short for both.
final class Visibilities {

    private Visibilities() {}

    static String word(Reach reach) {
        return switch (reach) {
            case PUBLIC -> "public";
            case UNLISTED -> "unlisted";
            // The API has no word for mutuals; what apps do with `private` is right for them too.
            case FOLLOWERS, MUTUALS -> "private";
            case DIRECT -> "direct";
        };
    }

    static Optional<Audience> read(String word, boolean localOnly) {
        return switch (word) {
            case "public" -> Optional.of(new Audience(Reach.PUBLIC, localOnly));
            case "unlisted" -> Optional.of(new Audience(Reach.UNLISTED, localOnly));
            case "private" -> Optional.of(new Audience(Reach.FOLLOWERS, localOnly));
            case "mutuals_only" -> Optional.of(new Audience(Reach.MUTUALS, localOnly));
            case "direct" -> Optional.of(new Audience(Reach.DIRECT, localOnly));
            case "local" -> Optional.of(Audience.LOCAL);
            default -> Optional.empty();
        };
    }
}
