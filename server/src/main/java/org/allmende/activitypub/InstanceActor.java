// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.activity.Body;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.database.Database;
import org.allmende.people.ActorKind;
import org.allmende.people.MemberKeys;
import org.allmende.people.NameTaken;
import org.allmende.people.People;
import org.allmende.people.Person;

/// The actor that speaks for the instance itself: it fetches, and it reports so that reporters stay unknown.
final class InstanceActor {

    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9]+");

    private final Database database;
    private final People people;
    private final String name;
    private volatile Optional<ActorId> known = Optional.empty();

    /// Named after the domain, because a name of its own could be a member's.
    InstanceActor(Database database, People people, Addresses addresses) {
        this.database = database;
        this.people = people;
        this.name = name(addresses);
    }

    // A handle holds letters, digits and dots, but neither colons nor brackets.
    private static String name(Addresses addresses) {
        var host = Optional.ofNullable(addresses.base().getHost()).orElse("instance");
        return OTHER.matcher(host).replaceAll(".").replaceAll("^\\.|\\.$", "");
    }

    /// Its id. At the very first start it is made, with its keys.
    ActorId id() {
        if (known.isEmpty()) {
            known = Optional.of(find().or(this::join).or(this::find).orElseThrow());
        }
        return known.get();
    }

    private Optional<ActorId> find() {
        return people.named(name)
                .filter(person -> person.kind() == ActorKind.APPLICATION)
                .map(Person::id);
    }

    private Optional<ActorId> join() {
        var keys = MemberKeys.generate();
        var profile =
                new Profile(name, Body.EMPTY, List.of(), Optional.empty(), Optional.empty(), true, true, false, false);
        try {
            return Optional.of(database.write(tx -> people.joinAsInstance(tx, name, profile, keys))
                    .id());
        } catch (NameTaken _) {
            // Another node was faster.
            return Optional.empty();
        }
    }
}
