// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The words of a text as search compares them: NFKC, lower case, without accents and vowel points.
///
/// Scripts that put no spaces between words are cut into overlapping pairs: 東京都 is 東京 and 京都, and its last letter
/// alone, so that a single letter is found as the beginning of some word. Every word is made of letters, marks and
/// digits alone.
public final class Words {

    /// What is longer is no word that somebody looks for.
    public static final int LENGTH_MAX = 64;

    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN);

    // In these a mark above or below a letter is decoration to who types a search; elsewhere it is half of the word.
    private static final Set<UnicodeScript> MARKED = EnumSet.of(
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARABIC,
            UnicodeScript.HEBREW,
            UnicodeScript.SYRIAC);

    private static final int TATWEEL = 0x0640;

    private final int most;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean spaceless;
    private boolean marked;

    private Words(int most) {
        this.most = most;
    }

    /// In their order, `most` at most; what comes after is left out.
    public static List<String> of(String text, int most) {
        var reader = new Words(most);
        var plain = Normalizer.normalize(
                Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        for (var at = 0; at < plain.length() && reader.words.size() < most; ) {
            var point = plain.codePointAt(at);
            var next = at + Character.charCount(point);
            reader.read(point, next < plain.length() ? plain.codePointAt(next) : ' ');
            at = next;
        }
        reader.end();
        return List.copyOf(reader.words.subList(0, Math.min(most, reader.words.size())));
    }

    private void read(int point, int next) {
        if (Character.isLetterOrDigit(point)) {
            var script = UnicodeScript.of(point);
            // The long sound mark belongs to kana, but Unicode says it is common to all.
            var without =
                    WITHOUT_SPACES.contains(script) || (spaceless && script == UnicodeScript.COMMON && !digit(point));
            if (without != spaceless) {
                end();
            }
            spaceless = without;
            marked = MARKED.contains(script);
            if (point != TATWEEL) {
                word.appendCodePoint(point);
            }
        } else if (mark(point)) {
            if (!marked && !word.isEmpty()) {
                word.appendCodePoint(point);
            }
        } else if (!joins(point, next)) {
            end();
        }
    }

    private static boolean digit(int point) {
        return Character.isDigit(point);
    }

    // don't, l'eau, میخواهم: one word each.
    private boolean joins(int point, int next) {
        return point == 0x200C || point == 0x200D || (apostrophe(point) && !word.isEmpty() && Character.isLetter(next));
    }

    private static boolean apostrophe(int point) {
        return point == '\'' || point == '\u2019' || point == '\u02BC';
    }

    private static boolean mark(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private void end() {
        if (!word.isEmpty()) {
            var whole = Normalizer.normalize(word, Normalizer.Form.NFC);
            if (spaceless) {
                pairs(whole);
            } else if (whole.length() <= LENGTH_MAX) {
                words.add(whole);
            }
            word.setLength(0);
        }
        spaceless = false;
    }

    private void pairs(String run) {
        var letters = letters(run);
        for (var i = 0; i < letters.size() && words.size() < most; i++) {
            words.add(i + 1 < letters.size() ? letters.get(i) + letters.get(i + 1) : letters.get(i));
        }
    }

    // A letter and the marks on it.
    private static List<String> letters(String run) {
        var letters = new ArrayList<String>();
        var letter = new StringBuilder();
        run.codePoints().forEach(point -> {
            if (!mark(point) && !letter.isEmpty()) {
                letters.add(letter.toString());
                letter.setLength(0);
            }
            if (letter.length() < LENGTH_MAX / 2) {
                letter.appendCodePoint(point);
            }
        });
        letters.add(letter.toString());
        return letters;
    }

    /// What to look for when somebody asks for these words next to each other. The last letter of a text without spaces
    /// stands for itself only where nothing follows it, so here it is left out where a pair holds it already.
    public static List<String> asked(String text, int most) {
        var words = new ArrayList<>(of(text, most));
        for (var i = words.size() - 1; i > 0; i--) {
            if (closes(words.get(i - 1), words.get(i))) {
                words.remove(i);
            }
        }
        return List.copyOf(words);
    }

    private static boolean closes(String pair, String last) {
        return WITHOUT_SPACES.contains(UnicodeScript.of(last.codePointAt(0)))
                && letters(pair).size() == 2
                && letters(last).size() == 1
                && pair.endsWith(last);
    }

    /// True for one letter of a script without spaces, which is to be found at the beginning of any pair.
    public static boolean single(String word) {
        return WITHOUT_SPACES.contains(UnicodeScript.of(word.codePointAt(0)))
                && letters(word).size() == 1;
    }
}
