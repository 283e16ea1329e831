// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.text.Handle;

/// What is meant by an address or a handle. Other servers are asked for members alone, and so often.
record Seeking(Hall hall) {

    /// Longer than any address.
    static final int TEXT_MAX = 2_000;

    static boolean address(String text) {
        return text.startsWith("https://") || text.startsWith("http://");
    }

    /// A post that the member may see.
    Optional<Post> post(Visit visit, Member member, String address) {
        hall.limits().lookup(member);
        return hall.rooms()
                .resolver()
                .post(address)
                .flatMap(id -> hall.rooms().posts().find(id, visit.reader()))
                .map(Post::shown);
    }

    /// By address or handle.
    Optional<Person> person(Visit visit, Member member, String text) {
        if (!address(text)) {
            return handle(visit, text).filter(Person::present);
        }
        hall.limits().lookup(member);
        return hall.rooms().resolver().person(text).filter(Person::present);
    }

    Optional<Person> handle(Visit visit, String text) {
        return Handle.parse(text).flatMap(handle -> {
            var known = hall.rooms().people().byHandle(handle);
            if (known.isPresent() || handle.local()) {
                return known;
            }
            return visit.visitor().flatMap(member -> {
                hall.limits().lookup(member);
                return hall.rooms().directory().lookup(handle);
            });
        });
    }
}
