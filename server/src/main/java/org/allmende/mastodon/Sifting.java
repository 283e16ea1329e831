// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.base.PostId;
import org.allmende.filters.Filter;
import org.allmende.filters.Match;
import org.allmende.filters.Sieve;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.previews.LinkCard;

/// The posts of one answer, held against what their reader filters: each once.
final class Sifting {

    private final Sieve sieve;
    private final Map<PostId, LinkCard> cards;
    private final Map<PostId, Person> writers;
    private final Map<PostId, List<Match>> known = new HashMap<>();

    /// `writers` are the authors of what the posts link to, who say so too.
    Sifting(Sieve sieve, Map<PostId, LinkCard> cards, Map<PostId, Person> writers) {
        this.sieve = sieve;
        this.cards = cards;
        this.writers = writers;
    }

    static Sifting none(Map<PostId, LinkCard> cards) {
        return new Sifting(Sieve.NOTHING, cards, Map.of());
    }

    Map<PostId, LinkCard> cards() {
        return cards;
    }

    Map<PostId, Person> writers() {
        return writers;
    }

    List<Match> of(Post post) {
        var shown = post.shown();
        return sieve.empty() ? List.of() : known.computeIfAbsent(shown.id(), _ -> sieve.of(shown, linked(shown)));
    }

    private String linked(Post shown) {
        return Optional.ofNullable(cards.get(shown.id()))
                .filter(LinkCard::shown)
                .map(card -> card.preview().title())
                .orElse("");
    }

    boolean keeps(Post post, Filter.Context where) {
        return !Sieve.asks(of(post), Filter.Action.HIDE, where);
    }

    List<Post> kept(List<Post> posts, Filter.Context where) {
        return sieve.empty()
                ? posts
                : posts.stream().filter(post -> keeps(post, where)).toList();
    }
}
