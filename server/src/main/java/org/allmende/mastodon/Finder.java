// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.http.Request;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;

/// The thing an address speaks of, as far as the asker may know of it.
final class Finder {

    /// As many as a page of a list holds.
    private static final int IDS_MAX = 80;

    private final People people;
    private final Posts posts;

    Finder(People people, Posts posts) {
        this.people = people;
        this.posts = posts;
    }

    static Fault missing() {
        return new Fault(404, "Record not found");
    }

    static PostId postId(Request request) {
        return PostId.parse(request.path("id")).orElseThrow(Finder::missing);
    }

    static ActorId actorId(Request request) {
        return ActorId.parse(request.path("id")).orElseThrow(Finder::missing);
    }

    Post post(Request request, Reader reader) {
        return post(postId(request), reader);
    }

    Post post(PostId id, Reader reader) {
        return posts.find(id, reader).orElseThrow(Finder::missing);
    }

    Person person(Request request) {
        return person(actorId(request));
    }

    Person person(ActorId id) {
        return people.find(id).orElseThrow(Finder::missing);
    }

    /// The ids of a list in the request; what is no id is an error, not a gap.
    static <T> List<T> ids(Params form, String name, Function<String, Optional<T>> parse) {
        var texts = form.strings(name);
        if (texts.size() > IDS_MAX) {
            throw new Fault(422, "At most " + IDS_MAX + " ids are taken in " + name + ".");
        }
        return texts.stream()
                .distinct()
                .map(text -> parse.apply(text).orElseThrow(() -> new Fault(422, name + " must hold ids")))
                .toList();
    }
}
