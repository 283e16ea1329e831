// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.text.BreakIterator;
import java.util.Locale;

/// Characters as readers see them: a family emoji or a letter with its accents is one.
final class Graphemes {

    /// The flag of a region takes seven, a family with the colours of their skins eleven. What is more is a heap of
    /// accents, by which a text of one letter could be as long as a book, and counts for several.
    static final int CODE_POINTS_MAX = 16;

    private Graphemes() {}

    static int count(String text) {
        if (text.chars().allMatch(c -> c < 0x80 && c != '\r')) {
            return text.length();
        }
        var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        int count = 0;
        int start = 0;
        for (var end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            count += (text.codePointCount(start, end) + CODE_POINTS_MAX - 1) / CODE_POINTS_MAX;
            start = end;
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
