// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.allmende.activity.Activity;
import org.allmende.activity.Body;
import org.allmende.activity.Outcome;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.database.Database;
import org.allmende.text.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What this instance promises about whom it knows, on any database.
abstract class PeopleContract {

    final HandClock clock = new HandClock();
    Database database;
    Village village;
    People people;

    abstract Database open(Ids ids);

    @BeforeEach
    void openIt() {
        database = open(new Ids(clock));
        village = Village.on(database, clock).with("Alice", "bob");
        people = village.people();
    }

    @AfterEach
    void closeIt() {
        if (database != null) {
            database.close();
        }
    }

    private static Profile profile(String displayName, Profile.Field... fields) {
        return new Profile(
                displayName,
                new Body("<p>hi</p>", "hi", "text/markdown"),
                List.of(fields),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                true,
                false);
    }

    private static Profile.Field field(String name) {
        return new Profile.Field(name, "<b>" + name + "</b>", name, Optional.empty());
    }

    private Outcome update(ActorId actor, Profile profile) {
        var update = new Activity.UpdateProfile(village.next(), actor, profile);
        return village.act(tx -> people.update(tx, update));
    }

    private Outcome erase(ActorId actor) {
        var erase = new Activity.EraseActor(village.next(), actor);
        return village.act(tx -> people.erase(tx, erase));
    }

    private static ForeignPerson told(
            ForeignPerson foreign, String uri, Profile profile, String keyId, long followers) {
        return new ForeignPerson(
                uri,
                foreign.name(),
                foreign.domain(),
                foreign.kind(),
                profile,
                foreign.url(),
                foreign.created(),
                foreign.inbox(),
                Optional.empty(),
                foreign.outbox(),
                foreign.followersUri(),
                foreign.featuredUri(),
                foreign.featuredTagsUri(),
                Optional.of(keyId),
                Optional.of("PEM"),
                List.of("z6MkOne", "z6MkTwo"),
                OptionalLong.of(followers),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    @Test
    void a_member_is_found_by_every_name_they_have() {
        var alice = village.person("Alice");

        assertThat(people.named("aLICE")).contains(alice);
        assertThat(people.byHandle(new Handle("alice", "home.example"))).contains(alice);
        assertThat(people.byHandle(Handle.local("ALICE"))).contains(alice);
        assertThat(people.byUri("https://home.example/ap/actors/" + alice.id())).contains(alice);
        assertThat(people.byHandle(new Handle("alice", "other.example"))).isEmpty();
        assertThat(alice.handle()).isEqualTo("Alice");
        assertThat(alice.url()).isEqualTo("https://home.example/@Alice");
    }

    @Test
    void a_name_is_given_once_however_it_is_written_and_however_many_ask_at_once() throws Exception {
        Callable<Boolean> join = () -> {
            try {
                database.write(tx -> people.join(tx, "Carol", profile(""), Village.keys()));
                return true;
            } catch (NameTaken _) {
                return false;
            }
        };

        var joined = new ArrayList<Boolean>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each :
                    threads.invokeAll(IntStream.range(0, 6).mapToObj(_ -> join).toList())) {
                joined.add(each.get());
            }
        }

        assertThat(joined).containsOnlyOnce(true);
        assertThat(people.nameFree("cAROL")).isFalse();
        assertThat(people.nameFree("dora")).isTrue();
        assertThat(people.nameFree("Admin")).isFalse();
        assertThat(people.nameFree("do ra")).isFalse();
        assertThat(people.nameFree("d".repeat(31))).isFalse();
    }

    @Test
    void a_profile_comes_with_its_fields_in_order_for_one_and_for_many() {
        update(village.id("Alice"), profile("Alice A.", field("one"), field("two")));
        update(village.id("Alice"), profile("Alice B.", field("three"), field("one")));
        update(village.id("bob"), profile("Bob", field("home")));

        var found = people.find(List.of(village.id("Alice"), village.id("bob"), new ActorId(7)));

        assertThat(found).hasSize(2);
        assertThat(found.get(village.id("Alice")).profile())
                .isEqualTo(profile("Alice B.", field("three"), field("one")));
        assertThat(found.get(village.id("bob")).profile().fields()).containsExactly(field("home"));
    }

    @Test
    void more_people_than_one_statement_takes_are_all_found() {
        var ids = new ArrayList<ActorId>();
        for (var number = 0; number < 1_005; number++) {
            ids.add(new ActorId(number));
        }
        ids.add(village.id("bob"));

        assertThat(people.find(ids)).containsOnlyKeys(village.id("bob"));
    }

    @Test
    void a_profile_that_is_too_long_is_refused_and_changes_nothing() {
        var tooLong = List.of(
                profile("x".repeat(101)),
                profile(
                        "x",
                        IntStream.range(0, 9)
                                .mapToObj(number -> field("f" + number))
                                .toArray(Profile.Field[]::new)),
                profile("x", field("x".repeat(501))));

        assertThat(tooLong)
                .allSatisfy(profile -> assertThat(update(village.id("bob"), profile))
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.rule()).isEqualTo("profile.too_long")));
        assertThat(village.person("bob").profile().displayName()).isEqualTo("bob");
    }

    @Test
    void a_displayed_name_is_one_line() {
        update(village.id("bob"), profile(" Bob\n\u0007the\u2028builder "));

        assertThat(village.person("bob").profile().displayName()).isEqualTo("Bob the builder");
    }

    @Test
    void who_is_met_twice_is_one_person_with_what_was_said_last() {
        var foreign = Village.foreign("carol", "c.example");
        var first = people.meet(told(foreign, foreign.uri(), profile("Carol", field("old")), "key-1", 5));

        var second = people.meet(told(foreign, foreign.uri(), profile("Carola", field("new")), "key-2", 7));

        assertThat(second).isEqualTo(first);
        assertThat(people.find(first)).hasValueSatisfying(person -> {
            assertThat(person.profile().displayName()).isEqualTo("Carola");
            assertThat(person.profile().fields()).containsExactly(field("new"));
            assertThat(person.followers()).isEqualTo(7);
            assertThat(person.handle()).isEqualTo("carol@c.example");
        });
        assertThat(people.byKey("key-1")).isEmpty();
        assertThat(people.byKey("key-2")).hasValueSatisfying(correspondence -> {
            assertThat(correspondence.actor()).isEqualTo(first);
            assertThat(correspondence.assertionKeys()).containsExactly("z6MkOne", "z6MkTwo");
            assertThat(correspondence.sharedInbox()).isEmpty();
        });
    }

    @Test
    void a_handle_belongs_to_who_was_verified_last() {
        var foreign = Village.foreign("carol", "c.example");
        var old = people.meet(foreign);

        var fresh = people.meet(told(foreign, "https://c.example/users/9", profile("New"), "key-1", 0));

        assertThat(fresh).isNotEqualTo(old);
        assertThat(people.byHandle(new Handle("carol", "c.example")))
                .map(Person::id)
                .contains(fresh);
        assertThat(people.byUri(foreign.uri())).map(Person::id).contains(old);
        // And back again.
        people.meet(foreign);
        assertThat(people.byHandle(new Handle("carol", "c.example")))
                .map(Person::id)
                .contains(old);
    }

    @Test
    void a_key_belongs_to_who_showed_it_last() {
        var carol = Village.foreign("carol", "c.example");
        var cora = Village.foreign("cora", "c.example");
        people.meet(told(carol, carol.uri(), profile("Carol"), "key", 0));

        var second = people.meet(told(cora, cora.uri(), profile("Cora"), "key", 0));

        assertThat(people.byKey("key")).map(Correspondence::actor).contains(second);
    }

    @Test
    void many_who_meet_one_stranger_at_once_meet_one_person() throws Exception {
        Callable<ActorId> meeting = () -> people.meet(Village.foreign("carol", "c.example"));
        var met = new ArrayList<ActorId>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(_ -> meeting).toList())) {
                met.add(each.get());
            }
        }

        assertThat(met.stream().distinct()).hasSize(1);
    }

    @Test
    void no_stranger_becomes_a_member_by_saying_so() {
        var alice = village.person("Alice");
        var foreign = Village.foreign("mallory", "m.example");

        assertThatThrownBy(() -> people.meet(Village.foreign("Alice", "home.example")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> people.meet(told(foreign, alice.uri(), profile("Mallory"), "key", 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(village.person("Alice")).isEqualTo(alice);
        assertThat(people.byHandle(new Handle("mallory", "m.example"))).isEmpty();
    }

    @Test
    void who_leaves_is_a_tombstone_whose_name_nobody_gets() {
        village.stranger("carol", "c.example");
        village.follow("Alice", "bob");
        village.follow("bob", "Alice");
        village.follow("carol", "bob");
        update(village.id("bob"), profile("Bob", field("home")));
        var leaving = new ArrayList<Long>();
        database.within(
                People.Leaving.class,
                (tx, news) -> leaving.add((long)
                        village.follows().followerInboxes(tx, news.actor()).size()));

        var first = erase(village.id("bob"));
        var second = erase(village.id("bob"));

        assertThat(first).isInstanceOf(Outcome.Done.class);
        assertThat(second).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(leaving).as("follows still stand while the news is told").containsExactly(1L);
        assertThat(village.person("bob")).satisfies(bob -> {
            assertThat(bob.erased()).isTrue();
            assertThat(bob.profile().displayName()).isEmpty();
            assertThat(bob.profile().bio().html()).isEmpty();
            assertThat(bob.profile().fields()).isEmpty();
            assertThat(bob.followers()).isZero();
        });
        assertThat(village.person("Alice").followers()).isZero();
        assertThat(village.person("Alice").following()).isZero();
        assertThat(village.person("carol").following()).isZero();
        assertThat(people.nameFree("bob")).isFalse();
        assertThat(village.follow("Alice", "bob")).isInstanceOf(Outcome.Refused.class);
        assertThat(people.counts()).isEqualTo(new Counts(1, 1, 0, 0));
    }

    @Test
    void the_keys_of_who_left_sign_the_farewell_and_then_go() {
        var bob = village.id("bob");
        erase(bob);
        clock.pass(Duration.ofDays(13));
        tidy();
        var before = people.keys(bob);
        clock.pass(Duration.ofDays(2));
        tidy();

        assertThat(before).isPresent();
        assertThat(people.keys(bob)).isEmpty();
        assertThat(people.keys(village.id("Alice"))).isPresent();
    }

    private void tidy() {
        database.write(tx -> {
            people.tidy(tx);
            return true;
        });
    }

    @Test
    void a_stranger_who_was_erased_does_not_come_back() {
        var carol = village.stranger("carol", "c.example");
        erase(carol);

        var again = people.meet(Village.foreign("carol", "c.example"));

        assertThat(again).isEqualTo(carol);
        assertThat(village.person("carol").erased()).isTrue();
    }

    @Test
    void an_applicant_is_seen_by_nobody_until_they_are_let_in() {
        var dora = database.write(tx -> people.apply(tx, "dora", profile("Dora"), Village.keys()));
        var emil = database.write(tx -> people.apply(tx, "emil", profile("Emil"), Village.keys()));
        var unseen = List.of(people.find(dora), people.named("dora"), people.find(emil));
        var takenMeanwhile = people.nameFree("dora");

        database.write(tx -> {
            people.admit(tx, dora);
            people.turnAway(tx, emil);
            return true;
        });

        assertThat(unseen).allSatisfy(found -> assertThat(found).isEmpty());
        assertThat(takenMeanwhile).isFalse();
        assertThat(people.named("dora")).isPresent();
        assertThat(people.keys(dora)).isPresent();
        assertThat(people.nameFree("emil")).isTrue();
        assertThat(people.keys(emil)).isEmpty();
    }

    @Test
    void people_are_found_by_the_beginning_of_a_name_and_any_part_of_the_displayed_one() {
        village.with("a_bc", "aXbc");
        village.stranger("alina", "c.example");
        update(village.id("bob"), profile("Der große ALI"));
        village.follow("bob", "Alice");

        assertThat(names(people.search("ali", 10, Optional.empty(), Optional.empty())))
                .containsExactlyInAnyOrder("Alice", "alina", "bob");
        assertThat(names(people.search("@Alice", 10, Optional.empty(), Optional.empty())))
                .containsExactly("Alice");
        assertThat(names(people.search("a_b", 10, Optional.empty(), Optional.empty())))
                .containsExactly("a_bc");
        assertThat(names(people.search("ali@c.ex", 10, Optional.empty(), Optional.empty())))
                .containsExactly("alina");
        assertThat(names(people.search("ali@home.example", 10, Optional.empty(), Optional.empty())))
                .containsExactly("Alice");
        assertThat(names(people.search("ali", 10, Optional.of(village.id("bob")), Optional.empty())))
                .containsExactly("Alice");
        assertThat(people.search("%", 10, Optional.empty(), Optional.empty())).isEmpty();
        assertThat(people.search("", 10, Optional.empty(), Optional.empty())).isEmpty();
    }

    private static List<String> names(List<Person> found) {
        return found.stream().map(Person::name).toList();
    }

    @Test
    void the_directory_lists_who_wants_to_be_found() {
        var hidden =
                new Profile("", Body.EMPTY, List.of(), Optional.empty(), Optional.empty(), false, false, false, false);
        village.stranger("carol", "c.example");
        village.with("dora");
        update(village.id("dora"), hidden);

        assertThat(names(people.directory(new Listing(true, false, 0, 10), Optional.empty())))
                .containsExactly("bob", "Alice");
        assertThat(names(people.directory(new Listing(false, false, 0, 10), Optional.empty())))
                .containsExactly("carol", "bob", "Alice");
    }

    @Test
    void posts_are_counted_and_never_below_none() {
        var bob = village.id("bob");
        var noon = clock.instant();

        database.write(tx -> {
            people.countPost(tx, bob, 1, new PostTraits(false, true, true), noon);
            people.countPost(tx, bob, 1, new PostTraits(true, false, true), noon.minusSeconds(60));
            people.countPost(tx, bob, 1, new PostTraits(false, false, false), noon);
            people.countPost(tx, village.id("Alice"), -1, new PostTraits(false, false, true), noon);
            return true;
        });

        assertThat(village.person("bob").posts()).isEqualTo(3);
        assertThat(people.openPosts(bob)).isEqualTo(2);
        assertThat(people.counts().posts()).isEqualTo(2);
        assertThat(people.counts().answers()).isOne();
        assertThat(village.person("bob").lastPost()).contains(noon);
        assertThat(village.person("Alice").posts()).isZero();
        assertThat(village.person("Alice").lastPost()).isEmpty();
    }

    @Test
    void the_instance_itself_is_an_actor_but_no_member() {
        var instance = database.write(tx -> people.joinAsInstance(tx, "home.example", profile(""), Village.keys()));

        assertThat(instance.kind()).isEqualTo(ActorKind.APPLICATION);
        assertThat(people.keys(instance.id())).isPresent();
        assertThat(people.counts().members()).isEqualTo(2);
    }

    @Test
    void an_invitation_lets_in_as_many_as_it_says_and_as_long() throws Exception {
        var invitations = new Invitations(database, new Ids(clock), clock);
        var forTwo = invitations.make(Optional.of(village.id("bob")), OptionalInt.of(2), Optional.empty());
        var forAnHour = invitations.make(Optional.empty(), OptionalInt.empty(), Optional.of(Duration.ofHours(1)));
        Callable<Boolean> use = () -> database.write(tx -> invitations.redeem(tx, forTwo));

        var used = new ArrayList<Boolean>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each :
                    threads.invokeAll(IntStream.range(0, 5).mapToObj(_ -> use).toList())) {
                used.add(each.get());
            }
        }
        var inTime = invitations.holds(forAnHour);
        clock.pass(Duration.ofHours(1));

        assertThat(used).filteredOn(Boolean::booleanValue).hasSize(2);
        assertThat(inTime).isTrue();
        assertThat(invitations.holds(forAnHour)).isFalse();
        assertThat(database.<Boolean>write(tx -> invitations.redeem(tx, forAnHour)))
                .isFalse();
        assertThat(database.<Boolean>write(tx -> invitations.redeem(tx, "never made")))
                .isFalse();
        assertThat(invitations.by(village.id("bob")))
                .extracting(Invitation::uses)
                .containsExactly(2);
        invitations.revoke(invitations.find(forTwo).orElseThrow().id());
        assertThat(invitations.list()).extracting(Invitation::code).containsExactly(forAnHour);
    }

    @Test
    void a_move_needs_the_word_of_both_and_some_rest() {
        var moves = new Moves(database, clock, people);
        var alice = village.id("Alice");
        var bob = village.id("bob");
        var eve = village.stranger("eve", "far.example");
        var uri = village.person("Alice").uri();
        var move = new Activity.Move(village.next(), alice, bob);

        assertThat(village.act(tx -> moves.move(tx, move))).isInstanceOf(Outcome.Refused.class);
        village.act(tx -> moves.claim(tx, new Activity.ClaimAliases(village.next(), bob, List.of(uri))));
        assertThat(village.act(tx -> moves.move(tx, move))).isInstanceOf(Outcome.Done.class);
        assertThat(village.act(tx -> moves.move(tx, move))).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(moves.target(alice)).contains(village.person("bob"));

        moves.learn(eve, List.of(uri));
        var again = new Activity.Move(village.next(), alice, eve);
        assertThat(village.act(tx -> moves.move(tx, again))).isInstanceOf(Outcome.Refused.class);
        clock.pass(Moves.REST);
        assertThat(village.act(tx -> moves.move(tx, again))).isInstanceOf(Outcome.Done.class);
        var chain = new Activity.Move(village.next(), bob, alice);
        village.act(tx -> moves.claim(
                tx,
                new Activity.ClaimAliases(
                        village.next(), alice, List.of(village.person("bob").uri()))));
        assertThat(village.act(tx -> moves.move(tx, chain))).isInstanceOf(Outcome.Refused.class);

        erase(alice);
        assertThat(moves.aliases(alice)).isEmpty();
    }

    @Test
    void mutes_and_blocks_of_the_old_account_are_known_for_the_new_one() {
        var moves = new Moves(database, clock, people);
        var alice = village.id("Alice");
        var bob = village.id("bob");
        var eve = village.stranger("eve", "far.example");
        var evil = village.stranger("evil", "near.example");
        village.mutes().mute(alice, eve, true, Optional.empty());
        village.mutes().mute(bob, eve, true, Optional.empty());
        village.mutes().mute(bob, evil, false, Optional.empty());
        village.act(tx -> village.blocks().block(tx, new Activity.Block(village.next(), alice, eve)));

        database.write(tx -> {
            moves.takeMutes(tx, eve, evil);
            return true;
        });

        assertThat(village.mutes().muted(alice, Page.first(5)).items())
                .extracting(Person::id)
                .containsExactly(evil);
        assertThat(village.mutes().muted(bob, Page.first(5)).items()).hasSize(2);
        assertThat(moves.blockedBy(eve, new ActorId(0), 5)).containsExactly(alice);
        assertThat(moves.blockedBy(eve, alice, 5)).isEmpty();
    }
}
