// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.allmende.TestKeys;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Body;
import org.allmende.activity.FollowWish;
import org.allmende.activity.Outcome;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// A few people for tests: `Village.on(database).with("alice", "bob")`. Members share one pair of keys, because making
/// keys is slow and no test needs two.
public final class Village {

    private static final MemberKeys KEYS = TestKeys.MEMBER;

    private final Database database;
    private final Ids ids;
    private final People people;
    private final Follows follows;
    private final Blocks blocks;
    private final Mutes mutes;
    private final Map<String, ActorId> known = new HashMap<>();

    private Village(Database database, Ids ids, Clock clock) {
        this.ids = ids;
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

    /// Keys for members of tests, all the same.
    public static MemberKeys keys() {
        return KEYS;
    }

    public static Village on(Database database) {
        return on(database, Clock.systemUTC());
    }

    public static Village on(Database database, Clock clock) {
        return new Village(database, new Ids(clock), clock);
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
        var id = people.meet(foreign(name, domain));
        known.put(name, id);
        return id;
    }

    /// A stranger as their home would describe them.
    public static ForeignPerson foreign(String name, String domain) {
        var uri = "https://" + domain + "/users/" + name;
        return new ForeignPerson(
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
                Optional.empty(),
                Optional.of(uri + "#main-key"),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    static Profile profile(String name) {
        return new Profile(name, Body.EMPTY, List.of(), Optional.empty(), Optional.empty(), false, false, true, true);
    }

    /// The id of somebody who was brought in by name.
    public ActorId id(String name) {
        return known.get(name);
    }

    public Person person(String name) {
        return people.find(id(name)).orElseThrow();
    }

    /// A name for the next activity.
    public ActivityId next() {
        return ActivityId.of(ids.next());
    }

    /// As the intake does it: all of it or nothing.
    public Outcome act(Function<Tx, Outcome> deed) {
        return database.write(tx -> {
            var outcome = deed.apply(tx);
            if (!(outcome instanceof Outcome.Done)) {
                tx.undo();
            }
            return outcome;
        });
    }

    public Outcome follow(String follower, String followed) {
        var follow = new Activity.Follow(next(), id(follower), id(followed), FollowWish.USUAL);
        return act(tx -> follows.follow(tx, follow));
    }

    /// The same person, who wants to be asked by followers, or no longer.
    public void lock(String name, boolean locked) {
        var before = person(name).profile();
        var update = new Activity.UpdateProfile(
                next(),
                id(name),
                new Profile(
                        before.displayName(),
                        before.bio(),
                        before.fields(),
                        before.avatar(),
                        before.header(),
                        locked,
                        before.bot(),
                        before.discoverable(),
                        before.indexable()));
        act(tx -> people.update(tx, update));
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
