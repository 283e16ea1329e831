// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activitystreams.ActivityDocuments;
import org.allmende.activitystreams.Documents;
import org.allmende.activitystreams.NoteFacts;
import org.allmende.activitystreams.WireNote;
import org.allmende.activitystreams.WirePicture;
import org.allmende.activitystreams.WirePoll;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.posts.InteractionFacts;
import org.allmende.posts.Poll;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.QuoteFacts;
import org.allmende.posts.QuoteState;
import org.allmende.posts.Reader;
import org.allmende.previews.LinkCard;
import org.allmende.previews.Previews;
import org.allmende.signatures.ObjectProof;
import tools.jackson.databind.node.ObjectNode;

/// Our posts as they are sent and served. Of a local-only post there is no such thing.
final class Letters {

    private final People people;
    private final Posts posts;
    private final Previews previews;
    private final Addresses addresses;
    private final Portraits portraits;
    private final Documents documents;
    private final ActivityDocuments activities;

    Letters(People people, Posts posts, Previews previews, Addresses addresses, Portraits portraits) {
        this.people = people;
        this.posts = posts;
        this.previews = previews;
        this.addresses = addresses;
        this.portraits = portraits;
        this.documents = new Documents(addresses);
        this.activities = new ActivityDocuments(addresses, documents);
    }

    /// The post itself. What everybody may see carries a proof, which is the same each time: the proof's time is that
    /// of the post.
    ObjectNode note(Post post) {
        var note = documents.note(facts(post));
        if (!post.audience().open()) {
            return note;
        }
        return proved(note, post.author().id(), post.edited().orElse(post.created()));
    }

    /// With the author's proof, so that others can pass it on.
    ObjectNode proved(ObjectNode document, ActorId author, Instant when) {
        return people.keys(author)
                .map(keys -> ObjectProof.sign(document, keys.ed25519(), addresses.ed25519Key(author), when))
                .orElse(document);
    }

    /// The Create, or the Announce that is a share.
    ObjectNode birth(Post post) {
        return post.shared().map(original -> announce(post, original)).orElseGet(() -> {
            var create = activities.create(post.id(), note(post));
            return post.audience().open() ? proved(create, post.author().id(), post.created()) : create;
        });
    }

    private ObjectNode announce(Post share, Post original) {
        var announce = announce(share.id(), share.author().id(), original, share.audience());
        return agreed(share).map(stamp -> activities.announce(announce, stamp)).orElse(announce);
    }

    /// A share that there may be only later.
    ObjectNode announce(PostId share, ActorId actor, Post original, Audience audience) {
        return activities.announce(
                share, actor, original.uri(), original.author().uri(), audience.reach(), Ids.time(share.value()));
    }

    // Where the author of what is answered or shared confirms that it may be.
    private Optional<String> agreed(Post post) {
        return posts.interactions()
                .of(post.id())
                .filter(InteractionFacts::accepted)
                .flatMap(facts -> people.find(facts.author())
                        .filter(Person::local)
                        .map(_ -> addresses.stamp(facts.id()))
                        .or(facts::stamp));
    }

    private NoteFacts facts(Post post) {
        return new NoteFacts(
                        post.id(),
                        post.author().id(),
                        post.author().name(),
                        post.body(),
                        post.summary(),
                        post.sensitive(),
                        post.language(),
                        post.audience(),
                        post.created(),
                        post.edited(),
                        post.inReplyTo().flatMap(parent -> address(parent, post)),
                        post.mentions().stream()
                                .map(person -> new WireNote.Mention(person.uri(), "@" + handle(person)))
                                .toList(),
                        post.tags().stream().sorted().toList(),
                        post.media().stream().map(portraits::picture).toList(),
                        post.poll().map(Letters::poll),
                        Optional.empty(),
                        portraits.emojis(post.emojis()))
                .within(conversation(post))
                .linking(link(post))
                .with(quotation(post), post.policy())
                .answering(post.inReplyTo().flatMap(_ -> agreed(post)))
                .in(post.group().filter(_ -> post.audience().open()).map(Person::uri));
    }

    private Optional<NoteFacts.Link> link(Post post) {
        return Optional.ofNullable(previews.of(List.of(post.id())).get(post.id()))
                .filter(card -> card.shown() && card.checked())
                .map(card -> new NoteFacts.Link(
                        card.preview(), card.picture().map(portraits::copy).map(copy -> described(copy, card))));
    }

    private static WirePicture described(WirePicture picture, LinkCard card) {
        return new WirePicture(
                picture.url(),
                picture.mediaType(),
                card.preview().pictureText(),
                picture.width(),
                picture.height(),
                picture.blurhash(),
                picture.focus());
    }

    // What was refused is not named any longer, but in the text.
    private Optional<NoteFacts.Quotation> quotation(Post post) {
        return posts.quotes()
                .of(post.id())
                .filter(quote -> quote.state() == QuoteState.PENDING || quote.state() == QuoteState.ACCEPTED)
                .flatMap(quote -> posts.find(
                                quote.quoted(), Reader.member(post.author().id()))
                        .filter(quoted -> !quoted.audience().localOnly())
                        .map(quoted -> new NoteFacts.Quotation(
                                quoted.uri(), stamp(post, quoted, quote), quote.state() == QuoteState.ACCEPTED)));
    }

    private Optional<String> stamp(Post post, Post quoted, QuoteFacts quote) {
        if (quoted.author().id().equals(post.author().id())) {
            return Optional.empty();
        }
        return quoted.author().local() ? Optional.of(addresses.stamp(quote.id())) : quote.stamp();
    }

    /// Where the conversation is kept: with us where it began here, else where its first post says, or the one that is
    /// answered. A conversation that not everybody may see has no address.
    private Optional<String> conversation(Post post) {
        if (post.thread().equals(post.id())) {
            return Optional.of(post)
                    .filter(first -> first.audience().open())
                    .map(first -> addresses.thread(first.id()));
        }
        return posts.find(post.thread(), Reader.ANYONE)
                .flatMap(first -> first.author().local()
                        ? Optional.of(addresses.thread(first.id()))
                        : posts.contextOf(first.id()).or(() -> post.inReplyTo().flatMap(posts::contextOf)));
    }

    private Optional<String> address(PostId parent, Post post) {
        return posts.find(parent, Reader.member(post.author().id()))
                .map(Post::uri)
                .or(() -> posts.buried(parent).map(Posts.Buried::uri));
    }

    private String handle(Person person) {
        return person.local() ? addresses.handle(person.name()) : person.handle();
    }

    private static NoteFacts.Poll poll(Poll poll) {
        var hidden = poll.hideTotals() && !poll.closed();
        List<WirePoll.Option> options = poll.options().stream()
                .map(option -> new WirePoll.Option(option.title(), hidden ? 0 : option.votes()))
                .toList();
        return new NoteFacts.Poll(
                options,
                poll.multiple(),
                poll.closes(),
                poll.closed() ? poll.closes() : Optional.empty(),
                poll.voters());
    }
}
