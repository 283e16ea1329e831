// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tags, languages and lengths.
class WordsTest {

    @Test
    void a_tag_has_one_key_for_all_its_spellings() {
        assertThat(Tags.key("#Straße")).isEqualTo("straße");
        assertThat(Tags.key("ＣＡＴ")).isEqualTo(Tags.key("#cat"));
        assertThat(Tags.key("Cafe\u0301")).isEqualTo(Tags.key("café"));
        assertThat(Tags.parse("#Fediverse")).contains("fediverse");
        assertThat(Tags.parse("two words")).isEmpty();
        assertThat(Tags.parse("123")).isEmpty();
        assertThat(Tags.parse("#")).isEmpty();
        assertThat(Tags.parse("a".repeat(101))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"de, de", "DE_at, de-AT", "zh-hant-tw, zh-Hant-TW", "iw, he", "nds, nds", "pt-br, pt-BR", "en-x-lol, en"
    })
    void a_language_has_one_spelling(String tag, String normal) {
        assertThat(Languages.normal(tag)).contains(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "german", "d", "und", "x-klingon", "de-", "de;q=1", "\"><script>"})
    void what_names_no_language_is_refused(String tag) {
        assertThat(Languages.normal(tag)).isEmpty();
        assertThat(Languages.rightToLeft(tag)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ar, true", "he-IL, true", "iw, true", "fa, true", "de, false", "az-Arab, true", "ur-Latn, false"})
    void the_script_decides_which_way_a_language_runs(String tag, boolean rightToLeft) {
        assertThat(Languages.rightToLeft(tag)).isEqualTo(rightToLeft);
    }

    @Test
    void a_heap_of_accents_weighs_more_than_a_letter() {
        assertThat(Lengths.weigh("Z" + "\u0301".repeat(15))).isEqualTo(1);
        assertThat(Lengths.weigh("Z" + "\u0301".repeat(16_000))).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "👨‍👩‍👧, 1",
        "e\u0301, 1",
        "🇩🇪🇫🇷, 2",
        "https://example.org/a/very/long/path/that/goes/on/and/on, 23",
        "@anna@very.long.domain.example hi, 8",
        "#tag, 4"
    })
    void a_text_weighs_what_its_reader_sees(String typed, int weight) {
        assertThat(Lengths.weigh(typed)).isEqualTo(weight);
    }
}
