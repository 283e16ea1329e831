// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.allmende.activity.Body;
import org.allmende.activity.Profile;
import org.allmende.activitystreams.SigningKey;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActor;
import org.allmende.activitystreams.WireCollection;
import org.allmende.activitystreams.WireKey;
import org.allmende.activitystreams.WirePicture;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.MediaId;
import org.allmende.media.ForeignMedia;
import org.allmende.people.ActorKind;
import org.allmende.people.ForeignPerson;
import org.allmende.people.Person;
import org.allmende.text.Handle;
import org.allmende.text.SafeHtml;

/// Gets to know foreign actors: their document, and by which handle they may be called.
final class ActorFetching {

    private final Commons commons;
    private final Addresses addresses;
    private final Fetching fetching;
    private final WebFinger webFinger;
    private final Statements statements;
    private final ForeignEmojis emojis;

    ActorFetching(Commons commons, Addresses addresses, Fetching fetching, WebFinger webFinger, Statements statements) {
        this.commons = commons;
        this.addresses = addresses;
        this.fetching = fetching;
        this.webFinger = webFinger;
        this.statements = statements;
        this.emojis = new ForeignEmojis(commons);
    }

    /// Meets the actor at `address`, or writes down what they say of themselves now.
    Meeting meet(String address, Errand errand) {
        return switch (fetching.fetch(address, errand)) {
            case Found.Document document -> meet(document, errand);
            case Found.Gone _ -> new Meeting.Gone();
            case Found.Nothing(var reason, var worthAnotherTry) -> new Meeting.Failed(reason, worthAnotherTry);
        };
    }

    Meeting meet(Found.Document document, Errand errand) {
        try {
            var actor = WireActor.read(document.json());
            var handle = handle(actor, errand);
            if (handle.isEmpty()) {
                return failed(actor.id() + " is not who its own host names so");
            }
            if (handle.get().seenFrom(addresses.domains()).local()) {
                return failed(actor.id() + " claims a name of this instance");
            }
            return write(actor, handle.get(), errand);
        } catch (Unreadable unreadable) {
            return failed(document.id() + ": " + unreadable.getMessage());
        }
    }

    private static Meeting failed(String reason) {
        return new Meeting.Failed(reason, false);
    }

    /// By which handle the actor is called. A domain other than that of the address must say so itself, and the actor
    /// must say so too, or the actor's host: otherwise anybody could dress up as anybody.
    private Optional<Handle> handle(WireActor actor, Errand errand) {
        var claimed = actor.webfinger()
                .filter(wish -> !wish.domain().equals(actor.domain()))
                .filter(wish -> names(wish, actor, errand));
        return claimed.isPresent() ? claimed : byHost(actor, errand);
    }

    private Optional<Handle> byHost(WireActor actor, Errand errand) {
        var plain = Handle.of(actor.preferredUsername(), actor.domain());
        var answer = plain.flatMap(handle -> webFinger.ask(handle, errand));
        if (answer.isEmpty()) {
            return unconfirmed(actor, plain);
        }
        if (!answer.get().actors().contains(actor.id())) {
            return Optional.empty();
        }
        var subject = answer.get().subject();
        var elsewhere = !subject.domain().equals(actor.domain())
                && plain.filter(own -> Handle.local(own.name())
                                .key()
                                .equals(Handle.local(subject.name()).key()))
                        .isPresent();
        return elsewhere && names(subject, actor, errand) ? Optional.of(subject) : plain;
    }

    // The origin that served the actor is believed about its own names, as long as nobody else has them. Who is known
    // is not renamed, and nobody loses a name, without the word of WebFinger.
    private Optional<Handle> unconfirmed(WireActor actor, Optional<Handle> plain) {
        var known = commons.people().byUri(actor.id());
        return known.isPresent()
                ? known.flatMap(person -> Handle.of(person.name(), person.domain()))
                : plain.filter(handle -> commons.people().byHandle(handle).isEmpty());
    }

    private boolean names(Handle handle, WireActor actor, Errand errand) {
        return webFinger
                .ask(handle, errand)
                .filter(answer -> answer.actors().contains(actor.id()))
                .filter(answer -> answer.subject().key().equals(handle.key()))
                .isPresent();
    }

    private Meeting write(WireActor actor, Handle handle, Errand errand) {
        emojis.learn(handle.domain(), actor.emojis());
        var counts = errand.thorough() ? counts(actor, errand) : Totals.UNKNOWN;
        var before = commons.people().byUri(actor.id());
        var known = before.map(Person::id);
        var hidden = counts.hidden()
                .orElseGet(() -> before.map(Person::profile)
                        .filter(Profile::hidesFollows)
                        .isPresent());
        // Pictures belong to somebody, so whoever is new must be there before their pictures are.
        var id = known.orElseGet(() -> commons.people()
                .meet(foreign(actor, handle, counts, profile(actor, Optional.empty(), Optional.empty(), hidden))));
        if (known.isPresent() || actor.icon().isPresent() || actor.image().isPresent()) {
            commons.people()
                    .meet(foreign(actor, handle, counts, profile(actor, avatar(id, actor), header(id, actor), hidden)));
        }
        commons.moves().learn(id, actor.alsoKnownAs());
        commons.people().heardOfSuspension(id, actor.traits().suspended());
        return commons.people()
                .find(id)
                .<Meeting>map(Meeting.Met::new)
                .orElseGet(() -> failed(actor.id() + " cannot be found again"));
    }

    private Optional<MediaId> avatar(ActorId id, WireActor actor) {
        return picture(actor.icon(), actor).map(url -> commons.media().foreignAvatar(id, url));
    }

    private Optional<MediaId> header(ActorId id, WireActor actor) {
        return picture(actor.image(), actor).map(url -> commons.media().foreignHeader(id, url));
    }

    private Optional<String> picture(Optional<WirePicture> picture, WireActor actor) {
        return picture.map(WirePicture::url)
                .filter(ForeignMedia::usable)
                .filter(_ -> !commons.domains().policy(actor.domain()).rejectMedia());
    }

    /// What the actor's lists tell. `hidden` where one of them counts people and shows none (empty where none was
    /// read).
    private record Totals(
            OptionalLong followers, OptionalLong following, OptionalLong posts, Optional<Boolean> hidden) {

        static final Totals UNKNOWN =
                new Totals(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
    }

    private Totals counts(WireActor actor, Errand errand) {
        var lists = actor.lists();
        var followers = list(lists.followers(), errand);
        var following = list(lists.following(), errand);
        var people = Stream.concat(followers.stream(), following.stream()).toList();
        return new Totals(
                total(followers),
                total(following),
                total(list(lists.outbox(), errand)),
                people.isEmpty()
                        ? Optional.empty()
                        : Optional.of(people.stream().anyMatch(ActorFetching::closed)));
    }

    private Optional<WireCollection> list(Optional<String> address, Errand errand) {
        return address.flatMap(collection -> fetching.fetch(collection, errand).document())
                .flatMap(document -> {
                    try {
                        return Optional.of(WireCollection.read(document.json()));
                    } catch (Unreadable _) {
                        return Optional.empty();
                    }
                });
    }

    private static OptionalLong total(Optional<WireCollection> collection) {
        return collection.map(WireCollection::total).orElseGet(OptionalLong::empty);
    }

    private static boolean closed(WireCollection list) {
        return list.items().isEmpty()
                && list.first().isEmpty()
                && list.begins().isEmpty()
                && list.total().orElse(1) > 0;
    }

    private static ForeignPerson foreign(WireActor actor, Handle handle, Totals totals, Profile profile) {
        var rsa = actor.requestKeys().stream().findFirst();
        return new ForeignPerson(
                actor.id(),
                handle.name(),
                handle.domain(),
                kind(actor.type()),
                profile,
                actor.url(),
                actor.published(),
                actor.mailboxes().inbox(),
                actor.mailboxes().sharedInbox(),
                actor.lists().outbox(),
                actor.lists().followers(),
                actor.lists().featured(),
                actor.lists().featuredTags(),
                rsa.map(WireKey::id),
                rsa.flatMap(key -> pem(key.key())),
                actor.proofKeys().stream()
                        .flatMap(key -> multikey(key.key()).stream())
                        .toList(),
                totals.followers(),
                totals.following(),
                totals.posts());
    }

    private static Optional<String> pem(SigningKey key) {
        return switch (key) {
            case SigningKey.Rsa(var rsa) -> Optional.of(rsa.pem());
            case SigningKey.Ed25519 _ -> Optional.empty();
        };
    }

    private static Optional<String> multikey(SigningKey key) {
        return switch (key) {
            case SigningKey.Rsa _ -> Optional.empty();
            case SigningKey.Ed25519(var ed25519) -> Optional.of(ed25519.multikey());
        };
    }

    private Profile profile(WireActor actor, Optional<MediaId> avatar, Optional<MediaId> header, boolean hidesFollows) {
        var traits = actor.traits();
        return new Profile(
                actor.name(),
                Body.foreign(SafeHtml.clean(actor.summary())),
                fields(actor),
                avatar,
                header,
                traits.locked(),
                traits.bot(),
                traits.discoverable(),
                traits.indexable(),
                hidesFollows,
                statements.proved(actor),
                traits.attributions(),
                traits.memorial());
    }

    private static List<Profile.Field> fields(WireActor actor) {
        return actor.fields().stream()
                .map(field -> new Profile.Field(field.name(), SafeHtml.clean(field.html()), "", Optional.empty()))
                .toList();
    }

    private static ActorKind kind(WireActor.Type type) {
        return switch (type) {
            case PERSON -> ActorKind.PERSON;
            case SERVICE -> ActorKind.SERVICE;
            case GROUP -> ActorKind.GROUP;
            case ORGANIZATION -> ActorKind.ORGANIZATION;
            case APPLICATION -> ActorKind.APPLICATION;
        };
    }
}
