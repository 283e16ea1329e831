// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.allmende.Chance;
import org.allmende.TestKeys;
import org.allmende.activity.Audience;
import org.allmende.activitystreams.WireActivity.Kind;
import org.allmende.base.ActorId;
import org.allmende.people.FollowState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Two servers agree on who follows whom (FEP-8fcf).
class SynchronizationTest {

    private static final String NOBODY = "0".repeat(64);

    @Test
    void the_digest_of_one_is_their_hash_and_twice_the_same_counts_once() {
        // printf %s https://example.com/users/ann | sha256sum
        var ann = "0794f7f2b5e13a265290ee8b4fa145e038bb2beb2387cc37495e2cb46a6ee069";
        var one = FollowersDigest.of(List.of("https://example.com/users/ann"));

        assertThat(one).isEqualTo(ann);
        assertThat(FollowersDigest.of(Collections.nCopies(2, "https://example.com/users/ann")))
                .isEqualTo(ann);
        assertThat(FollowersDigest.of(List.of())).isEqualTo(NOBODY);
    }

    @Test
    void the_digest_does_not_mind_the_order_and_changes_with_each_member() {
        var some =
                IntStream.range(0, 20).mapToObj(i -> "https://a.example/" + i).toList();

        assertThat(FollowersDigest.of(some.reversed())).isEqualTo(FollowersDigest.of(some));
        assertThat(FollowersDigest.of(some.subList(1, 20))).isNotEqualTo(FollowersDigest.of(some));
    }

    @Test
    void the_header_is_read_as_it_is_written() {
        var header = new SynchronizationHeader("https://a.example/f", "https://a.example/s?x=1,2", NOBODY);

        assertThat(SynchronizationHeader.read(header.text())).contains(header);
        assertThat(SynchronizationHeader.read("url=\"u\",digest=\"" + NOBODY + "\",  collectionId=\"c\""))
                .contains(new SynchronizationHeader("c", "u", NOBODY));
    }

    @Test
    void a_header_that_says_a_thing_twice_or_not_at_all_is_none() {
        var digest = "digest=\"" + NOBODY + '"';

        for (var text : List.of(
                "",
                "collectionId=\"c\", url=\"u\"",
                "collectionId=\"c\", " + digest,
                "url=\"u\", " + digest,
                "collectionId=\"c\", url=\"u\", digest=\"00\"",
                "collectionId=\"c\", url=\"u\", url=\"v\", " + digest,
                "collectionId=c, url=\"u\", " + digest,
                "collectionId=\"c\", url=\"u\", " + digest + " and more",
                "collectionId=\"" + "c".repeat(5_000) + "\", url=\"u\", " + digest)) {
            assertThat(SynchronizationHeader.read(text)).as(text).isEmpty();
        }
    }

    @Test
    void whatever_the_header_holds_it_is_read_or_left() {
        Chance.times(2_000, chance -> {
            assertThat(SynchronizationHeader.read(chance.text(200))).isNotNull();
            assertThat(SynchronizationHeader.read(chance.joined(
                            20, "collectionId", "url", "digest", "=", "\"", ",", " ", "https://a.example/x")))
                    .isNotNull();
        });
    }

    /// Ann lives on one instance; Bob and Carol, who follow her, on another.
    @Nested
    class Between_two_instances {

        private final MovedClock clock = new MovedClock();
        private final HomeInstance anns = new HomeInstance(clock);
        private final HomeInstance theirs = new HomeInstance(clock);
        private ActorId ann;
        private ActorId bob;
        private ActorId carol;

        @BeforeEach
        void they_follow_ann() {
            ann = anns.member("ann");
            bob = theirs.member("bob");
            carol = theirs.member("carol");
            for (var follower : List.of(bob, carol)) {
                theirs.follow(follower, annThere());
            }
            settle();
            assertThat(follows(bob)).contains(FollowState.ACCEPTED);
            assertThat(anns.people.find(ann).orElseThrow().followers()).isEqualTo(2);
        }

        @AfterEach
        void close() {
            anns.close();
            theirs.close();
        }

        private void settle() {
            for (var round = 0; round < 3; round++) {
                anns.settle();
                theirs.settle();
            }
        }

        private ActorId annThere() {
            return theirs.federation
                    .lookup()
                    .person(anns.addresses.actor(ann))
                    .orElseThrow()
                    .id();
        }

        private Optional<FollowState> follows(ActorId follower) {
            return theirs.follows.between(follower, annThere()).map(facts -> facts.state());
        }

        private ActorId here(ActorId follower) {
            return anns.people
                    .byUri(theirs.addresses.actor(follower))
                    .orElseThrow()
                    .id();
        }

        private static void forget(HomeInstance home, ActorId follower, ActorId followed) {
            home.database.write(tx -> tx.change("DELETE FROM follow WHERE follower = :a AND followed = :b")
                    .bind("a", follower.value())
                    .bind("b", followed.value())
                    .execute());
        }

        @Test
        void who_follows_by_their_own_account_only_stops() {
            forget(anns, here(bob), ann);

            anns.says(ann, "For those who follow", Audience.FOLLOWERS);
            settle();

            assertThat(follows(bob)).isEmpty();
            assertThat(follows(carol)).contains(FollowState.ACCEPTED);
        }

        @Test
        void who_follows_by_the_others_account_only_is_taken_off_it() {
            forget(theirs, bob, annThere());

            anns.says(ann, "For everybody", Audience.PUBLIC);
            settle();

            assertThat(anns.follows.between(here(bob), ann)).isEmpty();
            assertThat(anns.follows.between(here(carol), ann)).isPresent();
            assertThat(follows(carol)).contains(FollowState.ACCEPTED);
        }

        @Test
        void who_still_waits_for_an_answer_that_was_lost_is_let_in() {
            theirs.database.write(tx -> tx.change("UPDATE follow SET state = 'WAITING' WHERE follower = :bob")
                    .bind("bob", bob.value())
                    .execute());

            anns.says(ann, "For those who follow", Audience.FOLLOWERS);
            settle();

            assertThat(follows(bob)).contains(FollowState.ACCEPTED);
        }

        @Test
        void the_list_is_given_to_a_server_that_signs_and_holds_only_its_own() {
            var address = anns.addresses.actor(ann) + "/followers_synchronization";
            try (var elsewhere = new ForeignServer(clock)) {
                var dave = elsewhere.actor("dave", TestKeys.next());
                anns.follower(elsewhere, dave, ann);

                assertThat(anns.get(address).statusCode()).isEqualTo(401);
                assertThat(elsewhere.read(address, dave).body())
                        .contains(dave.uri())
                        .doesNotContain(theirs.addresses.actor(bob));
            }
        }

        @Test
        void what_a_stranger_says_of_others_or_of_another_place_is_not_followed() {
            try (var elsewhere = new ForeignServer(clock)) {
                var mallory = elsewhere.actor("mallory", TestKeys.next());
                for (var header : List.of(
                        new SynchronizationHeader(anns.addresses.followers(ann), elsewhere.base + "/list", NOBODY),
                        new SynchronizationHeader(
                                mallory.uri() + "/followers", anns.addresses.actor(ann) + "/list", NOBODY))) {
                    clock.pass(Duration.ofMinutes(2));
                    theirs.followed(bob, elsewhere, mallory);
                    elsewhere.send(
                            theirs,
                            mallory,
                            ForeignServer.activity(
                                    mallory.uri() + "/likes/" + theirs.ids.next(),
                                    "Like",
                                    mallory,
                                    "\"https://x.example/1\""),
                            header);
                    settle();
                }

                assertThat(elsewhere.asked("/list")).isEmpty();
                assertThat(follows(bob)).contains(FollowState.ACCEPTED);
            }
        }

        @Test
        void a_list_that_is_not_the_one_announced_changes_nothing() {
            try (var elsewhere = new ForeignServer(clock)) {
                var dave = elsewhere.actor("dave", TestKeys.next());
                theirs.followed(bob, elsewhere, dave);
                elsewhere.document("/list", """
                        {"@context":"https://www.w3.org/ns/activitystreams","id":"%s/list","type":"OrderedCollection",
                         "orderedItems":["%s"]}
                        """.formatted(elsewhere.base, theirs.addresses.actor(carol)));
                var like = ForeignServer.activity(dave.uri() + "/likes/1", "Like", dave, "\"https://x.example/1\"");
                var list = elsewhere.base + "/list";

                elsewhere.send(theirs, dave, like, new SynchronizationHeader(dave.uri() + "/followers", list, NOBODY));
                settle();
                var between = theirs.follows.between(bob, theirs.meet(dave).id());

                assertThat(elsewhere.asked("/list")).hasSize(1);
                assertThat(between).isPresent();

                // The same list, truly announced, is believed.
                clock.pass(Duration.ofMinutes(2));
                var digest = FollowersDigest.of(List.of(theirs.addresses.actor(carol)));
                elsewhere.send(
                        theirs,
                        dave,
                        ForeignServer.activity(dave.uri() + "/likes/2", "Like", dave, "\"https://x.example/1\""),
                        new SynchronizationHeader(dave.uri() + "/followers", list, digest));
                settle();

                assertThat(theirs.follows.between(bob, theirs.meet(dave).id())).isEmpty();
                assertThat(elsewhere.delivered(Kind.UNDO)).hasSize(1);
            }
        }
    }
}
