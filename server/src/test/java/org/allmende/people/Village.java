// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.allmende.activity.Body;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Database;

/// A few people for tests: `Village.on(database).with("alice", "bob")`. Members share one pair of keys, because making
/// keys is slow and no test needs two.
public final class Village {

    private static final MemberKeys KEYS = MemberKeys.generate();

    private final Database database;
    private final People people;
    private final Follows follows;
    private final Blocks blocks;
    private final Mutes mutes;
    private final Map<String, ActorId> known = new HashMap<>();

    private Village(Database database) {
        var clock = Clock.systemUTC();
        var ids = new Ids(clock);
        this.database = database;
        this.people = new People(
                database,
                ids,
                clock,
                "home.example",
                id -> "https://home.example/ap/actors/" + id,
                name -> "https://home.example/@" + name);
        this.follows = new Follows(database, ids, clock, people);
        this.blocks = new Blocks(database, ids, people, follows);
        this.mutes = new Mutes(database, ids, clock, people);
    }

    public static Village on(Database database) {
        return new Village(database);
    }

    public Village with(String... names) {
        List.of(names).forEach(this::member);
        return this;
    }

    public ActorId member(String name) {
        var id =
                database.write(tx -> people.join(tx, name, profile(name), KEYS)).id();
        known.put(name, id);
        return id;
    }

    public ActorId stranger(String name, String domain) {
        var uri = "https://" + domain + "/users/" + name;
        var id = people.meet(new ForeignPerson(
                uri,
                name,
                domain,
                ActorKind.PERSON,
                profile(name),
                "https://" + domain + "/@" + name,
                Optional.empty(),
                uri + "/inbox",
                Optional.of("https://" + domain + "/inbox"),
                Optional.empty(),
                Optional.of(uri + "/followers"),
                Optional.empty(),
                Optional.of(uri + "#main-key"),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()));
        known.put(name, id);
        return id;
    }

    private static Profile profile(String name) {
        return new Profile(name, Body.EMPTY, List.of(), Optional.empty(), Optional.empty(), false, false, true, true);
    }

    /// The id of somebody who was brought in by name.
    public ActorId id(String name) {
        return known.get(name);
    }

    public People people() {
        return people;
    }

    public Follows follows() {
        return follows;
    }

    public Blocks blocks() {
        return blocks;
    }

    public Mutes mutes() {
        return mutes;
    }
}
