// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.text.BreakIterator;
import java.util.Locale;

/// Characters as readers see them: a family emoji or a letter with its accents is one.
final class Graphemes {

    private Graphemes() {}

    static int count(String text) {
        if (text.chars().allMatch(c -> c < 0x80 && c != '\r')) {
            return text.length();
        }
        var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        int count = 0;
        while (breaks.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    /// The longest beginning of at most `codePointsMax` code points that cuts no grapheme. A single grapheme that is
    /// longer than that (stacked accents) gives the empty text.
    static String head(String text, int codePointsMax) {
        if (text.codePointCount(0, text.length()) <= codePointsMax) {
            return text;
        }
        var limit = text.offsetByCodePoints(0, codePointsMax);
        var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        return text.substring(0, breaks.isBoundary(limit) ? limit : breaks.preceding(limit));
    }
}
