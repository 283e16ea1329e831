// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.filters;

import java.text.Normalizer;
import java.util.Locale;
import java.util.StringJoiner;
import org.allmende.media.Media;
import org.allmende.posts.Poll;
import org.allmende.posts.Post;
import org.allmende.posts.Quoted;
import org.allmende.text.PlainText;

/// All that can be read in a post: text, title, warning, answers of its poll, descriptions of its pictures, the title
/// of what it links to, and what it quotes.
record Wording(String text, String normal) {

    static Wording of(Post shown, String linked) {
        var said = new StringJoiner("\n");
        add(said, shown);
        shown.quote().flatMap(Quoted::post).ifPresent(quoted -> add(said, quoted));
        said.add(linked);
        var text = said.toString();
        return new Wording(text, normal(text));
    }

    private static void add(StringJoiner said, Post post) {
        post.piece().ifPresent(piece -> said.add(piece.title()));
        post.summary().ifPresent(said::add);
        said.add(PlainText.of(post.body().html()));
        post.poll()
                .ifPresent(
                        poll -> poll.options().stream().map(Poll.Option::title).forEach(said::add));
        post.media().stream().map(Media::description).forEach(said::add);
    }

    /// So that one spelling finds all: without differences of case, width and ligature, and without signs that cannot
    /// be seen.
    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]", "")
                .replaceAll("[\\s\\u00a0]+", " ");
    }
}
