// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.allmende.Chance;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the pictures of custom emoji go, and where they never go.
class EmojiNamesTest {

    private static final String PICTURE = "<img class=\"emoji\" src=\"/e\" alt=\":cat:\" title=\":cat:\">";

    private static String shown(String html) {
        return EmojiNames.replace(html, name -> name.equals("cat") ? Optional.of(PICTURE) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        ":cat:, §",
        "<p>:cat:</p>, <p>§</p>",
        "a :cat: b, a § b",
        "(:cat:), (§)",
        ":cat::cat:, §§",
        ":dog: :cat:, :dog: §",
        ":dog::cat:, :dog:§",
        "::cat:, ::cat:",
        "a:cat:, a:cat:",
        ":cat:b, :cat:b",
        "10:cat:30, 10:cat:30",
        "std::cat::size, std::cat::size",
        ":cat, :cat",
        ": cat:, : cat:",
        ":, :",
        "ö:cat:, ö:cat:",
        "<b>x</b>:cat:, <b>x</b>§",
        "&amp;:cat:, &amp;§"
    })
    void a_name_between_colons_becomes_a_picture_where_no_letter_touches_it(String html, String shown) {
        assertThat(shown(html)).isEqualTo(shown.replace("§", PICTURE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"https://x.example/:cat:\">x</a>",
                "<a title=\" > :cat: \">x</a>",
                "<a title=' > :cat: '>x</a>",
                "<a href=\"https://x.example/\">:cat:</a>",
                "<a href=\":cat:",
                "<:cat:",
                "<code>:cat:</code>",
                "<pre><code>a\n :cat: </code></pre>",
                "<pre>:cat:</pre>"
            })
    void nothing_within_a_tag_or_in_code_is_touched(String html) {
        assertThat(shown(html)).isEqualTo(html);
        assertThat(EmojiNames.inHtml(html)).isEmpty();
    }

    @Test
    void code_ends_where_it_ends() {
        assertThat(shown("<code>:cat:</code> :cat:")).isEqualTo("<code>:cat:</code> " + PICTURE);
        assertThat(shown("<abbr>:cat:</abbr>")).isEqualTo("<abbr>" + PICTURE + "</abbr>");
    }

    @Test
    void names_are_found_once_each_and_not_without_end() {
        assertThat(EmojiNames.in("<b>:a: :b: :a:")).containsExactly("a", "b");
        var many = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            many.append(":e").append(i).append(": ");
        }
        assertThat(EmojiNames.in(many.toString())).hasSize(EmojiNames.DIFFERENT_MAX);
    }

    private static String wild(Chance chance) {
        return chance.joined(
                40,
                ":",
                "cat",
                ":cat:",
                "<",
                ">",
                "\"",
                "'",
                "<a href=\"",
                "</a>",
                "<code>",
                "</code>",
                "<p>",
                " ",
                "x",
                "&lt;",
                "=",
                "\uD83D\uDE00",
                "<!--",
                "-->");
    }

    /// Whatever is foreign is cleaned first, so pictures are put into what the cleaner writes.
    @Test
    void what_was_clean_stays_clean_and_tags_stay_as_they_were() {
        Chance.times(1_000, chance -> {
            var clean = SafeHtml.clean(wild(chance));

            var shown = shown(clean);

            assertThat(shown.replace(PICTURE, ":cat:")).isEqualTo(clean);
            assertThat(tags(shown.replace(PICTURE, ""))).isEqualTo(tags(clean));
        });
    }

    @Test
    void any_text_is_left_as_it_is_but_for_the_pictures() {
        Chance.times(1_000, chance -> {
            for (var each : List.of(chance.text(60), wild(chance))) {
                assertThat(shown(each).replace(PICTURE, ":cat:")).isEqualTo(each);
            }
        });
    }

    private static List<String> tags(String html) {
        return java.util.regex.Pattern.compile("<[^>]*>")
                .matcher(html)
                .results()
                .map(found -> found.group())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {":", ":a", "a:", "<", "<a ", "\"", ":a:", ":a::", "<a title=\"", "<code>"})
    void no_text_takes_longer_than_its_length_asks(String part) {
        var text = part.repeat(1_000_000 / part.length());

        Assertions.assertThatCode(() -> assertThat(java.util.concurrent.CompletableFuture.supplyAsync(() -> shown(text))
                                .orTimeout(Duration.ofSeconds(5).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                                .join())
                        .isNotNull())
                .doesNotThrowAnyException();
    }
}
