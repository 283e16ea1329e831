// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.filters;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;
import java.util.Optional;

/// A regular expression whose time grows with the text and its own size, never beyond their product: there are no back
/// references, and nothing is tried twice. Small letters stand for large ones too.
final class LinearPattern {

    /// Steps that all patterns of a member may take together for one letter.
    static final int SIZE_MAX = 1_000;

    /// Of longer texts the beginning is looked at.
    private static final int TEXT_MAX = 5_000;

    private static final int LENGTH_MAX = 200;

    /// Counted repetitions are written out, and multiply when they stand within each other.
    private static final int REPEATED_MAX = 1_000;

    private static final java.util.regex.Pattern COUNTED =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    /// Asks the library to fold cases, which it does by walking from one case to the next until it is back: with the
    /// letters of newer Unicode it never is. So the text is folded instead.
    private static final java.util.regex.Pattern FOLDING = java.util.regex.Pattern.compile("\\(\\?[a-zA-Z-]*i");

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static Optional<LinearPattern> parse(String text) {
        if (text.isBlank()
                || text.length() > LENGTH_MAX
                || repeated(text) > REPEATED_MAX
                || FOLDING.matcher(text).find()) {
            return Optional.empty();
        }
        try {
            var pattern = new LinearPattern(Pattern.compile(text));
            // What matches nothing at all matches every post.
            return pattern.size() > SIZE_MAX || pattern.in("") ? Optional.empty() : Optional.of(pattern);
        } catch (PatternSyntaxException _) {
            return Optional.empty();
        }
    }

    private static long repeated(String text) {
        var times = 1L;
        var counted = COUNTED.matcher(text);
        while (counted.find() && times <= REPEATED_MAX) {
            var most = counted.group(2) == null || counted.group(2).isEmpty() ? counted.group(1) : counted.group(2);
            times *= Math.max(1, Long.parseLong(most));
        }
        return times;
    }

    int size() {
        return pattern.programSize();
    }

    boolean in(String text) {
        var looked = text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
        return pattern.matcher(looked).find()
                || pattern.matcher(looked.toLowerCase(Locale.ROOT)).find();
    }
}
