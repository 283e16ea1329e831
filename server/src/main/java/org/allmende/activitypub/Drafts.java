// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Circle;
import org.allmende.activity.Draft;
import org.allmende.activity.Origin;
import org.allmende.activity.PollDraft;
import org.allmende.activity.Quote;
import org.allmende.activity.Reach;
import org.allmende.activity.Tally;
import org.allmende.activitystreams.Documents;
import org.allmende.activitystreams.Vocabulary;
import org.allmende.activitystreams.WireAudience;
import org.allmende.activitystreams.WireJson;
import org.allmende.activitystreams.WireNote;
import org.allmende.activitystreams.WirePicture;
import org.allmende.activitystreams.WirePolicy;
import org.allmende.activitystreams.WirePoll;
import org.allmende.activitystreams.WirePreview;
import org.allmende.activitystreams.WireQuote;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.media.Focus;
import org.allmende.media.ForeignMedia;
import org.allmende.people.ActorKind;
import org.allmende.people.Correspondence;
import org.allmende.people.Person;
import org.allmende.text.PlainText;
import org.allmende.text.SafeHtml;
import org.allmende.text.Urls;

/// Turns foreign posts into drafts: made safe, with the people and pictures that are known here.
final class Drafts {

    /// Each is a row on a page of its own; more are spam.
    private static final int TAGS_MAX = 100;

    /// Strangers who are mentioned get no notification from us, so a few are enough to show who is meant.
    private static final int STRANGERS_MAX = 10;

    /// Members who are mentioned at once.
    private static final int MEMBERS_MAX = 50;

    private static final int SUMMARY_LENGTH_MAX = 2_000;

    /// Twice what our own posts can hold.
    private static final int ATTACHMENTS_MAX = 16;

    /// An address that can be asked for.
    private static final int CONTEXT_LENGTH_MAX = 2_048;

    private final Commons commons;
    private final Addresses addresses;
    private final Clock clock;
    private final ForeignEmojis emojis;

    Drafts(Commons commons, Addresses addresses, Clock clock) {
        this.emojis = new ForeignEmojis(commons);
        this.commons = commons;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// `post` is the id that the post has, or will have if it is kept.
    Draft draft(WireNote note, Person author, PostId post, Optional<PostId> parent) {
        emojis.learn(author.domain(), note.taggings().emojis());
        return new Draft(
                        Optional.of(origin(note)),
                        Body.foreign(SafeHtml.clean(note.html())),
                        note.summary()
                                .map(PlainText::of)
                                .map(text ->
                                        WireJson.head(text, SUMMARY_LENGTH_MAX).strip())
                                .filter(text -> !text.isEmpty()),
                        note.sensitive(),
                        note.language(),
                        new Audience(note.letter() ? Reach.DIRECT : reach(note.audience(), author), false),
                        parent,
                        mentions(note, author),
                        note.taggings().hashtags().stream()
                                .sorted()
                                .limit(TAGS_MAX)
                                .collect(Collectors.toSet()),
                        media(note, author, post),
                        note.poll().map(this::poll))
                .withPiece(note.piece())
                .withGroup(group(note))
                .withQuote(note.quote().flatMap(this::quote))
                .withPolicy(WirePolicy.read(note.json(), address -> circle(address, note, author)));
    }

    // Whatever is named there may be anybody: it counts where a group is known under that address.
    private Optional<ActorId> group(WireNote note) {
        return note.groups().stream()
                .flatMap(address -> commons.people().byUri(address).stream())
                .filter(person -> person.kind() == ActorKind.GROUP && !person.erased())
                .map(Person::id)
                .findFirst();
    }

    private Optional<Quote> quote(WireQuote quote) {
        return commons.posts().idOf(quote.quoted()).map(post -> new Quote(post, quote.stamp(), quote.plain()));
    }

    private Optional<Circle> circle(String address, WireNote note, Person author) {
        if (address.equals(Vocabulary.PUBLIC)) {
            return Optional.of(Circle.EVERYBODY);
        }
        if (address.equals(author.uri())) {
            return Optional.empty();
        }
        if (commons.people()
                .correspondence(author.id())
                .flatMap(Correspondence::followersUri)
                .filter(address::equals)
                .isPresent()) {
            return Optional.of(Circle.FOLLOWERS);
        }
        // Nobody keeps the address of whom strangers follow, and all end it in the same word.
        if (Urls.sameOrigin(address, author.uri()) && address.endsWith("/following")) {
            return Optional.of(Circle.FOLLOWED);
        }
        return Optional.of(
                note.taggings().mentions().stream().map(WireNote.Mention::href).anyMatch(address::equals)
                        ? Circle.MENTIONED
                        : Circle.NAMED);
    }

    Reach reach(WireAudience audience, Person author) {
        // Ours, and those like us: who follows and is followed back. It is a part of the followers.
        if (!audience.to().contains(Vocabulary.PUBLIC)
                && !audience.cc().contains(Vocabulary.PUBLIC)
                && audience.to().contains(author.uri() + "/mutuals")) {
            return Reach.MUTUALS;
        }
        return audience.reach(commons.people().correspondence(author.id()).flatMap(Correspondence::followersUri));
    }

    /// Members to whom it is addressed, by name or silently.
    Set<ActorId> members(WireNote note) {
        var wanted = Stream.concat(
                        note.taggings().mentions().stream().map(WireNote.Mention::href),
                        note.audience().named().stream())
                .flatMap(address -> addresses.actor(address).stream())
                .distinct()
                .limit(MEMBERS_MAX)
                .toList();
        return commons.people().find(wanted).values().stream()
                .filter(person -> person.local() && !person.erased())
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    private Origin origin(WireNote note) {
        var now = clock.instant();
        var published = note.published().filter(when -> when.isBefore(now)).orElse(now);
        var bytes = note.proved() && note.json().raw().has("@context")
                ? Documents.bytes(note.json().raw())
                : new byte[0];
        var json = note.json();
        return new Origin(
                note.id(),
                note.url(),
                published,
                bytes,
                note.updated(),
                note.inReplyTo(),
                json.address("context").filter(context -> context.length() <= CONTEXT_LENGTH_MAX),
                new Tally(total(json, "replies"), total(json, "likes"), total(json, "shares")),
                WirePreview.read(json),
                json.address("replyAuthorization").or(() -> json.address("approvedBy")),
                false);
    }

    // An address alone, as most send it, says nothing.
    private static OptionalLong total(WireJson json, String name) {
        return json.object(name)
                .map(collection -> collection.count("totalItems"))
                .orElseGet(OptionalLong::empty);
    }

    private Set<ActorId> mentions(WireNote note, Person author) {
        var mentioned = new LinkedHashSet<>(members(note));
        note.taggings().mentions().stream()
                .map(WireNote.Mention::href)
                .filter(address -> !addresses.ours(address))
                .distinct()
                .limit(STRANGERS_MAX)
                .flatMap(address -> commons.people().byUri(address).stream())
                .filter(person -> !person.erased())
                .forEach(person -> mentioned.add(person.id()));
        mentioned.remove(author.id());
        return mentioned;
    }

    private List<MediaId> media(WireNote note, Person author, PostId post) {
        if (commons.domains().policy(author.domain()).rejectMedia()) {
            return List.of();
        }
        var ids = new ArrayList<MediaId>();
        for (var picture : note.attachments()) {
            if (ids.size() < ATTACHMENTS_MAX && ForeignMedia.usable(picture.url())) {
                var id = commons.media().foreign(foreign(picture, author, post));
                if (!ids.contains(id)) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    private static ForeignMedia foreign(WirePicture picture, Person author, PostId post) {
        return new ForeignMedia(
                author.id(),
                post,
                picture.url(),
                picture.mediaType(),
                picture.description(),
                picture.blurhash(),
                picture.width(),
                picture.height(),
                picture.focus().map(point -> new Focus(point.x(), point.y())));
    }

    private PollDraft poll(WirePoll poll) {
        var now = clock.instant();
        return new PollDraft(
                poll.options().stream().map(WirePoll.Option::title).toList(),
                poll.multiple(),
                false,
                poll.closed() ? poll.closes().filter(now::isAfter).or(() -> Optional.of(now)) : poll.closes(),
                poll.options().stream().map(WirePoll.Option::votes).toList(),
                poll.voters());
    }
}
