// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Locale;
import java.util.Optional;
import org.allmende.activity.Occasion;
import org.allmende.activity.Piece;
import org.allmende.posts.Post;
import org.allmende.text.PlainText;
import org.allmende.text.Urls;

/// What a card says of a post that is more than a note: its title, when and where it takes place, and where it lies.
///
/// `brief` is its beginning, where the whole is too long for a place in a list.
record Headline(
        String title,
        Optional<String> home,
        String url,
        Optional<Moment> begins,
        Optional<Moment> ends,
        Optional<String> place,
        Optional<String> brief) {

    /// About what fits on one screen.
    private static final int HTML_LENGTH_MAX = 3_000;

    private static final int BRIEF_LENGTH_MAX = 600;

    static Optional<Headline> of(Post post, Words words) {
        var home = post.author().local() ? Optional.<String>empty() : Urls.domainOf(post.url());
        return post.piece().map(piece -> of(piece, post.body().html(), post.url(), home, words));
    }

    static Headline of(Piece piece, String html, String url, Optional<String> home, Words words) {
        var occasion = piece.occasion();
        return new Headline(
                piece.title(),
                home.map(domain -> words.say(key(piece.kind()), domain)),
                url,
                occasion.map(Occasion::begins).map(words::moment),
                occasion.flatMap(Occasion::ends).map(words::moment),
                occasion.flatMap(Occasion::place),
                html.length() > HTML_LENGTH_MAX
                        ? Optional.of(PlainText.excerpt(html, BRIEF_LENGTH_MAX))
                        : Optional.empty());
    }

    private static String key(Piece.Kind kind) {
        return "piece." + kind.name().toLowerCase(Locale.ROOT);
    }
}
