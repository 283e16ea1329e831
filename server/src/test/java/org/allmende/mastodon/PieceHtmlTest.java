// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.allmende.activity.Occasion;
import org.allmende.activity.Piece;
import org.allmende.posts.Exhibit;
import org.junit.jupiter.api.Test;

class PieceHtmlTest {

    private static final String URL = "https://b.example/?a=1&b=2";
    private static final String LINK = "<p><a href=\"https://b.example/?a=1&amp;b=2\" target=\"_blank\" "
            + "rel=\"nofollow noopener noreferrer\">https://b.example/?a=1&amp;b=2</a></p>";

    @Test
    void what_is_more_than_a_note_is_shown_as_one_with_title_time_place_and_link() {
        var begins = Instant.parse("2026-12-11T19:00:00Z");
        var evening =
                new Occasion(begins, Optional.of(Instant.parse("2026-12-11T21:30:00Z")), Optional.of("Kenn <hall>"));
        var days = new Occasion(begins, Optional.of(Instant.parse("2026-12-13T21:30:00Z")), Optional.empty());

        assertThat(event("Reels & jigs", evening))
                .isEqualTo("<p><strong>Reels &amp; jigs</strong></p>"
                        + "<p>📅 2026-12-11 19:00 – 21:30 UTC<br />📍 Kenn &lt;hall&gt;</p><p>Come!</p>" + LINK);
        assertThat(event("", days)).startsWith("<p>📅 2026-12-11 19:00 – 2026-12-13 21:30 UTC</p>");
    }

    @Test
    void an_essay_is_shown_by_its_beginning() {
        var essay = "<p>" + "a long way ".repeat(2_000) + "</p>";

        assertThat(PieceHtml.of(Piece.of(Piece.Kind.ARTICLE, "Way"), essay, URL))
                .startsWith("<p><strong>Way</strong></p><p>a long way")
                .endsWith("…</p>" + LINK)
                .hasSizeLessThan(3_000);
    }

    @Test
    void a_film_has_its_poster_as_preview() {
        var picture = Samples.picture(71);
        var film = new Exhibit(Samples.picture(72), Optional.of(picture));
        var shown = Samples.read(Json.line(json -> new MediaJson(Samples.LINKS).write(json, film)));

        assertThat(shown.path("url").asString()).contains("/media/72/");
        assertThat(shown.path("preview_url").asString()).contains("/media/71/");
    }

    private static String event(String title, Occasion occasion) {
        return PieceHtml.of(new Piece(Piece.Kind.EVENT, title, Optional.of(occasion)), "<p>Come!</p>", URL);
    }
}
