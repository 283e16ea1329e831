// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @anna hi                          | anna
            hi @anna.                         | anna
            (@anna)                           | anna
            @anna: look                       | anna
            @anna@b.example.                  | anna@b.example
            @a.b-c@B.example, hi              | a.b-c@b.example
            @anna@localhost:8080              | anna@localhost:8080
            @anna@b.example:                  | anna@b.example
            @anna@b.example:8080x             | anna@b.example
            @anna@münchen.example!            | anna@xn--mnchen-3ya.example
            @a @A @b@c.example                | a, b@c.example
            @anna@ home                       | anna
            mail me@b.example                 | ''
            xx@anna                           | ''
            größe@anna                        | ''
            @@anna                            | ''
            @house/door                       | ''
            @änna                             | ''
            @annä                             | ''
            @anna@127.1                       | ''
            https://b.example/@anna           | ''
            https://b.example/x,@anna         | ''
            """)
    void mentions_are_found_where_people_mean_them(String typed, String handles) {
        assertThat(Markup.scan(typed).handles()).map(Handle::toString).isEqualTo(parts(handles));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            #Straße und #STRASSE, #straße     | Straße, STRASSE
            (#a) #b. #c,                      | a, b, c
            #caturday2024 #2024 #_ #_1        | caturday2024
            #日本語タグ                         | 日本語タグ
            ＃全角                             | 全角
            #می‌خواهم                          | می‌خواهم
            #col·lecció·                      | col·lecció
            #हिन्दी                             | हिन्दी
            x#a /#b &#39; ##c a=#d            | ''
            https://b.example/#top            | ''
            #a#b                              | a
            """)
    void hashtags_are_found_in_every_script(String typed, String tags) {
        assertThat(Markup.scan(typed).tags()).isEqualTo(parts(tags));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            see https://b.example/a.                    | https://b.example/a
            (https://b.example/a)                       | https://b.example/a
            https://b.example/a_(b)                     | https://b.example/a_(b)
            (https://b.example/a_(b))                   | https://b.example/a_(b)
            [x](https://b.example/a?b=c!)               | https://b.example/a?b=c
            <https://b.example/a>                       | https://b.example/a
            "https://b.example/a"                       | https://b.example/a
            「https://b.example/a」です                   | https://b.example/a
            見てhttps://b.example/a                      | https://b.example/a
            HTTPS://B.Example/A#x                       | https://b.example/A#x
            https://bücher.example/ü                    | https://xn--bcher-kva.example/%C3%BC
            http://localhost:8080/@anna/1               | http://localhost:8080/@anna/1
            https://b.example/a...                      | https://b.example/a
            https://user@b.example/a                    | ''
            https:// https://. http://-                 | ''
            xhttps://b.example ftp://b.example          | ''
            javascript:alert(1)                         | ''
            """)
    void addresses_end_where_the_sentence_goes_on(String typed, String urls) {
        assertThat(List.copyOf(Markup.scan(typed).urls())).isEqualTo(parts(urls));
    }

    @Test
    void people_elsewhere_are_mentioned_by_names_of_any_script() {
        var scan = Markup.scan("Ask @用户@a.example, @jo\u0308rg@b.example. or @a.b-c@c.example");

        assertThat(scan.handles().stream().map(Handle::toString))
                .containsExactly("用户@a.example", "j\u00F6rg@b.example", "a.b-c@c.example");
    }

    @Test
    void everything_is_written_as_apps_expect_it() {
        var scan = Markup.scan(
                "Hi @anna@b.example & <b>all</b>\r\n#Straße\n\n\nhttps://www.example.org/a/very/long/path/indeed/1");

        var html = Markup.html(
                scan,
                handle -> Optional.of(new Link("https://b.example/@anna?\"", handle.name())),
                tag -> "https://a.example/tags/" + Tags.key(tag));

        assertThat(html)
                .isEqualTo("<p>Hi <span class=\"h-card\" translate=\"no\"><a href=\"https://b.example/@anna?&quot;\""
                        + " class=\"u-url mention\">@<span>anna</span></a></span> &amp; &lt;b&gt;all&lt;/b&gt;<br />"
                        + "<a href=\"https://a.example/tags/straße\" class=\"mention hashtag\" rel=\"tag\">"
                        + "#<span>Straße</span></a></p><p>"
                        + "<a href=\"https://www.example.org/a/very/long/path/indeed/1\" target=\"_blank\""
                        + " rel=\"nofollow noopener noreferrer\" translate=\"no\">"
                        + "<span class=\"invisible\">https://www.</span>"
                        + "<span class=\"ellipsis\">example.org/a/very/long/path/i</span>"
                        + "<span class=\"invisible\">ndeed/1</span></a></p>");
    }

    @Test
    void who_is_not_known_stays_text() {
        assertThat(Markup.html(Markup.scan("@nobody@b.example <3"), _ -> Optional.empty(), _ -> ""))
                .isEqualTo("<p>@nobody@b.example &lt;3</p>");
        assertThat(Markup.html(Markup.scan(" \r\n "), _ -> Optional.empty(), _ -> ""))
                .isEmpty();
    }

    @Test
    void there_is_a_limit_to_what_one_text_can_set_off() {
        var typed = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            typed.append("@a%d #b%d https://c.example/%d ".formatted(i, i, i));
        }

        var scan = Markup.scan(typed.toString());

        assertThat(scan.handles()).hasSize(50);
        assertThat(scan.tags()).hasSize(60);
        assertThat(scan.urls()).hasSize(100);
        assertThat(Markup.scan("#" + "a".repeat(101)).tags()).isEmpty();
        assertThat(Markup.scan("@" + "a".repeat(257)).handles()).isEmpty();
        assertThat(Markup.scan("https://a.example/" + "a".repeat(3_000)).urls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@",
                "#",
                "(",
                "@a",
                "@a@",
                "#a",
                "http://",
                "(http://",
                "http://a(",
                "@a.",
                "#·",
                " ",
                "\n",
                "\n ",
                "https://a.b/(((",
                ")",
                "@a@b.",
                "@a-",
                "e\u0301",
                "👨‍👩‍👧",
                "\u0301",
                "https://a.example/x ",
                "\uD83D",
                "🇩"
            })
    void no_repetition_makes_it_slow(String piece) {
        var hostile = piece.repeat(100_000 / piece.length());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(3), () -> {
            var scan = Markup.scan(hostile);
            Markup.html(scan, _ -> Optional.empty(), tag -> "https://a.example/" + tag);
            Lengths.weigh(scan);
            PlainText.excerpt(hostile, 50_000);
        });
    }

    private static List<String> parts(String list) {
        return list.isEmpty() ? List.of() : List.of(list.split(", "));
    }
}
