// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

/// Descriptions as they can be stored and shown.
final class MediaText {

    private MediaText() {}

    /// Without control characters; PostgreSQL, for one, stores no zero.
    static String clean(String text) {
        return text.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    static String shortened(String text, int lengthMax) {
        return text.codePointCount(0, text.length()) <= lengthMax
                ? text
                : text.substring(0, text.offsetByCodePoints(0, lengthMax));
    }

    static String description(String typed) throws Refusal {
        var text = clean(typed);
        if (text.codePointCount(0, text.length()) > MediaLibrary.DESCRIPTION_LENGTH_MAX) {
            throw new Refusal(
                    "media.description_too_long",
                    "A description has at most " + MediaLibrary.DESCRIPTION_LENGTH_MAX + " characters.");
        }
        return text;
    }
}
