// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.allmende.TestKeys;
import org.allmende.activity.Audience;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitypub.ForeignServer.Received;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.base.RsaKeys;
import org.allmende.signatures.ObjectProof;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What strangers say in our conversations, passed on to those who follow them: never more than everybody may see, and
/// never without a proof.
class ForwardingTest {

    private static final RsaKeys KEYS = TestKeys.RSA;

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private ForeignServer far;
    private Actor bob;
    private ActorId anna;
    private PostId root;

    @BeforeEach
    void open() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        far = new ForeignServer(clock);
        bob = there.actor("bob", KEYS);
        anna = home.member("anna");
        home.follower(far, far.actor("carol", KEYS), anna);
        root = home.says(anna, "hello", Audience.PUBLIC);
        home.settle();
    }

    @AfterEach
    void close() {
        home.close();
        there.close();
        far.close();
    }

    private String answer(int number, PostId parent) {
        return ForeignServer.note(
                there.base + "/notes/" + number, bob, "well", "\"inReplyTo\":\"" + home.addresses.post(parent) + "\"");
    }

    private String signed(String activity) {
        try {
            var json = WireJson.parse(activity.getBytes(UTF_8)).raw();
            return ObjectProof.sign(json, bob.ed25519(), bob.uri() + "#ed25519-key", clock.instant())
                    .toString();
        } catch (Unreadable e) {
            throw new AssertionError(e);
        }
    }

    private void sends(String activity) {
        assertThat(there.send(home, bob, activity)).isEqualTo(202);
        home.settle();
    }

    private List<String> passedOn() {
        return far.delivered().stream()
                .map(Received::text)
                .filter(text -> text.contains(bob.uri()) && !text.contains("\"actor\":\"" + home.addresses.actor(anna)))
                .toList();
    }

    @Test
    void an_answer_with_a_proof_is_passed_on_byte_for_byte_and_once() {
        var create = signed(ForeignServer.create(bob, answer(1, root)));

        sends(create);
        sends(create);

        assertThat(passedOn()).containsExactly(create);
    }

    @Test
    void an_answer_without_a_proof_is_found_in_the_list_of_the_conversation() {
        sends(ForeignServer.create(bob, answer(1, root)));

        assertThat(passedOn()).isEmpty();
        assertThat(home.get(home.addresses.replies(root) + "?page=true").body()).contains(there.base + "/notes/1");
    }

    @Test
    void a_proof_that_does_not_hold_is_none() {
        var create = signed(ForeignServer.create(bob, answer(1, root)));

        sends(create.replace(">well<", ">ill<").replace("\"well\"", "\"ill\""));

        assertThat(home.posts.idOf(there.base + "/notes/1")).isPresent();
        assertThat(passedOn()).isEmpty();
    }

    @Test
    void what_is_not_for_everybody_is_passed_on_to_nobody() {
        var letter = ForeignServer.create(bob, answer(1, root))
                .replace("https://www.w3.org/ns/activitystreams#Public", home.addresses.actor(anna));
        var closed = home.says(anna, "for friends", Audience.FOLLOWERS);
        home.follower(there, bob, anna);

        sends(signed(letter));
        sends(signed(ForeignServer.create(bob, answer(2, closed))));

        assertThat(home.posts.idOf(there.base + "/notes/1")).isPresent();
        assertThat(passedOn()).isEmpty();
    }

    @Test
    void the_end_of_an_answer_is_passed_on_too() {
        sends(ForeignServer.create(bob, answer(1, root)));
        var note = there.base + "/notes/1";
        var delete = signed(ForeignServer.activity(note + "#delete", "Delete", bob, '"' + note + '"'));

        sends(delete);

        assertThat(passedOn()).containsExactly(delete);
    }

    @Test
    void nobody_makes_us_a_megaphone() {
        for (var number = 0; number < 35; number++) {
            sends(signed(ForeignServer.create(bob, answer(number, root))));
        }

        assertThat(passedOn()).hasSize(30);
    }

    @Test
    void a_share_of_what_cannot_be_had_is_tried_again_and_then_shown_to_the_administrator() {
        home.followed(anna, there, bob);
        var lost = far.base + "/notes/1";
        far.says("/notes/1", new ForeignServer.Page(503, "text/plain", "", Map.of()));

        sends(ForeignServer.activity(there.base + "/shares/1", "Announce", bob, '"' + lost + '"'));
        for (var hour = 0; hour < 12; hour++) {
            home.pass(Duration.ofHours(1));
        }

        assertThat(far.asked("/notes/1").size()).isBetween(4, 8);
        var givenUp = home.jobs.dead(50).stream()
                .filter(job -> job.reason().contains(lost))
                .toList();
        assertThat(givenUp).hasSize(1);

        far.document("/notes/1", ForeignServer.note(lost, far.actor("dave", KEYS), "back", ""));
        home.jobs.revive(givenUp.getFirst().id());
        home.settle();
        assertThat(home.post(there.base + "/shares/1")).isPresent();
    }
}
