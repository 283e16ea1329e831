// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.TestKeys;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activity.PollDraft;
import org.allmende.activity.Reach;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitypub.ForeignServer.Page;
import org.allmende.activitypub.ForeignServer.Received;
import org.allmende.activitystreams.SigningKey;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireActivity.Kind;
import org.allmende.base.ActorId;
import org.allmende.base.RsaKeys;
import org.allmende.database.DatabaseAddress;
import org.allmende.database.Job;
import org.allmende.moderation.Level;
import org.allmende.people.FollowState;
import org.allmende.posts.Reader;
import org.allmende.signatures.HttpSignature;
import org.allmende.signatures.ObjectProof;
import org.allmende.signatures.SignatureCheck.Claim;
import org.allmende.signatures.SignatureCheck.Proved;
import org.allmende.signatures.SignedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What others are told, how often, and what they are never told.
abstract class DeliveryContract {

    private static final RsaKeys BOBS = TestKeys.RSA;

    abstract DatabaseAddress database();

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private ForeignServer elsewhere;
    private ActorId ann;
    private Actor bob;

    @BeforeEach
    void bob_follows_ann() {
        home = new HomeInstance(clock, database());
        there = new ForeignServer(clock);
        elsewhere = new ForeignServer(clock);
        ann = home.member("ann");
        bob = there.actor("bob", BOBS);
        home.follower(there, bob, ann);
        home.settle();
    }

    @AfterEach
    void all_go_home() {
        home.close();
        there.close();
        elsewhere.close();
    }

    private ActorId id(Actor actor) {
        return home.meet(actor).id();
    }

    private boolean proved(Received received) {
        var request = new SignedRequest(
                received.method(), URI.create(there.base), received.target(), received.headers(), received.body());
        var key = new SigningKey.Rsa(home.people.keys(ann).orElseThrow().rsa().open());
        return HttpSignature.read(request, clock.instant()) instanceof Claim claim && claim.by(key) instanceof Proved;
    }

    @Test
    void who_follows_is_told_that_they_may() {
        var accept = there.delivered(Kind.ACCEPT).getFirst();

        assertThat(accept.actor()).isEqualTo(home.addresses.actor(ann));
        assertThat(accept.embedded().orElseThrow().address("actor")).contains(bob.uri());
    }

    @Test
    void a_post_goes_once_to_each_server_with_signature_and_proof() throws Unreadable {
        home.follower(there, there.actor("carol", BOBS), ann);
        home.settle();

        var post = home.says(ann, "Hello out there", Audience.PUBLIC);
        home.settle();

        var creates = there.delivered().stream()
                .filter(one -> one.activity().kind() == Kind.CREATE)
                .toList();
        assertThat(creates).hasSize(1);
        assertThat(creates.getFirst().target()).isEqualTo("/inbox");
        assertThat(proved(creates.getFirst())).isTrue();
        var note = creates.getFirst().activity().embedded().orElseThrow();
        assertThat(note.id()).contains(home.addresses.post(post));
        var key = new SigningKey.Ed25519(
                home.people.keys(ann).orElseThrow().ed25519().open());
        assertThat(((Claim) ObjectProof.read(note, clock.instant())).by(key)).isInstanceOf(Proved.class);
        // What is served is what was sent, to the byte.
        assertThat(home.get(home.addresses.post(post)).body())
                .isEqualTo(note.raw().toString());
        assertThat(home.posts.object(post))
                .hasValueSatisfying(bytes -> assertThat(new String(bytes, UTF_8))
                        .isEqualTo(note.raw().toString()));
    }

    @Test
    void what_is_local_never_leaves() {
        var before = there.delivered().size();

        var post = home.says(ann, "among us", Audience.LOCAL, id(bob));
        var answer = home.says(
                ann, HomeInstance.draft("still", Audience.LOCAL, Optional.of(post), Optional.empty(), id(bob)));
        home.does(new Activity.Edit(
                home.next(),
                ann,
                post,
                HomeInstance.draft("better", Audience.PUBLIC, Optional.empty(), Optional.empty(), id(bob))));
        home.does(new Activity.Pin(home.next(), ann, post));
        home.does(new Activity.Share(home.next(), ann, home.ids.post(), post, Audience.LOCAL));
        home.does(new Activity.Unshare(home.next(), ann, post));
        home.does(new Activity.Erase(home.next(), ann, answer));
        home.settle();

        assertThat(there.delivered()).hasSize(before);
        assertThat(home.get(home.addresses.post(post)).statusCode()).isEqualTo(404);
        assertThat(there.read(home.addresses.post(post), bob).statusCode()).isEqualTo(404);
        assertThat(home.get(home.addresses.post(answer)).statusCode()).isEqualTo(404);
        assertThat(home.get(home.addresses.outbox(ann) + "?page=true").body())
                .doesNotContain("among us")
                .doesNotContain("better");
        assertThat(home.get(home.addresses.featured(ann)).body()).doesNotContain("better");
    }

    @Test
    void a_letter_goes_only_to_whom_it_names() {
        var carol = elsewhere.actor("carol", BOBS);

        home.says(ann, "psst", Audience.DIRECT, id(carol));
        home.settle();

        assertThat(there.delivered(Kind.CREATE)).isEmpty();
        assertThat(elsewhere.delivered(Kind.CREATE)).hasSize(1);
        assertThat(elsewhere.delivered(Kind.CREATE).getFirst().audience().to()).containsExactly(carol.uri());
    }

    @Test
    void a_private_answer_to_somebody_unnamed_does_not_reach_them() {
        home.followed(ann, there, bob);
        there.send(
                home,
                bob,
                ForeignServer.create(bob, ForeignServer.note(there.base + "/notes/1", bob, "public talk", "")));
        var parent = home.posts.idOf(there.base + "/notes/1");
        var carol = elsewhere.actor("carol", BOBS);

        home.says(ann, HomeInstance.draft("look at this", Audience.DIRECT, parent, Optional.empty(), id(carol)));
        home.settle();

        assertThat(there.delivered(Kind.CREATE)).isEmpty();
        assertThat(elsewhere.delivered(Kind.CREATE)).hasSize(1);
    }

    @Test
    void a_busy_server_is_asked_again() {
        there.inbox(500);
        home.says(ann, "Hello", Audience.PUBLIC);
        home.settle();
        there.inbox(202);

        home.pass(Duration.ofMinutes(1));
        home.pass(Duration.ofHours(1));

        assertThat(there.delivered(Kind.CREATE)).hasSize(2);
    }

    @Test
    void a_server_that_asks_for_quiet_gets_it() {
        there.inbox(_ -> new Page(429, "text/plain", "", Map.of("Retry-After", "600")));
        home.says(ann, "One", Audience.PUBLIC);
        home.settle();
        there.inbox(202);

        home.says(ann, "Two", Audience.PUBLIC);
        home.pass(Duration.ofMinutes(5));
        assertThat(there.delivered(Kind.CREATE)).hasSize(1);
        home.pass(Duration.ofMinutes(6));

        assertThat(there.delivered(Kind.CREATE)).hasSize(3);
    }

    @Test
    void what_is_refused_for_good_is_not_repeated() {
        there.inbox(403);
        home.says(ann, "Hello", Audience.PUBLIC);
        home.settle();

        home.pass(Duration.ofDays(1));

        assertThat(there.delivered(Kind.CREATE)).hasSize(1);
        assertThat(home.jobs.dead(10))
                .anySatisfy(job -> assertThat(job.reason()).contains("403"));
    }

    @Test
    void who_is_gone_is_asked_after_and_taken_at_their_homes_word() {
        there.inbox(410);
        there.says("/users/bob", new Page(410, "text/plain", "", Map.of()));
        home.does(new Activity.Block(home.next(), ann, id(bob)));

        home.settle();

        assertThat(home.people.byUri(bob.uri()).orElseThrow().erased()).isTrue();
    }

    @Test
    void who_does_not_read_the_first_signature_gets_the_second_and_from_then_on_only_that() {
        var knocks = new AtomicInteger();
        there.inbox(received -> {
            knocks.incrementAndGet();
            return new Page(received.headers().containsKey("signature-input") ? 202 : 401, "text/plain", "", Map.of());
        });

        home.says(ann, "One", Audience.PUBLIC);
        home.settle();
        home.says(ann, "Two", Audience.PUBLIC);
        home.settle();

        assertThat(knocks).hasValue(3);
        assertThat(there.delivered())
                .filteredOn(one -> one.headers().containsKey("signature-input"))
                .hasSize(2)
                .allMatch(this::proved);
    }

    @Test
    void a_dead_server_is_left_alone_until_it_writes() {
        there.inbox(500);
        home.says(ann, "first", Audience.PUBLIC);
        home.settle();
        for (var day = 0; day < 9; day++) {
            home.pass(Duration.ofDays(1));
        }
        var before = there.delivered().size();
        there.inbox(202);
        home.says(ann, "unheard", Audience.PUBLIC);
        home.settle();
        home.says(ann, "unheard too", Audience.PUBLIC);
        home.settle();
        var meanwhile = there.delivered().size() - before;

        there.send(
                home,
                bob,
                ForeignServer.activity(bob.uri() + "/likes/1", "Like", bob, "\"" + there.base + "/notes/none\""));
        home.says(ann, "welcome back", Audience.PUBLIC);
        home.settle();

        assertThat(meanwhile).isLessThanOrEqualTo(1);
        assertThat(there.delivered().getLast().text()).contains("welcome back");
    }

    @Test
    void a_crash_neither_loses_nor_doubles() {
        there.inbox(500);
        for (var number = 0; number < 20; number++) {
            home.says(ann, "number " + number, Audience.PUBLIC);
        }
        home.settle();
        there.inbox(202);
        var before = there.delivered().size();

        home = home.restarted();
        home.pass(Duration.ofMinutes(2));
        home = home.restarted();
        home.pass(Duration.ofMinutes(2));

        var ids = there.delivered().subList(before, there.delivered().size()).stream()
                .map(one -> one.activity().id().orElseThrow())
                .toList();
        assertThat(ids).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void telling_the_same_again_after_a_crash_writes_nothing_twice() {
        var post = home.says(ann, "Hello", Audience.PUBLIC);
        home.settle();
        var number = home.database.read(
                tx -> tx.query("SELECT max(id) FROM outgoing").mapTo(Long.class).one());
        var again = new Dispatch(Dispatch.Kind.CREATE, number, ann, post.value(), "");

        home.database.write(tx -> {
            tx.later(Job.of("activitypub.distribute", again.payload()));
            return true;
        });
        home.settle();

        assertThat(there.delivered(Kind.CREATE)).hasSize(1);
    }

    @Test
    void an_edit_and_an_end_reach_those_who_had_the_post() {
        var post = home.says(ann, "helo", Audience.PUBLIC);
        home.settle();
        var carol = elsewhere.actor("carol", BOBS);
        elsewhere.send(
                home,
                carol,
                ForeignServer.create(
                        carol,
                        ForeignServer.note(
                                elsewhere.base + "/notes/1",
                                carol,
                                "hi",
                                "\"inReplyTo\":\"" + home.addresses.post(post) + '"')));

        home.does(new Activity.Edit(
                home.next(),
                ann,
                post,
                HomeInstance.draft("hello", Audience.PUBLIC, Optional.empty(), Optional.empty())));
        home.settle();
        home.does(new Activity.Erase(home.next(), ann, post));
        home.settle();

        for (var server : List.of(there, elsewhere)) {
            assertThat(server.delivered(Kind.UPDATE)).hasSize(1);
            assertThat(server.delivered(Kind.UPDATE).getFirst().json().raw().toString())
                    .contains("hello");
            assertThat(server.delivered(Kind.DELETE)).hasSize(1);
            assertThat(server.delivered(Kind.DELETE).getFirst().subjectId()).contains(home.addresses.post(post));
        }
        assertThat(home.get(home.addresses.post(post)).statusCode()).isEqualTo(410);
        assertThat(home.get(home.addresses.birth(post)).statusCode()).isEqualTo(410);
    }

    @Test
    void what_was_taken_back_before_it_came_does_not_count() {
        var mine = home.says(ann, "like me", Audience.PUBLIC);
        var like = ForeignServer.activity(bob.uri() + "/likes/1", "Like", bob, '"' + home.addresses.post(mine) + '"');

        there.send(home, bob, ForeignServer.activity(bob.uri() + "/undos/1", "Undo", bob, like));
        there.send(home, bob, like);

        assertThat(home.posts.find(mine, Reader.ANYONE).orElseThrow().likes()).isZero();
    }

    @Test
    void what_is_for_friends_both_ways_goes_only_to_them() {
        var carol = elsewhere.actor("carol", BOBS);
        home.follower(elsewhere, carol, ann);
        home.followed(ann, elsewhere, carol);

        home.says(ann, "among friends", new Audience(Reach.MUTUALS, false));
        home.settle();

        assertThat(there.delivered(Kind.CREATE)).isEmpty();
        assertThat(elsewhere.delivered(Kind.CREATE)).hasSize(1);
        assertThat(elsewhere.delivered().getLast().target()).isEqualTo("/users/carol/inbox");
    }

    @Test
    void what_is_over_is_forgotten() {
        home.says(ann, "Hello", Audience.PUBLIC);
        home.settle();
        clock.pass(Duration.ofDays(20));

        home.database.write(tx -> {
            home.federation.tidy(tx);
            return true;
        });

        assertThat(home.database.<Long>read(tx -> tx.query("SELECT count(*) FROM outgoing")
                        .mapTo(Long.class)
                        .one()))
                .isZero();
    }

    @Test
    void a_like_is_taken_back_under_its_own_name_and_given_anew_under_another() {
        home.followed(ann, there, bob);
        there.send(
                home, bob, ForeignServer.create(bob, ForeignServer.note(there.base + "/notes/1", bob, "like me", "")));
        var post = home.posts.idOf(there.base + "/notes/1").orElseThrow();

        home.does(new Activity.Like(home.next(), ann, post));
        home.does(new Activity.Unlike(home.next(), ann, post));
        home.does(new Activity.Like(home.next(), ann, post));
        home.settle();

        var likes = there.delivered(Kind.LIKE);
        var undo = there.delivered(Kind.UNDO).getFirst();
        assertThat(likes).hasSize(2).extracting(WireActivity::id).doesNotHaveDuplicates();
        assertThat(likes).extracting(WireActivity::id).contains(undo.subjectId());
        assertThat(likes.getFirst().subjectId()).contains(there.base + "/notes/1");
    }

    @Test
    void a_share_goes_to_followers_and_author_and_is_taken_back_there() {
        var carol = elsewhere.actor("carol", BOBS);
        home.followed(ann, elsewhere, carol);
        elsewhere.send(
                home,
                carol,
                ForeignServer.create(carol, ForeignServer.note(elsewhere.base + "/notes/1", carol, "share me", "")));
        var post = home.posts.idOf(elsewhere.base + "/notes/1").orElseThrow();

        home.does(new Activity.Share(home.next(), ann, home.ids.post(), post, Audience.PUBLIC));
        home.settle();
        home.does(new Activity.Unshare(home.next(), ann, post));
        home.settle();

        for (var server : List.of(there, elsewhere)) {
            assertThat(server.delivered(Kind.ANNOUNCE)).hasSize(1);
            assertThat(server.delivered(Kind.ANNOUNCE).getFirst().subjectId()).contains(elsewhere.base + "/notes/1");
            assertThat(server.delivered(Kind.UNDO))
                    .extracting(WireActivity::subjectId)
                    .containsExactly(server.delivered(Kind.ANNOUNCE).getFirst().id());
        }
    }

    @Test
    void a_follow_is_asked_and_taken_back_under_one_name() {
        home.follow(ann, id(bob));
        home.does(new Activity.Unfollow(home.next(), ann, id(bob)));
        home.settle();

        // The first may have been taken back before it was ever written out.
        assertThat(there.delivered(Kind.UNDO)).hasSize(1);
        assertThat(there.delivered(Kind.FOLLOW))
                .allSatisfy(follow -> assertThat(follow.id())
                        .isEqualTo(there.delivered(Kind.UNDO).getFirst().subjectId()));
    }

    @Test
    void a_request_waits_for_an_answer_and_gets_it() {
        var locked = home.locked("lea");
        home.follower(there, bob, locked);
        home.settle();
        assertThat(home.follows.between(id(bob), locked).orElseThrow().state()).isEqualTo(FollowState.WAITING);

        home.does(new Activity.RejectFollow(home.next(), locked, id(bob)));
        home.settle();

        assertThat(there.delivered(Kind.REJECT)).hasSize(1);
        assertThat(there.delivered(Kind.REJECT).getFirst().subjectId().orElseThrow())
                .startsWith(bob.uri() + "/follows/");
        assertThat(there.delivered(Kind.ACCEPT)).hasSize(1);
    }

    @Test
    void who_takes_back_their_own_follow_is_not_rejected_for_it() {
        var follow = ForeignServer.activity(
                bob.uri() + "/follows/again", "Follow", bob, '"' + home.addresses.actor(ann) + '"');

        there.send(home, bob, ForeignServer.activity(bob.uri() + "/undos/1", "Undo", bob, follow));
        home.settle();

        assertThat(home.follows.between(id(bob), ann)).isEmpty();
        assertThat(there.delivered(Kind.REJECT)).isEmpty();
    }

    @Test
    void a_vote_goes_to_who_asked() {
        home.followed(ann, there, bob);
        var question = """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%s/notes/1","type":"Question",
                 "attributedTo":"%s","content":"tea?","to":["https://www.w3.org/ns/activitystreams#Public"],
                 "oneOf":[{"type":"Note","name":"tea"},{"type":"Note","name":"coffee"}],
                 "endTime":"%s"}
                """.formatted(there.base, bob.uri(), clock.instant().plus(Duration.ofDays(1)));
        there.send(home, bob, ForeignServer.create(bob, question));
        var post = home.posts.idOf(there.base + "/notes/1").orElseThrow();

        home.does(new Activity.Vote(home.next(), ann, post, List.of(1)));
        home.settle();

        var vote = there.delivered(Kind.CREATE).getFirst().embedded().orElseThrow();
        assertThat(vote.text("name", 100)).contains("coffee");
        assertThat(vote.address("inReplyTo")).contains(there.base + "/notes/1");
        assertThat(vote.raw().has("content")).isFalse();
    }

    @Test
    void the_end_of_a_poll_is_told_with_its_counts() {
        var poll = PollDraft.of(
                List.of("tea", "coffee"), false, false, clock.instant().plus(Duration.ofHours(1)));
        var post = home.says(ann, HomeInstance.draft("tea?", Audience.PUBLIC, Optional.empty(), Optional.of(poll)));
        home.does(new Activity.Vote(home.next(), home.member("carl"), post, List.of(0)));
        home.settle();

        home.pass(Duration.ofMinutes(10));
        home.pass(Duration.ofHours(1));

        assertThat(home.posts
                        .find(post, Reader.ANYONE)
                        .orElseThrow()
                        .poll()
                        .orElseThrow()
                        .closed())
                .isTrue();
        assertThat(there.delivered(Kind.UPDATE)).hasSizeGreaterThanOrEqualTo(2);
        var last = there.delivered(Kind.UPDATE).getLast().json().raw().toString();
        assertThat(last).contains("\"closed\"").contains("\"totalItems\":1");
    }

    @Test
    void who_leaves_says_farewell() {
        home.does(new Activity.EraseActor(home.next(), ann));
        home.settle();

        assertThat(there.delivered(Kind.DELETE)).hasSize(1);
        assertThat(there.delivered(Kind.DELETE).getFirst().subjectId()).contains(home.addresses.actor(ann));
        assertThat(proved(there.delivered().getLast())).isTrue();
        assertThat(home.get(home.addresses.actor(ann)).statusCode()).isEqualTo(410);
    }

    @Test
    void nothing_goes_to_a_suspended_domain() {
        home.domains.set(there.domain(), Level.SUSPEND, false, "", "");
        home.settle();

        home.says(ann, "Hello", Audience.PUBLIC, id(bob));
        home.settle();

        assertThat(there.delivered(Kind.CREATE)).isEmpty();
    }

    @Test
    void a_report_goes_out_in_the_name_of_the_instance() {
        home.does(new Activity.Report(home.next(), ann, id(bob), List.of(), "rude", true));
        home.settle();

        var flag = there.delivered(Kind.FLAG).getFirst();
        assertThat(flag.actor()).isEqualTo(home.addresses.actor(home.federation.instanceActor()));
        assertThat(flag.json().raw().toString()).doesNotContain(home.addresses.actor(ann));
    }

    @Test
    void a_report_names_no_post_that_its_reporter_does_not_see() {
        home.followed(ann, there, bob);
        var letter = there.base + "/notes/1";
        var open = there.base + "/notes/2";
        var carl = home.member("carl");
        there.send(
                home,
                bob,
                ForeignServer.create(
                        bob,
                        ForeignServer.note(letter, bob, "psst", "")
                                .replace("https://www.w3.org/ns/activitystreams#Public", home.addresses.actor(ann))
                                .replace(bob.uri() + "/followers", home.addresses.actor(ann))));
        there.send(home, bob, ForeignServer.create(bob, ForeignServer.note(open, bob, "hello", "")));
        var posts = List.of(
                home.posts.idOf(letter).orElseThrow(), home.posts.idOf(open).orElseThrow());

        home.does(new Activity.Report(home.next(), carl, id(bob), posts, "what is this?", true));
        home.settle();

        assertThat(there.delivered(Kind.FLAG).getFirst().json().raw().toString())
                .contains(open)
                .doesNotContain(letter);
    }
}
