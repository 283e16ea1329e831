// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.util.List;
import org.allmende.people.Person;
import org.allmende.posts.Post;

/// What is said among a few, as one of them sees it: with whom, and what was said last.
public record Conversation(long id, boolean unread, List<Person> people, Post last) {

    public Conversation {
        people = List.copyOf(people);
    }
}
