// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.activity.Emoji;
import org.allmende.base.MediaId;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.media.Size;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.Quoted;
import org.allmende.posts.Reaction;

/// The avatars and headers of everybody on one page, and the custom emoji of all that is said there, asked for at once.
record Faces(Links links, Map<MediaId, Media> pictures, EmojiJson emojis) {

    /// `people` may be shown, and the authors of `posts` are.
    static Faces of(Links links, MediaLibrary library, Stream<Person> people, Collection<Post> posts) {
        return of(links, library, people, posts, Stream.empty());
    }

    /// With more emoji than those.
    static Faces of(
            Links links,
            MediaLibrary library,
            Stream<Person> people,
            Collection<Post> posts,
            Stream<Emoji.Custom> more) {
        var everybody = Stream.concat(people, authors(posts)).distinct().toList();
        var wanted = everybody.stream()
                .map(Person::profile)
                .flatMap(profile -> Stream.concat(profile.avatar().stream(), profile.header().stream()))
                .distinct()
                .toList();
        var named = Stream.of(
                        everybody.stream().flatMap(person -> person.emojis().stream()),
                        posts.stream().flatMap(Faces::emojis),
                        more)
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
        return new Faces(
                links,
                wanted.isEmpty() ? Map.of() : library.find(wanted),
                new EmojiJson(links, library.emojis().find(named)));
    }

    private static Stream<Person> authors(Collection<Post> posts) {
        return posts.stream()
                .flatMap(post -> Stream.of(
                                Optional.of(post.author()),
                                post.shared().map(Post::author),
                                post.shown().quote().flatMap(Quoted::post).map(Post::author))
                        .flatMap(Optional::stream));
    }

    private static Stream<Emoji.Custom> emojis(Post post) {
        var shown = post.shown();
        return Stream.of(
                        shown.emojis().stream(),
                        shown.reactions().stream().map(Reaction::emoji).flatMap(Faces::custom),
                        shown.quote().flatMap(Quoted::post).stream().flatMap(Faces::emojis))
                .flatMap(Function.identity());
    }

    static Stream<Emoji.Custom> custom(Emoji emoji) {
        return switch (emoji) {
            case Emoji.Sign _ -> Stream.empty();
            case Emoji.Custom custom -> Stream.of(custom);
        };
    }

    String avatar(Person person) {
        return picture(person.profile().avatar()).orElseGet(links::avatar);
    }

    String header(Person person) {
        return picture(person.profile().header()).orElseGet(links::header);
    }

    String noAvatar() {
        return links.avatar();
    }

    String noHeader() {
        return links.header();
    }

    /// What somebody says that is to be seen.
    String described(Optional<MediaId> picture) {
        return picture.map(pictures::get).map(Media::description).orElse("");
    }

    private Optional<String> picture(Optional<MediaId> id) {
        return id.map(pictures::get).map(media -> links.file(media, Size.ORIGINAL));
    }
}
