// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Locale;

/// Which form of a sentence a number takes (CLDR cardinal categories, as far as our languages tell them apart).
enum Plural {
    ONE(".one"),
    OTHER(".other");

    private final String ending;

    Plural(String ending) {
        this.ending = ending;
    }

    String ending() {
        return ending;
    }

    static Plural of(Locale locale, long number) {
        return switch (locale.getLanguage()) {
            // French and its like count nought as one.
            case "fr", "pt" -> number < 2 ? ONE : OTHER;
            default -> number == 1 ? ONE : OTHER;
        };
    }
}
