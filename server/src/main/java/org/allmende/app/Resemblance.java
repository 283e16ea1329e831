// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.util.Comparator;
import java.util.List;

/// What somebody probably meant when they mistyped a word.
final class Resemblance {

    // Beyond a third of the letters it is another word, not a slip.
    private static final int SLIPS_PER_LETTERS = 3;

    private Resemblance() {}

    /// ` Did you mean …?`, or nothing where no word is near.
    static String hint(String typed, List<String> words) {
        return words.stream()
                .min(Comparator.comparingInt(word -> distance(typed, word)))
                .filter(word -> distance(typed, word) <= Math.max(2, word.length() / SLIPS_PER_LETTERS))
                .map(" Did you mean `%s`?"::formatted)
                .orElse("");
    }

    /// How many letters must be changed, added or left out (Levenshtein).
    private static int distance(String one, String other) {
        var above = new int[other.length() + 1];
        for (var column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (var row = 1; row <= one.length(); row++) {
            var line = new int[other.length() + 1];
            line[0] = row;
            for (var column = 1; column <= other.length(); column++) {
                var same = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                line[column] = Math.min(above[column - 1] + same, 1 + Math.min(above[column], line[column - 1]));
            }
            above = line;
        }
        return above[other.length()];
    }
}
