// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.allmende.activity.Emoji;
import org.allmende.activity.Profile;
import org.allmende.activitystreams.ActorFacts;
import org.allmende.activitystreams.Documents;
import org.allmende.activitystreams.WireActor;
import org.allmende.activitystreams.WireEmoji;
import org.allmende.activitystreams.WirePicture;
import org.allmende.base.Addresses;
import org.allmende.base.MediaId;
import org.allmende.media.CustomEmoji;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.people.ActorKind;
import org.allmende.people.Moves;
import org.allmende.people.People;
import org.allmende.people.Person;
import tools.jackson.databind.node.ObjectNode;

/// Our actors as others may see them.
final class Portraits {

    private final People people;
    private final Moves moves;
    private final MediaLibrary media;
    private final Function<Media, String> urlOf;
    private final Addresses addresses;
    private final Documents documents;

    /// `urlOf` gives the address under which a file of ours is served.
    Portraits(People people, Moves moves, MediaLibrary media, Addresses addresses, Function<Media, String> urlOf) {
        this.people = people;
        this.moves = moves;
        this.media = media;
        this.urlOf = urlOf;
        this.addresses = addresses;
        this.documents = new Documents(addresses);
    }

    /// Empty for who has no keys here, and so is none of ours. Of who is suspended only the keys are shown: what they
    /// signed before is still about.
    Optional<ObjectNode> document(Person person) {
        return facts(person).map(facts -> person.suspended() ? documents.stub(facts) : documents.actor(facts));
    }

    /// The keys and where to write: enough to check what this person signed.
    Optional<ObjectNode> stub(Person person) {
        return facts(person).map(documents::stub);
    }

    Optional<WirePicture> avatar(Person person) {
        return person.profile().avatar().flatMap(this::picture);
    }

    WirePicture picture(Media one) {
        return picture(one, one.remoteUrl().orElseGet(() -> urlOf.apply(one)));
    }

    /// Of a foreign picture our copy.
    WirePicture copy(Media one) {
        return picture(one, urlOf.apply(one));
    }

    private static WirePicture picture(Media one, String address) {
        return new WirePicture(
                address,
                one.mime(),
                one.description(),
                one.width(),
                one.height(),
                one.blurhash(),
                one.focusX() == 0 && one.focusY() == 0
                        ? Optional.empty()
                        : Optional.of(new WirePicture.Focus(one.focusX(), one.focusY())));
    }

    /// Those of these that there are.
    List<WireEmoji> emojis(Set<Emoji.Custom> named) {
        return media.emojis().find(named).values().stream()
                .sorted(Comparator.comparing(CustomEmoji::shortcode))
                .map(this::emoji)
                .toList();
    }

    WireEmoji emoji(CustomEmoji one) {
        var picture = picture(one.picture());
        return new WireEmoji(
                one.local() ? Optional.of(addresses.emoji(one.id())) : Optional.empty(),
                one.shortcode(),
                picture.url(),
                picture.mediaType(),
                Optional.of(one.updated()));
    }

    private Optional<WirePicture> picture(MediaId id) {
        return media.find(id).map(this::picture);
    }

    private Optional<ActorFacts> facts(Person person) {
        var profile = person.profile();
        return people.keys(person.id())
                .map(keys -> new ActorFacts(
                        person.id(),
                        type(person.kind()),
                        person.name(),
                        profile.displayName(),
                        profile.bio().html(),
                        profile.fields().stream()
                                .map(field -> new WireActor.Field(field.name(), field.html()))
                                .toList(),
                        profile.avatar().flatMap(this::picture),
                        profile.header().flatMap(this::picture),
                        new WireActor.Traits(
                                profile.locked(),
                                profile.bot(),
                                profile.discoverable(),
                                profile.indexable(),
                                person.suspended(),
                                false,
                                profile.attributions()),
                        person.created(),
                        keys.rsa().open(),
                        keys.ed25519().open(),
                        moves.aliases(person.id()),
                        moves.target(person.id()).map(Person::uri),
                        emojis(person.emojis()),
                        profile.identities().stream()
                                .map(Profile.Identity::statement)
                                .toList()));
    }

    private static WireActor.Type type(ActorKind kind) {
        return switch (kind) {
            case PERSON -> WireActor.Type.PERSON;
            case SERVICE -> WireActor.Type.SERVICE;
            case GROUP -> WireActor.Type.GROUP;
            case ORGANIZATION -> WireActor.Type.ORGANIZATION;
            case APPLICATION -> WireActor.Type.APPLICATION;
        };
    }
}
