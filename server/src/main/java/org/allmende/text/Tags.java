// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// What a hashtag may be made of, and when two are the same.
public final class Tags {

    /// Longer ones are no tags but jokes, and the key is an indexed column.
    public static final int LENGTH_MAX = 100;

    private Tags() {}

    /// One key for all spellings: NFKC, lower case, without the `#`.
    public static String key(String tag) {
        var name = tag.startsWith("#") || tag.startsWith("＃") ? tag.substring(1) : tag;
        var lower = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    /// The key of a tag that came from outside, if it can be a tag at all.
    public static Optional<String> parse(String tag) {
        if (tag == null || tag.length() > LENGTH_MAX + 1) {
            return Optional.empty();
        }
        return Optional.of(key(tag.strip())).filter(Tags::named);
    }

    /// Letters, marks, digits and underscores, at least one letter among them. Dots between and joiners within words,
    /// which Catalan, Japanese and Persian need, only inside.
    static boolean named(String name) {
        return !name.isEmpty()
                && name.length() <= LENGTH_MAX
                && name.codePoints().allMatch(point -> word(point) || inner(point))
                && name.codePoints().anyMatch(Character::isLetter)
                && !inner(name.codePointAt(0))
                && !inner(name.codePointBefore(name.length()));
    }

    static boolean word(int point) {
        return point == '_' || Character.isLetterOrDigit(point) || mark(point);
    }

    static boolean inner(int point) {
        return point == '\u00B7' || point == '\u30FB' || point == '\u200C';
    }

    private static boolean mark(int point) {
        var type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
