// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkedPageTest {

    private static final String ADDRESS = "https://news.example/2026/herons";

    private static LinkedPage read(String head) {
        return LinkedPage.read(("<html><head>" + head + "</head>").getBytes(UTF_8), Optional.of("utf-8"), ADDRESS);
    }

    private static String meta(String name, String content) {
        return "<meta property=\"" + name + "\" content=\"" + content + "\">";
    }

    @Test
    void open_graph_goes_before_cards_and_cards_before_plain_html() {
        var page = read("<title>plain</title>" + meta("twitter:title", "card") + meta("og:title", "graph")
                + meta("twitter:description", "short") + meta("og:site_name", "News")
                + meta("article:author", "Ann") + meta("og:image", "/pictures/1.jpg")
                + meta("og:image:alt", "a heron"));

        assertThat(page.title()).isEqualTo("graph");
        assertThat(page.description()).isEqualTo("short");
        assertThat(page.provider()).isEqualTo("News");
        assertThat(page.author()).isEqualTo("Ann");
        assertThat(page.picture()).contains("https://news.example/pictures/1.jpg");
        assertThat(page.pictureText()).isEqualTo("a heron");
        assertThat(read("<title>plain</title>").title()).isEqualTo("plain");
    }

    @Test
    void a_page_may_name_its_author_in_the_fediverse() {
        assertThat(read("<title>t</title>" + meta("fediverse:creator", "@ann@a.example"))
                        .creator())
                .contains("ann@a.example");
        assertThat(read("<title>t</title>" + meta("fediverse:creator", "ann")).creator())
                .isEmpty();
    }

    @Test
    void an_author_may_be_an_address() {
        var page = read(meta("article:author", "https://news.example/ann") + "<meta name=author content=Ann>");

        assertThat(page.author()).isEqualTo("Ann");
        assertThat(page.authorUrl()).contains("https://news.example/ann");
    }

    @Test
    void the_charset_of_the_server_or_else_of_the_page_is_read() {
        var html = "<meta charset=iso-8859-1><title>Märchen</title>".getBytes(ISO_8859_1);

        assertThat(LinkedPage.read(html, Optional.empty(), ADDRESS).title()).isEqualTo("Märchen");
        assertThat(LinkedPage.read("<title>Märchen</title>".getBytes(ISO_8859_1), Optional.of("latin1"), ADDRESS)
                        .title())
                .isEqualTo("Märchen");
        assertThat(LinkedPage.read("<title>x</title>".getBytes(UTF_8), Optional.of("no such: charset"), ADDRESS)
                        .title())
                .isEqualTo("x");
    }

    @Test
    void all_comes_out_as_one_bounded_line_of_text() {
        var page = read(meta("og:title", "a\n\u0007 b &lt;script&gt;") + meta("og:description", "x".repeat(100_000)));

        assertThat(page.title()).isEqualTo("a b <script>");
        assertThat(page.description())
                .hasSize(LinkedPage.DESCRIPTION_LENGTH_MAX)
                .endsWith("…");
    }

    @Test
    void no_picture_is_anything_but_a_web_address() {
        for (var picture :
                new String[] {"javascript:alert(1)", "data:image/png;base64,AA", "file:///etc/passwd", "::"}) {
            assertThat(read(meta("og:image", picture)).picture()).as(picture).isEmpty();
        }
    }

    @Test
    void the_first_link_is_none_to_a_person_or_a_tag() {
        var html = "<p><a href=\"https://a.example/@ann\" class=\"u-url mention\">@ann</a>"
                + " <a href=\"https://a.example/tags/x\" rel=\"tag\">#x</a>"
                + " <a href=\"https://a.example/@ben\">@ben</a>"
                + " <a href=\"https://news.example/1\">look</a> <a href=\"https://news.example/2\">and</a>";

        assertThat(FirstLink.of(html)).contains("https://news.example/1");
        assertThat(FirstLink.of("<p>nothing</p>")).isEmpty();
        assertThat(FirstLink.of("<a href=\"mailto:a@b.example\">x</a>")).isEmpty();
    }
}
