// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is one emoji and what is not.
class PictographsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "😀",
                "👎",
                "👍🏽",
                "👩‍👩‍👧‍👦",
                "🇩🇪",
                "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
                "1\uFE0F\u20E3",
                "❤\uFE0F",
                "❤\uFE0F‍🔥",
                "🏳\uFE0F‍🌈",
                "☝🏿"
            })
    void an_emoji_spelled_in_full_is_itself(String emoji) {
        assertThat(Pictographs.one(emoji)).contains(emoji);
    }

    @Test
    void an_emoji_spelled_otherwise_is_the_same() {
        assertThat(Pictographs.one("❤")).contains("❤\uFE0F");
        assertThat(Pictographs.one("❤‍🔥")).contains("❤\uFE0F‍🔥");
        assertThat(Pictographs.one("1\u20E3")).contains("1\uFE0F\u20E3");
        assertThat(Pictographs.one("😀\uFE0F")).contains("😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "1",
                "#",
                "😀😀",
                "😀a",
                "a😀",
                "🇩",
                "🇩🇪🇫🇷",
                ":cat:",
                "\uFE0F",
                "\u200D",
                "é",
                "中",
                "<b>",
                "😀 ",
                "\uD83D"
            })
    void anything_else_is_none(String text) {
        assertThat(Pictographs.one(text)).isEmpty();
    }

    @Test
    void a_heap_of_joined_emoji_is_none() {
        assertThat(Pictographs.one("👩‍".repeat(20) + "👩")).isEmpty();
        assertThat(Pictographs.one("😀" + "\u0301".repeat(30))).isEmpty();
    }
}
