// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Locale;
import java.util.Optional;

/// Light or dark: as the device says, or as the person chose.
enum Look {
    AUTO,
    LIGHT,
    DARK;

    static Look of(Optional<String> text) {
        return switch (text.orElse("")) {
            case "light" -> LIGHT;
            case "dark" -> DARK;
            default -> AUTO;
        };
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
