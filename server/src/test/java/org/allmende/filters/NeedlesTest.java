// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allmende.Chance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many words at once, and patterns that cannot take long.
class NeedlesTest {

    private static Needles<String> of(List<String> words, boolean whole) {
        var needles = new Needles<String>();
        words.forEach(word -> needles.add(word, word, whole));
        needles.close();
        return needles;
    }

    @Test
    void all_words_are_found_that_a_plain_search_finds() {
        Chance.times(1_000, chance -> {
            var words = chance.several(0, 12, () -> chance.word(1, 5, 'a', 'c'));
            var text = chance.word(0, 40, 'a', 'c');

            assertThat(of(words, false).in(text))
                    .isEqualTo(words.stream().filter(text::contains).collect(Collectors.toSet()));
        });
    }

    @Test
    void whole_words_are_found_where_they_stand_alone() {
        Chance.times(1_000, chance -> {
            var words = chance.several(0, 6, () -> chance.word(1, 3, 'a', 'b'));
            var text = chance.several(0, 8, () -> chance.word(1, 3, 'a', 'b'));

            assertThat(of(words, true).in(String.join(" ", text)))
                    .isEqualTo(words.stream().filter(text::contains).collect(Collectors.toSet()));
        });
    }

    @Test
    @Timeout(60)
    void a_thousand_words_that_begin_alike_cost_one_walk() {
        var words = IntStream.rangeClosed(1, 200).mapToObj("a"::repeat).toList();
        var needles = of(words, true);

        for (var i = 0; i < 20; i++) {
            assertThat(needles.in("a".repeat(20_000))).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void patterns_that_keep_others_busy_for_years_are_answered_at_once() {
        var evil = LinearPattern.parse("^(([A-Z])+.)+[0-9]([A-Z])+$").orElseThrow();
        var nested = LinearPattern.parse("(x+x+)+y").orElseThrow();

        assertThat(evil.in("A".repeat(100_000) + "!")).isFalse();
        assertThat(nested.in("x".repeat(100_000))).isFalse();
    }

    // RE2/J never comes back from folding the case of some letters that are newer than it.
    @Test
    @Timeout(60)
    void no_letter_of_any_script_makes_a_pattern_endless() {
        for (var point = 0x80; point < 0x20000; point++) {
            var letter = Character.toString(point);
            var _ = LinearPattern.parse("[" + letter + "]" + letter);
        }
        assertThat(LinearPattern.parse("[\\x{100}-\\x{1ffff}]")).isPresent();
        assertThat(LinearPattern.parse("(?i)[\\x{100}-\\x{1ffff}]")).isEmpty();
        assertThat(LinearPattern.parse("(?s-i:x)")).isEmpty();
        assertThat(LinearPattern.parse("gr[ae]y").orElseThrow().in("GRAY")).isTrue();
        assertThat(LinearPattern.parse("Gray").orElseThrow().in("gray")).isFalse();
    }

    @Test
    void whatever_is_written_as_a_pattern_is_read_or_refused() {
        Chance.times(
                1_000,
                chance -> LinearPattern.parse(chance.text(60)).ifPresent(pattern -> pattern.in("some text, 42")));
    }

    @Test
    void whatever_looks_like_a_pattern_is_read_or_refused() {
        Chance.times(1_000, chance -> LinearPattern.parse(chance.word(0, 20, '!', '~')));
        assertThatCode(() -> LinearPattern.parse("(".repeat(90) + "a" + ")".repeat(90)))
                .doesNotThrowAnyException();
        assertThatCode(() -> LinearPattern.parse(String.join("", Collections.nCopies(40, "(a|b)*"))))
                .doesNotThrowAnyException();
    }
}
