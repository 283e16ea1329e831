// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.discovery;

import java.util.List;
import java.util.Objects;
import org.allmende.base.ActorId;
import org.allmende.database.Database;
import org.allmende.people.People;
import org.allmende.people.Person;

/// Whom one might want to follow: people whom those follow whom one follows, and who want to be found. Counted when
/// asked; only whom somebody does not want to be shown again is kept.
public final class Suggestions {

    public static final int LISTED = 80;

    private final Database database;
    private final People people;
    private final SuggestionStore store = new SuggestionStore();

    public Suggestions(Database database, People people) {
        this.database = database;
        this.people = people;
        database.within(People.Leaving.class, (tx, leaving) -> store.forget(tx, leaving.actor()));
    }

    /// Whom most of them follow comes first.
    public List<Person> of(ActorId reader, int limit) {
        return database.read(tx -> {
            var found = store.friendsOfFriends(tx, reader, Math.clamp(limit, 1, LISTED));
            var known = people.find(tx, found);
            return found.stream().map(known::get).filter(Objects::nonNull).toList();
        });
    }

    public void dismiss(ActorId reader, ActorId target) {
        database.write(tx -> {
            store.dismiss(tx, reader, target);
            return true;
        });
    }
}
