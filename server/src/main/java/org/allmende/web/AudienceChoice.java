// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activity.Reach;

/// Who a post can be for, as a writer chooses.
enum AudienceChoice {
    PUBLIC(Audience.PUBLIC, "world"),
    UNLISTED(Audience.UNLISTED, "unlisted"),
    FOLLOWERS(Audience.FOLLOWERS, "lock"),
    MUTUALS(new Audience(Reach.MUTUALS, false), "people"),
    LOCAL(Audience.LOCAL, "hearth"),
    DIRECT(Audience.DIRECT, "mail");

    private final Audience audience;
    private final String icon;

    AudienceChoice(Audience audience, String icon) {
        this.audience = audience;
        this.icon = icon;
    }

    Audience audience() {
        return audience;
    }

    String icon() {
        return icon;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The key of its words.
    String key() {
        return "audience." + code();
    }

    static Optional<AudienceChoice> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    static AudienceChoice of(Audience audience) {
        if (audience.localOnly()) {
            return LOCAL;
        }
        return switch (audience.reach()) {
            case PUBLIC -> PUBLIC;
            case UNLISTED -> UNLISTED;
            case FOLLOWERS -> FOLLOWERS;
            case MUTUALS -> MUTUALS;
            case DIRECT -> DIRECT;
        };
    }
}
