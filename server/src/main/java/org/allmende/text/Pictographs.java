// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.util.Optional;

/// Emoji of Unicode: what is one, and how it is spelled.
public final class Pictographs {

    private static final int SELECTOR = 0xFE0F;
    private static final int KEYCAP = 0x20E3;

    private Pictographs() {}

    /// The emoji that this text is, spelled in full: the selector that asks for colours is there wherever the Unicode
    /// standard has it, so that equal emoji are equal texts. Empty where the text is anything but one emoji.
    public static Optional<String> one(String text) {
        if (text.isEmpty() || text.length() > Graphemes.CODE_POINTS_MAX * 2) {
            return Optional.empty();
        }
        var points = text.codePoints().filter(point -> point != SELECTOR).toArray();
        if (points.length == 0 || !begins(points)) {
            return Optional.empty();
        }
        var full = new StringBuilder(text.length() + 2);
        for (int i = 0; i < points.length; i++) {
            full.appendCodePoint(points[i]);
            var coloured = i + 1 < points.length && Character.isEmojiModifier(points[i + 1]);
            if (plainOtherwise(points[i]) && !coloured) {
                full.appendCodePoint(SELECTOR);
            }
        }
        return Optional.of(full.toString()).filter(emoji -> Graphemes.count(emoji) == 1);
    }

    // A digit is an emoji only on a key, and a letter of a region only beside another.
    private static boolean begins(int[] points) {
        var first = points[0];
        if (first < 0x80) {
            return points.length == 2 && Character.isEmoji(first) && points[1] == KEYCAP;
        }
        return region(first) ? points.length == 2 && region(points[1]) : Character.isEmoji(first);
    }

    private static boolean region(int point) {
        return point >= 0x1F1E6 && point <= 0x1F1FF;
    }

    /// Drawn as a letter unless the selector follows.
    private static boolean plainOtherwise(int point) {
        return Character.isEmoji(point) && !Character.isEmojiPresentation(point);
    }
}
