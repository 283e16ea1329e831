// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.allmende.activity.Activity;
import org.allmende.activity.FollowWish;
import org.allmende.activity.Outcome;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireActor;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.ActorId;
import org.allmende.people.FollowState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Moving from one account to another, over the borders of instances (FEP-7628).
class MovingTest {

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer old;
    private ForeignServer fresh;
    private ActorId ann;
    private Actor bob;
    private Actor bobby;

    @BeforeEach
    void ann_follows_bob_who_has_another_account() {
        home = new HomeInstance(clock);
        old = new ForeignServer(clock);
        fresh = new ForeignServer(clock);
        ann = home.member("ann");
        bob = old.actor("bob");
        bobby = fresh.actor("bobby");
        home.followed(ann, old, bob);
    }

    @AfterEach
    void all_go_home() {
        home.close();
        old.close();
        fresh.close();
    }

    private void claims(ForeignServer server, Actor actor, String alias) {
        var document = server.actorDocument(actor, actor.name());
        server.document(
                URI.create(actor.uri()).getPath(),
                document.substring(0, document.lastIndexOf('}')) + ",\"alsoKnownAs\":[\"" + alias + "\"]}");
    }

    private int moves(ForeignServer sender, Actor signer, Actor from, String to) {
        return sender.send(home, signer, """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%s#moves/1","type":"Move","actor":"%s",
                 "object":"%s","target":"%s","to":["%s/followers"]}
                """.formatted(from.uri(), signer.uri(), from.uri(), to, from.uri()));
    }

    private boolean follows(ActorId follower, Actor followed) {
        return home.people
                .byUri(followed.uri())
                .flatMap(person -> home.database.read(tx -> home.follows.between(tx, follower, person.id())))
                .isPresent();
    }

    @Test
    void followers_come_along_to_an_account_that_claims_the_old_one() {
        claims(fresh, bobby, bob.uri());

        assertThat(moves(old, bob, bob, bobby.uri())).isEqualTo(202);
        home.settle();

        assertThat(follows(ann, bobby)).isTrue();
        assertThat(follows(ann, bob)).isFalse();
        assertThat(fresh.delivered(WireActivity.Kind.FOLLOW)).hasSize(1);
        assertThat(old.delivered(WireActivity.Kind.UNDO)).hasSize(1);
        var moved = home.people.byUri(bob.uri()).orElseThrow();
        assertThat(home.moves.target(moved.id()).orElseThrow().uri()).isEqualTo(bobby.uri());
    }

    @Test
    void an_account_that_does_not_claim_the_old_one_gets_nobody() {
        assertThat(moves(old, bob, bob, bobby.uri())).isEqualTo(202);
        home.settle();

        assertThat(follows(ann, bobby)).isFalse();
        assertThat(follows(ann, bob)).isTrue();
        assertThat(home.moves.target(home.people.byUri(bob.uri()).orElseThrow().id()))
                .isEmpty();
    }

    @Test
    void nobody_moves_somebody_else() {
        claims(fresh, bobby, bob.uri());
        var mallory = old.actor("mallory");
        home.meet(mallory);

        moves(old, mallory, bob, bobby.uri());
        moves(fresh, bobby, bob, bobby.uri());
        // Nor do they move themselves by speaking of somebody else.
        claims(fresh, bobby, mallory.uri());
        moves(old, mallory, bob, bobby.uri());
        home.settle();

        assertThat(follows(ann, bobby)).isFalse();
        assertThat(follows(ann, bob)).isTrue();
        assertThat(home.moves.target(home.meet(mallory).id())).isEmpty();
    }

    @Test
    void whoever_moves_again_the_next_day_goes_alone() {
        claims(fresh, bobby, bob.uri());
        moves(old, bob, bob, bobby.uri());
        home.settle();
        var other = fresh.actor("other");
        claims(fresh, other, bob.uri());
        var carl = home.member("carl");
        home.followed(carl, old, bob);

        home.pass(Duration.ofDays(1));
        old.send(home, bob, """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%s#moves/2","type":"Move","actor":"%s",
                 "object":"%s","target":"%s"}
                """.formatted(bob.uri(), bob.uri(), bob.uri(), other.uri()));
        home.settle();

        assertThat(follows(carl, other)).isFalse();
        assertThat(follows(carl, bob)).isTrue();
        assertThat(home.moves.target(home.meet(bob).id()).orElseThrow().uri()).isEqualTo(bobby.uri());
    }

    @Test
    void nobody_comes_along_to_an_account_that_has_moved_away_itself() {
        var third = fresh.actor("third");
        claims(fresh, third, bobby.uri());
        claims(fresh, bobby, bob.uri());
        moves(fresh, bobby, bobby, third.uri());
        home.settle();
        assertThat(home.moves.target(home.meet(bobby).id())).isPresent();

        moves(old, bob, bob, bobby.uri());
        home.settle();

        assertThat(home.moves.target(home.meet(bob).id())).isEmpty();
        assertThat(follows(ann, bob)).isTrue();
        assertThat(follows(ann, bobby)).isFalse();
    }

    @Test
    void who_was_blocked_before_is_blocked_after_and_nobody_follows_them_unasked() {
        var carl = home.member("carl");
        home.block(carl, home.people.byUri(bob.uri()).orElseThrow().id());
        claims(fresh, bobby, bob.uri());

        moves(old, bob, bob, bobby.uri());
        home.settle();

        var now = home.people.byUri(bobby.uri()).orElseThrow();
        boolean blocked = home.database.read(tx -> home.blocks.between(tx, carl, now.id()));
        assertThat(blocked).isTrue();
        assertThat(follows(carl, bobby)).isFalse();
    }

    @Test
    void a_member_moves_away_and_tells_their_followers() throws Unreadable {
        var carl = home.member("carl");
        home.follow(carl, ann);
        home.follower(old, bob, ann);
        claims(fresh, bobby, home.addresses.actor(ann));
        var target = home.meet(bobby).id();

        home.does(new Activity.Move(home.next(), ann, target));
        home.settle();

        var move = old.delivered(WireActivity.Kind.MOVE).getFirst();
        assertThat(move.actor()).isEqualTo(home.addresses.actor(ann));
        assertThat(move.subjectId()).contains(home.addresses.actor(ann));
        assertThat(move.target().flatMap(WireActivity.Subject::id)).contains(bobby.uri());
        var document = WireActor.read(
                WireJson.parse(home.get(home.addresses.actor(ann)).body().getBytes(UTF_8)));
        assertThat(document.movedTo()).contains(bobby.uri());
        assertThat(follows(carl, bobby)).isTrue();
    }

    @Test
    void a_member_who_moves_here_says_so_before() throws Unreadable {
        home.does(new Activity.ClaimAliases(home.next(), ann, List.of(bob.uri())));
        home.settle();

        var document = WireActor.read(
                WireJson.parse(home.get(home.addresses.actor(ann)).body().getBytes(UTF_8)));
        assertThat(document.alsoKnownAs()).containsExactly(bob.uri());

        var carl = home.member("carl");
        home.followed(carl, old, bob);
        moves(old, bob, bob, home.addresses.actor(ann));
        home.settle();
        assertThat(home.database
                        .read(tx -> home.follows.between(tx, carl, ann))
                        .orElseThrow()
                        .state())
                .isEqualTo(FollowState.ACCEPTED);
    }

    @Test
    void a_move_to_who_does_not_claim_the_mover_is_refused_with_a_reason() {
        var target = home.meet(bobby).id();

        assertThat(home.does(new Activity.Move(home.next(), ann, target)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo("move.unclaimed"));
        assertThat(home.does(new Activity.Follow(home.next(), ann, target, FollowWish.USUAL)))
                .isInstanceOf(Outcome.Done.class);
    }
}
