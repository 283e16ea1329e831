// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.base.MediaId;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.media.Size;
import org.allmende.people.Person;
import org.allmende.posts.Post;

/// The avatars and headers of everybody on one page, asked for at once.
record Faces(Links links, Map<MediaId, Media> pictures) {

    static Faces of(Links links, MediaLibrary library, Stream<Person> people) {
        var wanted = people.map(Person::profile)
                .flatMap(profile -> Stream.concat(profile.avatar().stream(), profile.header().stream()))
                .distinct()
                .toList();
        return new Faces(links, wanted.isEmpty() ? Map.of() : library.find(wanted));
    }

    static Stream<Person> authors(Collection<Post> posts) {
        return posts.stream()
                .flatMap(post -> Stream.concat(Stream.of(post.author()), post.shared().map(Post::author).stream()));
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

    private Optional<String> picture(Optional<MediaId> id) {
        return id.map(pictures::get).map(media -> links.file(media, Size.ORIGINAL));
    }
}
