// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;

/// The part of a handle before its `@`: letters and digits of any script, underscores, and dots and hyphens within.
///
/// Two names that look alike by their nature (full width, ligatures) are not both names: only the usual one is. What
/// turns the writing around or stays unseen, marks piled up, and letters that look like a slash are in no name.
final class HandleName {

    /// Vietnamese and Hebrew have two marks on a letter; more make a tower.
    private static final int MARKS_MAX = 3;

    /// Letters and marks that are read as a slash: strokes through letters, Coptic esh, and the stroke radical.
    private static final String SLASHES = "\u0335\u0336\u0337\u0338\u2CC6\u2CC7\u4E3F";

    private HandleName() {}

    /// The one spelling of a name, if it is one.
    static Optional<String> normal(String text) {
        if (text == null || text.length() > Handle.NAME_MAX) {
            return Optional.empty();
        }
        var name = Normalizer.normalize(text, Form.NFC);
        return is(name) ? Optional.of(name) : Optional.empty();
    }

    static boolean is(String name) {
        return name != null
                && !name.isEmpty()
                && name.length() <= Handle.NAME_MAX
                && ordered(name)
                && (ascii(name) || Normalizer.isNormalized(name, Form.NFC) && Normalizer.isNormalized(name, Form.NFKC));
    }

    /// Equal for all spellings of one name.
    static String key(String name) {
        return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Form.NFC);
    }

    /// Can stand somewhere in a name.
    static boolean point(int point) {
        return joint(point) || letter(point) || mark(point);
    }

    private static boolean ordered(String name) {
        // What is before the first letter is as good as a joint: neither a mark nor a joint may follow it.
        var marks = MARKS_MAX;
        var joined = true;
        for (int i = 0, point; i < name.length(); i += Character.charCount(point)) {
            point = name.codePointAt(i);
            if (joint(point)) {
                if (i == 0) {
                    return false;
                }
                joined = true;
            } else if (letter(point)) {
                joined = false;
                marks = 0;
            } else if (!mark(point) || joined || ++marks > MARKS_MAX) {
                return false;
            }
        }
        return !joined;
    }

    private static boolean joint(int point) {
        return point == '.' || point == '-';
    }

    private static boolean letter(int point) {
        return point == '_' || Character.isLetterOrDigit(point) && SLASHES.indexOf(point) < 0;
    }

    private static boolean mark(int point) {
        var type = Character.getType(point);
        return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK)
                && SLASHES.indexOf(point) < 0
                // Marks for symbols, and choices between glyphs that cannot be seen.
                && !(point >= 0x20D0 && point <= 0x20FF)
                && !(point >= 0xFE00 && point <= 0xFE0F)
                && !(point >= 0xE0100 && point <= 0xE01EF)
                && point != 0x034F;
    }

    static boolean ascii(String name) {
        return name.chars().allMatch(c -> c < 0x80);
    }
}
