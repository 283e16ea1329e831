// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activity.PollDraft;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitystreams.SigningKey;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireActivity.Kind;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.people.FollowState;
import org.allmende.posts.Reader;
import org.allmende.signatures.ObjectProof;
import org.allmende.signatures.SignatureCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What comes too early, once more, or has to reach those whom nobody remembers a moment later.
class OutOfTurnTest {

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private ActorId ann;
    private Actor bob;

    @BeforeEach
    void open() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        ann = home.member("ann");
        bob = there.actor("bob");
        home.meet(bob);
    }

    @AfterEach
    void close() {
        home.close();
        there.close();
    }

    private void does(String type, String name, String object) {
        assertThat(there.send(home, bob, ForeignServer.activity(there.base + "/" + name, type, bob, object)))
                .isEqualTo(202);
        home.settle();
    }

    private String quoted(PostId post) {
        return '"' + home.addresses.post(post) + '"';
    }

    private void erases(PostId post) {
        home.does(new Activity.Erase(home.next(), ann, post));
        home.settle();
        assertThat(there.delivered(Kind.DELETE))
                .singleElement()
                .satisfies(delete -> assertThat(delete.subjectId()).contains(home.addresses.post(post)));
    }

    @Test
    void who_liked_a_post_is_told_of_its_end() {
        var post = home.says(ann, "hello", Audience.PUBLIC);
        does("Like", "likes/1", quoted(post));

        erases(post);
    }

    @Test
    void who_reacted_to_a_post_is_told_of_its_end() {
        var post = home.says(ann, "hello", Audience.PUBLIC);
        there.send(home, bob, """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%s/likes/2","type":"Like","actor":"%s",
                 "object":%s,"content":"🔥"}
                """.formatted(there.base, bob.uri(), quoted(post)));
        home.settle();
        assertThat(home.posts.find(post, Reader.ANYONE).orElseThrow().reactions())
                .isNotEmpty();

        erases(post);
    }

    @Test
    void who_voted_is_told_of_the_end_of_the_poll() {
        var poll = PollDraft.of(
                List.of("tea", "coffee"), false, false, clock.instant().plus(Duration.ofDays(1)));
        var post = home.says(ann, HomeInstance.draft("which", Audience.PUBLIC, Optional.empty(), Optional.of(poll)));
        there.send(home, bob, """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%1$s/v/1/activity","type":"Create",
                 "actor":"%2$s","object":{"id":"%1$s/v/1","type":"Note","name":"tea","attributedTo":"%2$s",
                 "inReplyTo":%3$s}}
                """.formatted(there.base, bob.uri(), quoted(post)));
        home.settle();
        assertThat(home.posts
                        .find(post, Reader.ANYONE)
                        .orElseThrow()
                        .poll()
                        .orElseThrow()
                        .voters())
                .isOne();

        erases(post);
    }

    @Test
    void what_our_members_say_to_everybody_can_be_passed_on_with_their_proof() {
        home.follower(there, bob, ann);
        home.settle();
        var post = home.says(ann, "hello", Audience.PUBLIC);
        home.settle();
        home.does(new Activity.Edit(
                home.next(),
                ann,
                post,
                HomeInstance.draft("hello all", Audience.PUBLIC, Optional.empty(), Optional.empty())));
        home.settle();
        home.does(new Activity.Erase(home.next(), ann, post));
        home.says(ann, "not for all", Audience.FOLLOWERS);
        home.settle();

        for (var kind : List.of(Kind.CREATE, Kind.UPDATE, Kind.DELETE)) {
            assertThat(proved(there.delivered(kind).getFirst())).as(kind.name()).isTrue();
        }
        assertThat(there.delivered(Kind.CREATE).getLast().json().raw().has("proof"))
                .isFalse();
    }

    private boolean proved(WireActivity activity) {
        return ObjectProof.read(activity.json(), clock.instant()) instanceof SignatureCheck.Claim claim
                && claim.keyId().equals(home.addresses.ed25519Key(ann))
                && claim.by(new SigningKey.Ed25519(
                                home.people.keys(ann).orElseThrow().ed25519().open()))
                        instanceof SignatureCheck.Proved;
    }

    private void asksToFollow() {
        home.follow(ann, home.meet(bob).id());
        home.settle();
    }

    private void accepts() {
        does("Accept", "accepts/1", """
                {"type":"Follow","actor":"%s","object":"%s"}
                """.formatted(home.addresses.actor(ann), bob.uri()));
    }

    private void says() {
        there.send(home, bob, ForeignServer.create(bob, """
                {"id":"%1$s/notes/1","type":"Note","attributedTo":"%2$s","content":"for you","to":["%2$s/followers"]}
                """.formatted(there.base, bob.uri())));
        home.settle();
    }

    private boolean heard() {
        return home.posts.byUri(there.base + "/notes/1", Reader.member(ann)).isPresent();
    }

    @Test
    void what_is_said_right_before_the_answer_to_a_wish_to_follow_is_kept_for_a_moment() {
        asksToFollow();
        says();
        assertThat(heard()).isFalse();

        accepts();

        assertThat(heard()).isTrue();
    }

    @Test
    void it_is_kept_through_a_restart_but_not_for_long() {
        asksToFollow();
        says();
        home = home.restarted();
        clock.pass(Duration.ofMinutes(11));

        accepts();

        assertThat(heard()).isFalse();
    }

    @Test
    void nothing_is_kept_of_people_whom_nobody_asked_to_follow() {
        says();
        asksToFollow();
        accepts();

        assertThat(heard()).isFalse();
    }

    private Optional<FollowState> follows() {
        return home.follows.between(home.meet(bob).id(), ann).map(facts -> facts.state());
    }

    @Test
    void who_took_a_follow_back_can_say_it_again_in_the_same_words() {
        var follow = """
                {"id":"%s/follows/ann","type":"Follow","actor":"%s","object":"%s"}
                """.formatted(there.base, bob.uri(), home.addresses.actor(ann));
        does("Follow", "follows/ann", '"' + home.addresses.actor(ann) + '"');
        does("Undo", "undo/1", follow);
        assertThat(follows()).isEmpty();

        does("Follow", "follows/ann", '"' + home.addresses.actor(ann) + '"');

        assertThat(follows()).contains(FollowState.ACCEPTED);
        var accept = there.delivered(Kind.ACCEPT).getLast();
        assertThat(accept.subjectId()).contains(there.base + "/follows/ann");
        // Ann does not want him, and what was sent is sent once more.
        home.does(new Activity.RejectFollow(home.next(), ann, home.meet(bob).id()));
        does("Follow", "follows/ann", '"' + home.addresses.actor(ann) + '"');
        assertThat(follows()).isEmpty();
    }
}
