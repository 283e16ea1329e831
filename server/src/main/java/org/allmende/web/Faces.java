// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.activity.Emoji;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.base.MediaId;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.Quoted;
import org.allmende.posts.Reaction;
import org.allmende.text.EmojiNames;

/// How people look on pages: one question for the pictures of all of them.
final class Faces {

    private final MediaLibrary library;
    private final Assets assets;

    Faces(MediaLibrary library, Assets assets) {
        this.library = library;
        this.assets = assets;
    }

    Face of(Person person) {
        return of(List.of(person)).get(person.id());
    }

    Map<ActorId, Face> of(Collection<Person> people) {
        var pictures = library.find(people.stream()
                .map(Person::profile)
                .map(Profile::avatar)
                .flatMap(Optional::stream)
                .distinct()
                .toList());
        var emojis = EmojiPictures.of(
                library, people.stream().flatMap(person -> person.emojis(EmojiNames.in(person.title())).stream()));
        return people.stream()
                .collect(Collectors.toMap(Person::id, person -> face(person, pictures, emojis), (one, _) -> one));
    }

    private Face face(Person person, Map<MediaId, Media> pictures, EmojiPictures emojis) {
        var picture = person.profile()
                .avatar()
                .map(pictures::get)
                .filter(Media::served)
                .map(media -> address(media, true))
                .orElse(assets.at("avatar.svg"));
        return new Face(
                person.id(),
                person.title(),
                emojis.text(person.title(), person),
                "@" + person.handle(),
                page(person),
                picture,
                person.profile().bot(),
                person.profile().locked());
    }

    String header(Person person) {
        return person.profile()
                .header()
                .flatMap(library::find)
                .filter(Media::served)
                .map(media -> address(media, false))
                .orElse(assets.at("fields.svg"));
    }

    /// The emoji of what these say of themselves.
    EmojiPictures emojis(Person person) {
        return EmojiPictures.of(library, person.emojis().stream());
    }

    /// The emoji in and under these posts.
    EmojiPictures emojis(Collection<Post> posts) {
        return EmojiPictures.of(
                library,
                posts.stream()
                        .map(Post::shown)
                        .flatMap(post -> Stream.concat(Stream.of(post), post.quote().flatMap(Quoted::post).stream()))
                        .flatMap(post -> Stream.concat(
                                post.emojis().stream(),
                                post.reactions().stream().map(Reaction::emoji).flatMap(Faces::custom))));
    }

    static Stream<Emoji.Custom> custom(Emoji emoji) {
        return switch (emoji) {
            case Emoji.Sign _ -> Stream.empty();
            case Emoji.Custom custom -> Stream.of(custom);
        };
    }

    /// Our own page of a person, wherever they are at home.
    static String page(Person person) {
        return "/@" + ascii(person.handle());
    }

    /// As it stands in an address: names elsewhere can be of any script.
    static String ascii(String path) {
        if (path.chars().allMatch(c -> c < 0x80)) {
            return path;
        }
        return path.codePoints()
                .mapToObj(Character::toString)
                .map(one -> one.charAt(0) < 0x80 ? one : URLEncoder.encode(one, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    static String address(Media media, boolean small) {
        return "/media/" + media.id() + "/" + media.secret() + (small ? "/small" : "/original");
    }
}
