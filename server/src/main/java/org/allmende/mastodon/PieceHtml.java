// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.allmende.activity.Occasion;
import org.allmende.activity.Piece;
import org.allmende.posts.Post;
import org.allmende.text.Html;
import org.allmende.text.PlainText;

/// The text of a post for apps, which know notes alone: what is more than a note gets its title above, and below a link
/// to where it is whole.
final class PieceHtml {

    /// A page of forty essays would be megabytes; who wants to read one goes there.
    private static final int HTML_LENGTH_MAX = 10_000;

    private static final int EXCERPT_LENGTH_MAX = 2_000;

    // Apps in all languages show it as it is.
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private PieceHtml() {}

    static String of(Post post) {
        var html = post.body().html();
        return post.piece().map(piece -> of(piece, html, post.url())).orElse(html);
    }

    static String of(Piece piece, String html, String url) {
        var title = piece.title().isEmpty() ? "" : "<p><strong>" + Html.escape(piece.title()) + "</strong></p>";
        var text = html.length() > HTML_LENGTH_MAX
                ? paragraph(Html.escape(PlainText.excerpt(html, EXCERPT_LENGTH_MAX)))
                : html;
        var address = Html.escape(url);
        return title
                + piece.occasion().map(PieceHtml::occasion).orElse("")
                + text
                + paragraph("<a href=\"" + address + "\" target=\"_blank\" rel=\"nofollow noopener noreferrer\">"
                        + address + "</a>");
    }

    private static String occasion(Occasion occasion) {
        var place =
                occasion.place().map(line -> "<br />📍 " + Html.escape(line)).orElse("");
        return paragraph("📅 " + time(occasion.begins(), occasion.ends()) + " UTC" + place);
    }

    private static String time(Instant begins, Optional<Instant> ends) {
        var from = begins.atOffset(ZoneOffset.UTC);
        return DAY.format(from)
                + ends.map(end -> end.atOffset(ZoneOffset.UTC))
                        .map(to -> " – " + (to.toLocalDate().equals(from.toLocalDate()) ? HOUR : DAY).format(to))
                        .orElse("");
    }

    private static String paragraph(String html) {
        return "<p>" + html + "</p>";
    }
}
