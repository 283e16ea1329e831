// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.activity.Occasion;
import org.allmende.activity.Piece;
import org.junit.jupiter.api.Test;

class HeadlineTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Words GERMAN =
            new Words(Locale.GERMAN, Dictionary.messages(Locale.GERMAN), Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void an_event_says_when_and_where_it_takes_place() {
        var occasion = new Occasion(
                Instant.parse("2026-12-11T19:00:00Z"),
                Optional.of(Instant.parse("2026-12-11T21:00:00Z")),
                Optional.of("Scheune <hinten>"));

        var html = shown(new Piece(Piece.Kind.EVENT, "Tanz & Tee", Optional.of(occasion)), "<p>Kommt!</p>");

        assertThat(html)
                .contains("<h3 dir=\"auto\">Tanz &amp; Tee</h3>")
                .contains("<dt>Wann</dt><dd><time datetime=\"2026-12-11T19:00:00Z\">")
                .contains("– <time datetime=\"2026-12-11T21:00:00Z\">")
                .contains("<dt>Wo</dt><dd dir=\"auto\">Scheune &lt;hinten&gt;</dd>");
    }

    @Test
    void only_a_long_text_is_shortened_in_a_list() {
        var piece = Piece.of(Piece.Kind.ARTICLE, "Weg");

        assertThat(headline(piece, "<p>kurz</p>").brief()).isEmpty();
        assertThat(headline(piece, "<p>" + "lang ".repeat(2_000) + "</p>").brief())
                .hasValueSatisfying(text ->
                        assertThat(text).startsWith("lang lang").endsWith("…").hasSizeLessThan(700));
        assertThat(headline(piece, "").home()).contains("Artikel bei b.example");
    }

    @Test
    void a_film_is_played_from_here_behind_its_poster() {
        var film = new PostCard.Picture(
                PostCard.Shape.FILM,
                "/media/1/s/small",
                "/media/1/s/original",
                "/media/2/s/small",
                854,
                480,
                "Enten",
                "");
        var out = new StringOutput();

        JtepicturesGenerated.render(new OwaspHtmlTemplateOutput(out), null, GERMAN, List.of(film));

        assertThat(out.toString())
                .contains("<video src=\"/media/1/s/original\" poster=\"/media/2/s/small\" controls preload=\"none\"");
    }

    private static String shown(Piece piece, String text) {
        var out = new StringOutput();
        JteheadlineGenerated.render(new OwaspHtmlTemplateOutput(out), null, GERMAN, headline(piece, text));
        return out.toString();
    }

    private static Headline headline(Piece piece, String text) {
        return Headline.of(piece, text, "https://b.example/1", Optional.of("b.example"), GERMAN);
    }
}
