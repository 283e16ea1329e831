// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static List<String> words(String text) {
        return Words.of(text, 100);
    }

    @Test
    void accents_case_width_and_vowel_points_make_no_difference() {
        assertThat(words("Crème BRÛLÉE, Ärger; ＡＢＣ ﬁn")).containsExactly("creme", "brulee", "arger", "abc", "fin");
        assertThat(words("مُحَمَّد كتـــاب")).isEqualTo(words("محمد كتاب"));
        assertThat(words("שָׁלוֹם")).isEqualTo(words("שלום"));
        assertThat(words("Ёлка")).containsExactly("елка");
    }

    @Test
    void marks_that_are_half_of_a_word_stay() {
        assertThat(words("हिन्दी भाषा")).containsExactly("हिन्दी", "भाषा");
        assertThat(words("தமிழ்")).containsExactly("தமிழ்");
    }

    @Test
    void words_end_where_readers_see_them_end() {
        assertThat(words("don't l’eau well-known #tag @bob@d.example x_y 3.14 covid19 🔥fire"))
                .containsExactly(
                        "dont", "leau", "well", "known", "tag", "bob", "d", "example", "x", "y", "3", "14", "covid19",
                        "fire");
        assertThat(words("  ¿?! ...")).isEmpty();
    }

    @Test
    void scripts_without_spaces_come_in_pairs() {
        assertThat(words("東京都 に行く")).containsExactly("東京", "京都", "都", "に行", "行く", "く");
        assertThat(words("abc東京de")).containsExactly("abc", "東京", "京", "de");
        assertThat(words("スーパー")).containsExactly("スー", "ーパ", "パー", "ー");
        assertThat(words("ภาษาไทย")).hasSizeGreaterThan(3).doesNotContain("ภาษาไทย");
    }

    @Test
    void who_asks_for_a_part_asks_for_its_pairs_alone() {
        assertThat(Words.asked("東京都", 100)).containsExactly("東京", "京都");
        assertThat(Words.asked("東", 100)).containsExactly("東");
        assertThat(Words.single("東")).isTrue();
        assertThat(Words.single("東京")).isFalse();
        assertThat(Words.single("a")).isFalse();
    }

    @Test
    void nothing_that_people_write_makes_a_word_of_anything_but_letters_marks_and_digits() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++) {
            var text = new StringBuilder();
            for (var i = random.nextInt(60); i > 0; i--) {
                text.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0x30000) : random.nextInt(0x700));
            }
            for (var word : Words.of(text.toString(), 50)) {
                assertThat(word.codePoints()
                                .allMatch(point -> Character.isLetterOrDigit(point)
                                        || Character.getType(point) == Character.NON_SPACING_MARK
                                        || Character.getType(point) == Character.COMBINING_SPACING_MARK
                                        || Character.getType(point) == Character.ENCLOSING_MARK
                                        || point == 0x200D
                                        || Character.isSurrogate((char) point)))
                        .as("seed %d: %s", seed, word)
                        .isTrue();
                assertThat(word.length()).isPositive().isLessThanOrEqualTo(2 * Words.LENGTH_MAX);
            }
            assertThat(Words.of(text.toString(), 50)).hasSizeLessThanOrEqualTo(50);
        }
    }
}
