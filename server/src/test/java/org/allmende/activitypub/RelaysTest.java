// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import org.allmende.activity.Audience;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.Vocabulary;
import org.allmende.activitystreams.WireActivity;
import org.allmende.base.ActorId;
import org.allmende.moderation.Level;
import org.allmende.signatures.LdSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Relays of both kinds, and those who only say that they are one.
class RelaysTest {

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private ForeignServer far;
    private ActorId ann;
    private Actor relay;
    private Actor bob;

    @BeforeEach
    void a_relay_and_somebody_far_away() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        far = new ForeignServer(clock);
        ann = home.member("ann");
        relay = there.actor("relay");
        bob = far.actor("bob");
        far.document("/notes/1", ForeignServer.note(far.base + "/notes/1", bob, "from afar", ""));
    }

    @AfterEach
    void all_go_home() {
        home.close();
        there.close();
        far.close();
    }

    private String asked(String address) {
        assertThat(home.federation.relays().add(address)).isTrue();
        home.settle();
        return there.delivered(WireActivity.Kind.FOLLOW).getFirst().id().orElseThrow();
    }

    private void accepts(ForeignServer server, Actor actor, String follow) {
        server.send(
                home, actor, ForeignServer.activity(actor.uri() + "/accepts/1", "Accept", actor, '"' + follow + '"'));
        home.settle();
    }

    private void passesOn(ForeignServer server, Actor actor, String post) {
        server.send(
                home, actor, ForeignServer.activity(actor.uri() + "/announces/1", "Announce", actor, '"' + post + '"'));
        home.settle();
    }

    @Test
    void a_relay_that_is_followed_as_an_actor_passes_on_and_is_told() {
        accepts(there, relay, asked(relay.uri()));

        passesOn(there, relay, far.base + "/notes/1");
        assertThat(home.post(far.base + "/notes/1").orElseThrow().body().html()).contains("from afar");

        home.says(ann, "hello", Audience.PUBLIC);
        home.says(ann, "quietly", Audience.UNLISTED);
        home.says(ann, "to friends", Audience.FOLLOWERS);
        home.settle();
        assertThat(there.delivered(WireActivity.Kind.CREATE)).hasSize(1);
    }

    @Test
    void a_relay_that_is_followed_as_the_public_is_known_by_its_answer() {
        var follow = asked(there.base + "/inbox");
        var sent = there.delivered(WireActivity.Kind.FOLLOW).getFirst();
        assertThat(sent.subjectId()).contains(Vocabulary.PUBLIC);
        passesOn(there, relay, far.base + "/notes/1");
        assertThat(home.post(far.base + "/notes/1")).isEmpty();

        accepts(there, relay, follow);
        passesOn(there, relay, far.base + "/notes/1");

        assertThat(home.post(far.base + "/notes/1")).isPresent();
    }

    // Mastodon 2.5.1: whoever sent an Accept became a relay.
    @Test
    void nobody_becomes_a_relay_by_accepting_what_was_asked_of_another() {
        var follow = asked(there.base + "/inbox");
        var mallory = far.actor("mallory");

        accepts(far, mallory, follow);
        assertThat(home.federation.relays().list().getFirst().state()).isEqualTo(Relay.State.ASKED);

        accepts(there, relay, home.addresses.actor(ann) + "/nothing");
        accepts(there, relay, follow.replaceAll("[0-9]+$", "1"));
        accepts(there, relay, follow.replace(home.federation.instanceActor().toString(), ann.toString()));
        assertThat(home.federation.relays().list().getFirst().state()).isEqualTo(Relay.State.ASKED);
    }

    @Test
    void a_relay_that_was_asked_by_name_does_not_speak_through_its_neighbours() {
        var follow = asked(relay.uri());
        var neighbour = there.actor("neighbour");

        accepts(there, neighbour, follow);
        assertThat(home.federation.relays().list().getFirst().state()).isEqualTo(Relay.State.ASKED);

        accepts(there, relay, follow);
        passesOn(there, neighbour, far.base + "/notes/1");
        assertThat(home.post(far.base + "/notes/1")).isEmpty();
    }

    @Test
    void a_relay_is_not_heard_before_it_agrees_nor_after_it_refuses() throws Unreadable {
        var follow = asked(relay.uri());
        var create = ForeignServer.create(bob, ForeignServer.note(far.base + "/notes/1", bob, "from afar", ""));

        passesOn(there, relay, far.base + "/notes/1");
        there.send(home, relay, LdSigner.sign(create, bob.keyId(), bob.rsa(), clock.instant()));
        home.settle();
        assertThat(far.asked("/notes/1")).isEmpty();

        there.send(
                home, relay, ForeignServer.activity(relay.uri() + "/rejects/1", "Reject", relay, '"' + follow + '"'));
        passesOn(there, relay, far.base + "/notes/1");
        assertThat(far.asked("/notes/1")).isEmpty();
        assertThat(home.federation.relays().list().getFirst().state()).isEqualTo(Relay.State.REFUSED);
    }

    @Test
    void what_many_relays_pass_on_is_asked_for_once() {
        accepts(there, relay, asked(relay.uri()));

        passesOn(there, relay, far.base + "/notes/1");
        passesOn(there, relay, far.base + "/notes/1");

        assertThat(far.asked("/notes/1")).hasSize(1);
    }

    @Test
    void what_a_relay_carries_of_others_is_looked_up() throws Unreadable {
        accepts(there, relay, asked(relay.uri()));
        var create = ForeignServer.create(bob, ForeignServer.note(far.base + "/notes/1", bob, "from afar", ""));

        there.send(home, relay, LdSigner.sign(create, bob.keyId(), bob.rsa(), clock.instant()));
        home.settle();

        assertThat(home.post(far.base + "/notes/1")).isPresent();
    }

    @Test
    void a_relay_that_is_left_is_told_and_heard_no_more() {
        accepts(there, relay, asked(relay.uri()));
        var id = home.federation.relays().list().getFirst().id();

        assertThat(home.federation.relays().remove(id)).isTrue();
        home.settle();
        passesOn(there, relay, far.base + "/notes/1");

        assertThat(there.delivered(WireActivity.Kind.UNDO)).hasSize(1);
        assertThat(home.post(far.base + "/notes/1")).isEmpty();
        home.says(ann, "hello", Audience.PUBLIC);
        home.settle();
        assertThat(there.delivered(WireActivity.Kind.CREATE)).isEmpty();
    }

    @Test
    void a_relay_that_follows_back_is_let() {
        accepts(there, relay, asked(relay.uri()));

        there.send(
                home,
                relay,
                ForeignServer.activity(
                        relay.uri() + "/follows/1",
                        "Follow",
                        relay,
                        '"' + home.addresses.actor(home.federation.instanceActor()) + '"'));
        home.settle();

        assertThat(there.delivered(WireActivity.Kind.ACCEPT)).hasSize(1);

        // A member whom it follows decides as about everybody else.
        var shy = home.locked("shy");
        there.send(
                home,
                relay,
                ForeignServer.activity(
                        relay.uri() + "/follows/2", "Follow", relay, '"' + home.addresses.actor(shy) + '"'));
        home.settle();
        assertThat(there.delivered(WireActivity.Kind.ACCEPT)).hasSize(1);
        boolean waits = home.database
                .read(tx -> home.follows.between(tx, home.meet(relay).id(), shy))
                .isPresent();
        assertThat(waits).isTrue();
    }

    @Test
    void an_address_of_ours_or_of_a_suspended_server_is_no_relay() {
        assertThat(home.federation.relays().add(home.addresses.sharedInbox())).isFalse();
        assertThat(home.federation.relays().add("no address")).isFalse();
        home.domains.set(there.domain(), Level.SUSPEND, false, "", "");
        assertThat(home.federation.relays().add(relay.uri())).isFalse();
    }

    @Test
    void no_more_relays_are_asked_than_can_be_looked_after() {
        var relays = home.federation.relays();
        for (var number = 0; number < Relays.COUNT_MAX; number++) {
            assertThat(relays.add("http://127.0.0.1:9/" + number)).isTrue();
        }

        assertThat(relays.add("http://127.0.0.1:9/inbox")).isFalse();
        assertThat(relays.list()).hasSize(Relays.COUNT_MAX);
    }
}
