// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.FollowWish;
import org.allmende.activity.Outcome;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What follows, blocks and mutes promise on any database.
abstract class FollowsContract {

    final HandClock clock = new HandClock();
    Database database;
    Village village;

    abstract Database open(Ids ids);

    @BeforeEach
    void openIt() {
        database = open(new Ids(clock));
        village = Village.on(database, clock).with("alice", "bob");
    }

    @AfterEach
    void closeIt() {
        if (database != null) {
            database.close();
        }
    }

    private Outcome unfollow(String follower, String followed) {
        var unfollow = new Activity.Unfollow(village.next(), village.id(follower), village.id(followed));
        return village.act(tx -> village.follows().unfollow(tx, unfollow));
    }

    private Outcome accept(String followed, String follower) {
        var accept = new Activity.AcceptFollow(village.next(), village.id(followed), village.id(follower));
        return village.act(tx -> village.follows().accept(tx, accept));
    }

    private Outcome reject(String followed, String follower) {
        var reject = new Activity.RejectFollow(village.next(), village.id(followed), village.id(follower));
        return village.act(tx -> village.follows().reject(tx, reject));
    }

    private Outcome block(String actor, String target) {
        var block = new Activity.Block(village.next(), village.id(actor), village.id(target));
        return village.act(tx -> village.blocks().block(tx, block));
    }

    private Outcome endorse(String actor, String target) {
        var endorse = new Activity.Endorse(village.next(), village.id(actor), village.id(target));
        return village.act(tx -> village.follows().endorsements().endorse(tx, endorse));
    }

    private List<String> endorsedBy(String actor) {
        return names(village.follows()
                .endorsements()
                .of(village.id(actor), Page.first(20))
                .items());
    }

    @Test
    void only_who_is_followed_is_recommended_and_only_as_long() {
        assertThat(endorse("alice", "bob")).isInstanceOf(Outcome.Refused.class);

        village.follow("alice", "bob");
        assertThat(endorse("alice", "bob")).isInstanceOf(Outcome.Done.class);
        assertThat(endorse("alice", "bob")).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(endorsedBy("alice")).containsExactly("bob");
        assertThat(relationship("alice", "bob").endorsing()).isTrue();
        assertThat(relationship("bob", "alice").endorsing()).isFalse();

        block("bob", "alice");
        assertThat(endorsedBy("alice")).isEmpty();
    }

    @Test
    void who_is_suspended_or_gone_is_recommended_by_nobody() {
        village.follow("alice", "bob");
        endorse("alice", "bob");

        database.write(tx -> {
            village.people().suspend(tx, village.id("bob"), true);
            return true;
        });
        assertThat(endorsedBy("alice")).isEmpty();
        database.write(tx -> {
            village.people().suspend(tx, village.id("bob"), false);
            return true;
        });
        assertThat(endorsedBy("alice")).containsExactly("bob");

        village.act(tx -> village.people().erase(tx, new Activity.EraseActor(village.next(), village.id("bob"))));
        assertThat(database.<Integer>read(tx -> tx.query("SELECT count(*) FROM endorsement")
                        .mapTo(Integer.class)
                        .one()))
                .isZero();
    }

    private Optional<FollowState> state(String follower, String followed) {
        return village.follows()
                .between(village.id(follower), village.id(followed))
                .map(FollowFacts::state);
    }

    private Relationship relationship(String reader, String other) {
        return village.follows()
                .relationships(village.id(reader), List.of(village.id(other)))
                .get(village.id(other));
    }

    private List<String> names(List<Person> people) {
        return people.stream().map(Person::name).toList();
    }

    @Test
    void a_follow_of_an_open_member_is_accepted_at_once_and_counts_once() {
        var first = village.follow("alice", "bob");
        var second = village.follow("alice", "bob");

        assertThat(first).isInstanceOf(Outcome.Done.class);
        assertThat(second).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(village.person("alice").following()).isOne();
        assertThat(village.person("bob").followers()).isOne();
        assertThat(relationship("alice", "bob"))
                .isEqualTo(new Relationship(
                        true,
                        true,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        false,
                        false,
                        ""));
        assertThat(relationship("bob", "alice").followedBy()).isTrue();
    }

    @Test
    void a_follow_that_ends_is_uncounted_once_and_told_with_its_name() {
        var ended = new ArrayList<Follows.Ended>();
        database.within(Follows.Ended.class, (_, news) -> ended.add(news));
        village.follow("alice", "bob");

        var first = unfollow("alice", "bob");
        var second = unfollow("alice", "bob");

        assertThat(first).isInstanceOf(Outcome.Done.class);
        assertThat(second).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(ended).hasSize(1).first().satisfies(news -> {
            assertThat(news.follower()).isEqualTo(village.id("alice"));
            assertThat(news.facts().activity()).isNotBlank();
        });
        assertThat(village.person("alice").following()).isZero();
        assertThat(village.person("bob").followers()).isZero();
    }

    @Test
    void who_is_locked_decides_who_follows_and_can_change_their_mind() {
        village.lock("bob", true);
        village.follow("alice", "bob");
        var asked = village.follows().requests(village.id("bob"), Page.first(10));
        var countedWhileAsking = village.person("bob").followers();

        var accepted = accept("bob", "alice");
        var acceptedAgain = accept("bob", "alice");
        var countedThen = village.person("bob").followers();
        reject("bob", "alice");

        assertThat(names(asked.items())).containsExactly("alice");
        assertThat(countedWhileAsking).isZero();
        assertThat(accepted).isInstanceOf(Outcome.Done.class);
        assertThat(acceptedAgain).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(countedThen).isOne();
        assertThat(state("alice", "bob")).isEmpty();
        assertThat(village.person("bob").followers()).isZero();
    }

    @Test
    void unlocking_lets_nobody_in_who_was_not_let_in() {
        village.lock("bob", true);
        village.follow("alice", "bob");

        village.lock("bob", false);

        assertThat(state("alice", "bob")).contains(FollowState.WAITING);
    }

    @Test
    void a_strangers_home_answers_for_them() {
        village.stranger("carol", "c.example");
        village.follow("alice", "carol");
        var before = state("alice", "carol");
        accept("carol", "alice");

        var after = state("alice", "carol");
        reject("carol", "alice");

        assertThat(before).contains(FollowState.WAITING);
        assertThat(after).contains(FollowState.ACCEPTED);
        assertThat(state("alice", "carol")).isEmpty();
        assertThat(village.person("carol").followers()).isZero();
    }

    @Test
    void nobody_can_be_made_to_follow() {
        village.stranger("carol", "c.example");

        var outcome = accept("carol", "alice");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo("follow.not_asked"));
        assertThat(state("alice", "carol")).isEmpty();
    }

    @Test
    void strangers_follows_among_themselves_are_not_our_business() {
        village.stranger("carol", "c.example");
        village.stranger("dora", "d.example");

        assertThat(village.follow("carol", "dora")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_limited_stranger_must_ask() {
        var carol = village.stranger("carol", "c.example");
        database.write(tx -> {
            village.people().limit(tx, carol, true);
            return true;
        });

        village.follow("carol", "bob");

        assertThat(state("carol", "bob")).contains(FollowState.WAITING);
    }

    @Test
    void who_is_suspended_or_erased_can_neither_follow_nor_be_followed() {
        database.write(tx -> {
            village.people().suspend(tx, village.id("bob"), true);
            return true;
        });

        assertThat(village.follow("alice", "bob")).isInstanceOf(Outcome.Refused.class);
        assertThat(village.follow("bob", "alice")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void asked_again_only_the_wish_changes() {
        village.stranger("carol", "c.example");
        village.follow("alice", "carol");
        var name = village.follows()
                .between(village.id("alice"), village.id("carol"))
                .orElseThrow()
                .activity();
        var again = new Activity.Follow(
                village.next(), village.id("alice"), village.id("carol"), new FollowWish(false, true));

        var outcome = village.act(tx -> village.follows().follow(tx, again));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(village.follows().between(village.id("alice"), village.id("carol")))
                .hasValueSatisfying(facts -> {
                    assertThat(facts.wish()).isEqualTo(new FollowWish(false, true));
                    // The other home knows the request by its first name.
                    assertThat(facts.activity()).isEqualTo(name);
                });
    }

    @Test
    void a_stranger_who_asks_again_is_answered_again() {
        village.stranger("carol", "c.example");
        village.follow("carol", "bob");
        var again = new Activity.Follow(
                new ActivityId("https://c.example/follows/2"),
                village.id("carol"),
                village.id("bob"),
                FollowWish.USUAL);

        var outcome = village.act(tx -> village.follows().follow(tx, again));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(village.follows().between(village.id("carol"), village.id("bob")))
                .hasValueSatisfying(facts -> {
                    assertThat(facts.activity()).isEqualTo("https://c.example/follows/2");
                    assertThat(facts.state()).isEqualTo(FollowState.ACCEPTED);
                });
        assertThat(village.person("bob").followers()).isOne();
    }

    @Test
    void a_block_ends_follows_both_ways_and_keeps_new_ones_out_until_it_is_lifted() {
        var ended = new ArrayList<Follows.Ended>();
        var lifted = new ArrayList<Blocks.Lifted>();
        database.within(Follows.Ended.class, (_, news) -> ended.add(news));
        database.within(Blocks.Lifted.class, (_, news) -> lifted.add(news));
        village.follow("alice", "bob");
        village.follow("bob", "alice");

        var first = block("alice", "bob");
        var second = block("alice", "bob");
        var refused = List.of(village.follow("alice", "bob"), village.follow("bob", "alice"));
        var relationship = relationship("bob", "alice");
        var blocked = village.blocks().blocked(village.id("alice"), Page.first(10));
        var unblock = new Activity.Unblock(village.next(), village.id("alice"), village.id("bob"));
        village.act(tx -> village.blocks().unblock(tx, unblock));
        var unblockedAgain = village.act(tx -> village.blocks().unblock(tx, unblock));

        assertThat(first).isInstanceOf(Outcome.Done.class);
        assertThat(second).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(refused).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Refused.class));
        assertThat(ended).hasSize(2);
        assertThat(village.person("alice").followers()).isZero();
        assertThat(village.person("alice").following()).isZero();
        assertThat(relationship.blockedBy()).isTrue();
        assertThat(names(blocked.items())).containsExactly("bob");
        assertThat(lifted)
                .hasSize(1)
                .first()
                .satisfies(news -> assertThat(news.activity()).isNotBlank());
        assertThat(unblockedAgain).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(village.follow("bob", "alice")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void followers_are_paged_by_when_they_followed_downwards_and_upwards() {
        village.with("carol", "dora", "emil");
        List.of("dora", "alice", "emil", "carol").forEach(name -> village.follow(name, "bob"));
        var bob = village.id("bob");

        var first = village.follows().followers(bob, Page.first(2));
        var second = village.follows().followers(bob, Page.below(first.oldest().orElseThrow(), 2));
        var upwards =
                village.follows().followers(bob, new Page(Optional.empty(), Optional.empty(), second.oldest(), 2));

        assertThat(names(first.items())).containsExactly("carol", "emil");
        assertThat(names(second.items())).containsExactly("alice", "dora");
        assertThat(names(upwards.items())).containsExactly("emil", "alice");
    }

    @Test
    void members_who_follow_come_in_portions_with_what_they_want_to_hear() {
        village.with("carol");
        village.stranger("dora", "d.example");
        List.of("alice", "dora", "carol").forEach(name -> village.follow(name, "bob"));
        var bob = village.id("bob");

        var first = database.read(tx -> village.follows().localFollowers(tx, bob, 0, 1));
        var second = database.read(
                tx -> village.follows().localFollowers(tx, bob, first.getFirst().follow(), 5));

        assertThat(first).extracting(Follower::actor).containsExactly(village.id("alice"));
        assertThat(second).extracting(Follower::actor).containsExactly(village.id("carol"));
        assertThat(second.getFirst().wish()).isEqualTo(FollowWish.USUAL);
    }

    @Test
    void one_inbox_is_told_for_all_followers_of_a_server_and_none_for_the_suspended() {
        village.stranger("carol", "c.example");
        village.stranger("cora", "c.example");
        var dora = village.stranger("dora", "d.example");
        List.of("carol", "cora", "dora", "alice").forEach(name -> village.follow(name, "bob"));
        database.write(tx -> {
            village.people().suspend(tx, dora, true);
            return true;
        });

        var inboxes = database.read(tx -> village.follows().followerInboxes(tx, village.id("bob")));
        var direct = database.read(tx ->
                village.follows().inboxesOf(tx, List.of(village.id("alice"), village.id("carol"), village.id("cora"))));

        assertThat(inboxes).containsExactly("https://c.example/inbox");
        assertThat(direct).containsExactly("https://c.example/inbox");
    }

    @Test
    void a_mute_ends_by_itself_and_a_note_is_seen_by_its_writer_alone() {
        var alice = village.id("alice");
        village.mutes().mute(alice, village.id("bob"), true, Optional.of(Duration.ofHours(1)));
        village.mutes().note(alice, village.id("bob"), " plays the oboe ");
        var during = relationship("alice", "bob");
        var seenByOther = relationship("bob", "alice");

        clock.pass(Duration.ofHours(2));

        assertThat(during.muting()).isTrue();
        assertThat(during.mutingNotifications()).isTrue();
        assertThat(during.note()).isEqualTo("plays the oboe");
        assertThat(seenByOther).isEqualTo(Relationship.NONE);
        assertThat(relationship("alice", "bob").muting()).isFalse();
        assertThat(village.mutes().muted(alice, Page.first(5)).items()).isEmpty();
    }

    @Test
    void many_who_do_the_same_at_once_do_it_once() throws Exception {
        var outcomes = atOnce(12, () -> village.follow("alice", "bob"));

        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(village.person("bob").followers()).isOne();
        assertThat(village.person("alice").following()).isOne();
    }

    @Test
    void a_block_and_a_follow_at_once_leave_no_follow_beside_the_block() throws Exception {
        for (var round = 0; round < 8; round++) {
            var visitor = "visitor" + round;
            village.with(visitor);

            atOnce(List.of(() -> village.follow(visitor, "bob"), () -> block("bob", visitor)));

            assertThat(state(visitor, "bob")).isEmpty();
        }
        assertThat(village.person("bob").followers()).isZero();
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        return atOnce(IntStream.range(0, times).mapToObj(_ -> call).toList());
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    @Test
    void who_avoids_a_domain_ends_all_follows_with_it_and_is_met_by_nobody_there() {
        village.stranger("dora", "d.example");
        village.stranger("emil", "d.example");
        village.stranger("frida", "f.example");
        village.follow("alice", "dora");
        accept("dora", "alice");
        village.follow("emil", "alice");
        village.follow("frida", "alice");
        village.follow("dora", "bob");
        var domains = village.blocks().domains();

        assertThat(domains.ties(village.id("alice"), "D.example")).isEqualTo(new AvoidedDomains.Ties(1, 1));
        assertThat(domains.avoid(village.id("alice"), "D.Example")).isEqualTo(AvoidedDomains.Answer.DONE);
        assertThat(domains.avoid(village.id("alice"), "no domain")).isEqualTo(AvoidedDomains.Answer.NO_DOMAIN);

        assertThat(state("alice", "dora")).isEmpty();
        assertThat(state("emil", "alice")).isEmpty();
        assertThat(state("frida", "alice")).contains(FollowState.ACCEPTED);
        assertThat(state("dora", "bob")).contains(FollowState.ACCEPTED);
        assertThat(village.follow("dora", "alice")).isInstanceOf(Outcome.Refused.class);
        assertThat(village.follow("alice", "dora")).isInstanceOf(Outcome.Refused.class);
        assertThat(relationship("alice", "dora").avoidingDomain()).isTrue();
        assertThat(relationship("alice", "frida").avoidingDomain()).isFalse();
        assertThat(found("dora", "alice")).isEmpty();
        assertThat(found("dora@d.example", "alice")).containsExactly("dora");
        assertThat(found("dora", "bob")).containsExactly("dora");
        assertThat(domains.of(village.id("alice"), Page.first(20)).items()).containsExactly("d.example");

        domains.readmit(village.id("alice"), "d.example");
        assertThat(village.follow("dora", "alice")).isInstanceOf(Outcome.Done.class);
    }

    private List<String> found(String text, String reader) {
        return names(village.people().search(text, 20, Optional.empty(), Optional.of(village.id(reader))));
    }
}
