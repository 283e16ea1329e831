// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.base.ActorId;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;

/// A post before it is in the commons: everything decided by its author, nothing yet by us.
///
/// `origin` is present for foreign posts and empty for ours. `tags` are lower-case, without `#`. `summary` is the
/// content warning, as plain text. `group` is the group it was posted into (FEP-1b12), which passes it on to its
/// members. `policy` is empty where the author says nothing, or nothing new.
public record Draft(
        Optional<Origin> origin,
        Body body,
        Optional<String> summary,
        boolean sensitive,
        Optional<String> language,
        Audience audience,
        Optional<PostId> inReplyTo,
        Set<ActorId> mentions,
        Set<String> tags,
        List<MediaId> media,
        Optional<PollDraft> poll,
        Optional<Piece> piece,
        Optional<ActorId> group,
        Optional<Quote> quote,
        Optional<Policy> policy) {

    public Draft {
        mentions = Set.copyOf(mentions);
        tags = Set.copyOf(tags);
        media = List.copyOf(media);
    }

    /// A note in no group, that quotes nothing.
    public Draft(
            Optional<Origin> origin,
            Body body,
            Optional<String> summary,
            boolean sensitive,
            Optional<String> language,
            Audience audience,
            Optional<PostId> inReplyTo,
            Set<ActorId> mentions,
            Set<String> tags,
            List<MediaId> media,
            Optional<PollDraft> poll) {
        this(
                origin,
                body,
                summary,
                sensitive,
                language,
                audience,
                inReplyTo,
                mentions,
                tags,
                media,
                poll,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Found long after it was said: nobody is told.
    public boolean late() {
        return origin.filter(Origin::late).isPresent();
    }

    public Draft foundLate() {
        return new Draft(
                origin.map(Origin::foundLate),
                body,
                summary,
                sensitive,
                language,
                audience,
                inReplyTo,
                mentions,
                tags,
                media,
                poll,
                piece,
                group,
                quote,
                policy);
    }

    public Draft withPiece(Optional<Piece> better) {
        return with(better, group, quote, policy);
    }

    public Draft withGroup(Optional<ActorId> other) {
        return with(piece, other, quote, policy);
    }

    public Draft withQuote(Optional<Quote> other) {
        return with(piece, group, other, policy);
    }

    public Draft withPolicy(Optional<Policy> other) {
        return with(piece, group, quote, other);
    }

    private Draft with(Optional<Piece> what, Optional<ActorId> where, Optional<Quote> quoted, Optional<Policy> rules) {
        return new Draft(
                origin, body, summary, sensitive, language, audience, inReplyTo, mentions, tags, media, poll, what,
                where, quoted, rules);
    }
}
