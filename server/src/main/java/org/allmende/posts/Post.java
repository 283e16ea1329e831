// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Emoji;
import org.allmende.activity.Piece;
import org.allmende.activity.Policy;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.media.Media;
import org.allmende.people.Person;
import org.allmende.text.EmojiNames;

/// A post, or a share of one, as one reader may see it, with everything needed to show it.
///
/// A share has its own id, author and time; the rest is in `shared`. `group` is where it was posted into, `may` what
/// the
/// reader may do with it, and `quotes` how many quote it with its author's consent. `awaits` is who has to agree before
/// others than they and its author may read it.
public record Post(
        PostId id,
        String uri,
        String url,
        Person author,
        Optional<Post> shared,
        Optional<PostId> inReplyTo,
        Optional<ActorId> inReplyToAuthor,
        PostId thread,
        Body body,
        Optional<String> summary,
        boolean sensitive,
        Optional<String> language,
        Audience audience,
        Instant created,
        Optional<Instant> edited,
        boolean pinned,
        long likes,
        long shares,
        long replies,
        List<Media> media,
        List<Person> mentions,
        Set<String> tags,
        Optional<Poll> poll,
        Optional<String> app,
        Optional<Piece> piece,
        Optional<Person> group,
        List<Reaction> reactions,
        Optional<Quoted> quote,
        Optional<Policy> policy,
        May may,
        long quotes,
        Mine mine,
        Optional<ActorId> awaits) {

    public Post {
        reactions = List.copyOf(reactions);
    }

    /// Whether the reader may quote it.
    public Permission quotable() {
        return may.quote();
    }

    /// What is shown: the shared post, or this one.
    public Post shown() {
        return shared.orElse(this);
    }

    /// The custom emoji that its texts name, those of its poll among them.
    public Set<Emoji.Custom> emojis() {
        var names = new LinkedHashSet<>(EmojiNames.inHtml(body.html()));
        summary.ifPresent(text -> names.addAll(EmojiNames.in(text)));
        piece.ifPresent(one -> names.addAll(EmojiNames.in(one.title())));
        var emojis = new LinkedHashSet<>(author.emojis(names));
        poll.ifPresent(asked -> emojis.addAll(asked.emojis(author)));
        return emojis;
    }

    public List<Exhibit> exhibits() {
        return Exhibit.of(piece, media);
    }
}
