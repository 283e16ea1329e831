// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {

    @Test
    void what_other_servers_send_comes_through() {
        var post =
                "<p><span class=\"h-card\" translate=\"no\"><a href=\"https://a.example/@anna\" class=\"u-url mention\""
                        + " rel=\"nofollow noopener noreferrer\" target=\"_blank\">@<span>anna</span></a></span> look<br />here"
                        + "</p><blockquote><p>quoted</p></blockquote><ol><li>one</li></ol><pre><code>x &lt; y</code></pre>";

        assertThat(SafeHtml.clean(post)).isEqualTo(post);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <script>alert(1)</script>ok                        | ok
            <p onclick="x()" style="position:fixed">a</p>      | <p>a</p>
            <a href="javascript:alert(1)">a</a>                | a
            <a href="java&#10;script:alert(1)">a</a>           | a
            <a href="data:text/html,x">a</a>                   | a
            <a href="/relative">a</a>                          | a
            <a href="https://good.example@evil.example">a</a>  | a
            <img src=x onerror=alert(1) alt=":cat:">           | :cat:
            <math><mi>x</mi></math>y                           | y
            <svg><style><img src=x onerror=alert(1)></svg>z    | z
            <span class="invisible evil">a</span>              | <span class="invisible">a</span>
            <span class="evil">a</span>                        | <span>a</span>
            <h1>Title</h1><h2>x<b>y</b></h2>                   | <p><strong>Title</strong></p><p><strong>x<b>y</b></strong></p>
            <div>one</div><div>two</div>                       | one<br />two
            <strike>old</strike>                               | <s>old</s>
            <p lang="de_AT" dir="RTL">a</p>                    | <p lang="de-AT" dir="rtl">a</p>
            <p lang="&quot;x" dir="sideways">a</p>             | <p>a</p>
            <ol start=3 reversed><li value=7>a</ol>            | <ol start="3" reversed="reversed"><li value="7">a</li></ol>
            <ol start="3;x"><li>a</ol>                         | <ol><li>a</li></ol>
            <form><input value=x><button>b</button></form>     | b
            a<!-- c --><noscript><p title="</noscript><img src=x onerror=alert(1)>">b | a
            """)
    void only_what_belongs_in_a_text_is_left(String foreign, String safe) {
        assertThat(SafeHtml.clean(foreign).replace("&quot;", "\"")).isEqualTo(safe);
    }

    @Test
    void a_link_tells_nothing_about_its_reader_and_gets_no_hold_of_the_page() {
        assertThat(SafeHtml.clean("<a href='HTTPS://Bücher.Example/ä b' rel=opener target=_top id=x>a</a>"))
                .isEqualTo("<a href=\"https://xn--bcher-kva.example/%C3%A4%20b\""
                        + " rel=\"nofollow noopener noreferrer\" target=\"_blank\">a</a>");
    }

    @Test
    void a_line_break_at_the_start_of_preformatted_text_does_not_come_and_go() {
        var once = SafeHtml.clean("<pre>\n\n\na\n b</pre>");

        assertThat(once).isEqualTo("<pre>a\n b</pre>");
        assertThat(SafeHtml.clean(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b>",
                "<blockquote>",
                "<a href='https://a.example'>",
                "<p><b>",
                "<table><tr><td>",
                "<ul><li>",
                "<b id=1><p>",
                "<font><p>",
                "<a><b><i><p>",
                "<svg>",
                "<math><mi>",
                "<ruby><rt>",
                "<select><option>",
                "<h1>",
                "<h1><div>",
                "<button>",
                "</p>",
                "&lt;",
                "\"",
                "<",
                "<!--",
                "<a b c d e f g h>",
                "\u0000",
                "&",
                "<table><b>",
                "<frameset>",
                "<template>",
                "<textarea>",
                "<br>",
                "a ",
                "<li>",
                "<p>",
                "<![CDATA["
            })
    void no_repetition_makes_it_slow_or_large(String piece) {
        var hostile = piece.repeat(200_000 / piece.length());

        var clean = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(8), () -> SafeHtml.clean(hostile));

        assertThat(clean.length()).isLessThanOrEqualTo(SafeHtml.LENGTH_MAX);
        assertThat(SafeHtml.clean(clean)).isEqualTo(clean);
    }

    @Test
    void one_element_with_very_many_attributes_is_no_trouble() {
        var hostile = new StringBuilder("<p");
        for (int i = 0; i < 20_000; i++) {
            hostile.append(' ').append(Integer.toString(i, 36)).append('z');
        }

        assertThat(Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(8),
                        () -> SafeHtml.clean(hostile.append(">a").toString())))
                .isEqualTo("<p>a</p>");
    }

    @Test
    void what_grows_while_it_is_cleaned_is_cut_off_whole() {
        var clean = SafeHtml.clean("<a href=//a><a href=http:a><a href=http://a.b>&&".repeat(4_000));

        assertThat(clean.length()).isLessThanOrEqualTo(SafeHtml.LENGTH_MAX);
        assertThat(SafeHtml.clean(clean)).isEqualTo(clean);
    }
}
