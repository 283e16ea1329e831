// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Policy;
import org.allmende.activity.Preview;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;

/// What the world may know of one of our posts: all that its document is made of.
///
/// `counts` are left out of what is signed or kept: they change without the post being changed.
public record NoteFacts(
        PostId id,
        ActorId author,
        String authorName,
        Body body,
        Optional<String> summary,
        boolean sensitive,
        Optional<String> language,
        Audience audience,
        Instant published,
        Optional<Instant> updated,
        Optional<String> inReplyTo,
        List<WireNote.Mention> mentions,
        List<String> tags,
        List<WirePicture> attachments,
        Optional<Poll> poll,
        Optional<Counts> counts,
        List<WireEmoji> emojis,
        Optional<String> context,
        Optional<Link> link,
        Optional<Quotation> quote,
        Optional<Policy> policy,
        Optional<String> group,
        Optional<String> agreed) {

    /// Of no conversation that has an address, which quotes nothing and says nothing about being quoted.
    public NoteFacts(
            PostId id,
            ActorId author,
            String authorName,
            Body body,
            Optional<String> summary,
            boolean sensitive,
            Optional<String> language,
            Audience audience,
            Instant published,
            Optional<Instant> updated,
            Optional<String> inReplyTo,
            List<WireNote.Mention> mentions,
            List<String> tags,
            List<WirePicture> attachments,
            Optional<Poll> poll,
            Optional<Counts> counts,
            List<WireEmoji> emojis) {
        this(
                id,
                author,
                authorName,
                body,
                summary,
                sensitive,
                language,
                audience,
                published,
                updated,
                inReplyTo,
                mentions,
                tags,
                attachments,
                poll,
                counts,
                emojis,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// As a part of the conversation that is kept at this address (FEP-7888).
    public NoteFacts within(Optional<String> conversation) {
        return new NoteFacts(
                id,
                author,
                authorName,
                body,
                summary,
                sensitive,
                language,
                audience,
                published,
                updated,
                inReplyTo,
                mentions,
                tags,
                attachments,
                poll,
                counts,
                emojis,
                conversation,
                link,
                quote,
                policy,
                group,
                agreed);
    }

    /// With what its link leads to.
    public NoteFacts linking(Optional<Link> to) {
        return new NoteFacts(
                id,
                author,
                authorName,
                body,
                summary,
                sensitive,
                language,
                audience,
                published,
                updated,
                inReplyTo,
                mentions,
                tags,
                attachments,
                poll,
                counts,
                emojis,
                context,
                to,
                quote,
                policy,
                group,
                agreed);
    }

    /// What a link leads to, with our copy of its picture.
    public record Link(Preview preview, Optional<WirePicture> picture) {}

    /// The address of what it quotes. `agreed` once its author did, which the `stamp` proves; nobody needs one to quote
    /// themselves.
    public record Quotation(String quoted, Optional<String> stamp, boolean agreed) {}

    /// A poll as it stands; `closed` once it is over.
    public record Poll(
            List<WirePoll.Option> options,
            boolean multiple,
            Optional<Instant> closes,
            Optional<Instant> closed,
            long voters) {
        public Poll {
            options = List.copyOf(options);
        }
    }

    /// How often the post was answered, liked and shared.
    public record Counts(long replies, long likes, long shares) {}

    public NoteFacts with(Optional<Quotation> quotation, Optional<Policy> rules) {
        return new NoteFacts(
                id,
                author,
                authorName,
                body,
                summary,
                sensitive,
                language,
                audience,
                published,
                updated,
                inReplyTo,
                mentions,
                tags,
                attachments,
                poll,
                counts,
                emojis,
                context,
                link,
                quotation,
                rules,
                group,
                agreed);
    }

    /// Said in the group at this address (FEP-1b12).
    public NoteFacts in(Optional<String> someGroup) {
        return new NoteFacts(
                id,
                author,
                authorName,
                body,
                summary,
                sensitive,
                language,
                audience,
                published,
                updated,
                inReplyTo,
                mentions,
                tags,
                attachments,
                poll,
                counts,
                emojis,
                context,
                link,
                quote,
                policy,
                someGroup,
                agreed);
    }

    /// Answering with the consent that is confirmed at this address.
    public NoteFacts answering(Optional<String> stamp) {
        return new NoteFacts(
                id,
                author,
                authorName,
                body,
                summary,
                sensitive,
                language,
                audience,
                published,
                updated,
                inReplyTo,
                mentions,
                tags,
                attachments,
                poll,
                counts,
                emojis,
                context,
                link,
                quote,
                policy,
                group,
                stamp);
    }

    public NoteFacts {
        if (audience.localOnly()) {
            throw new IllegalArgumentException("a local-only post leaves this instance through no door");
        }
        mentions = List.copyOf(mentions);
        tags = List.copyOf(tags);
        attachments = List.copyOf(attachments);
        emojis = List.copyOf(emojis);
    }
}
