// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activity.Policy;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireActivity.Kind;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.posts.InteractionState;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How authors here and elsewhere are asked, answer, and change their minds, in the words of GoToSocial.
class InteractionsAcrossTest {

    private static final String EVERYBODY = "https://www.w3.org/ns/activitystreams#Public";

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private ForeignServer elsewhere;
    private ActorId ann;
    private Actor bob;
    private Actor carol;

    @BeforeEach
    void ann_follows_bob() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        elsewhere = new ForeignServer(clock);
        ann = home.member("ann");
        bob = there.actor("bob");
        carol = elsewhere.actor("carol");
        home.followed(ann, there, bob);
        home.meet(carol);
        home.settle();
    }

    @AfterEach
    void all_go_home() {
        home.close();
        there.close();
        elsewhere.close();
    }

    // Ann is asked

    private PostId asksToBeAsked() {
        var asked = Policy.Rule.ONCE_ASKED;
        var draft = HomeInstance.draft("Ann says", Audience.PUBLIC, Optional.empty(), Optional.empty());
        return home.says(ann, draft.withPolicy(Optional.of(new Policy(asked, asked, asked, asked))));
    }

    private String request(String type, PostId post, String instrument) {
        return """
                {"@context":["https://www.w3.org/ns/activitystreams","https://gotosocial.org/ns"],
                 "id":"%s/requests/%s","type":"%sRequest","actor":"%s","object":"%s","to":"%s","instrument":%s}
                """.formatted(
                        there.base,
                        home.ids.next(),
                        type,
                        bob.uri(),
                        home.addresses.post(post),
                        home.addresses.actor(ann),
                        instrument);
    }

    private String instrument(String type, PostId post) {
        return """
                {"id":"%s/%s/1","type":"%s","object":"%s","attributedTo":"%s","to":["%s"]}
                """.formatted(there.base, type, type, home.addresses.post(post), bob.uri(), EVERYBODY);
    }

    private Post now(PostId post) {
        return home.posts.find(post, Reader.ANYONE).orElseThrow();
    }

    private void allows(PostId post, String address) {
        home.does(new Activity.AllowDeed(home.next(), ann, post, address, Optional.empty()));
        home.settle();
    }

    @Test
    void a_like_that_was_asked_for_counts_once_the_author_agrees_and_its_stamp_is_there_until_they_change_their_mind() {
        var post = asksToBeAsked();
        var like = there.base + "/Like/1";

        there.send(home, bob, request("Like", post, instrument("Like", post)));
        home.settle();
        assertThat(now(post).likes()).isZero();
        assertThat(there.delivered(Kind.ACCEPT)).isEmpty();

        allows(post, like);

        assertThat(now(post).likes()).isOne();
        var accept = there.delivered(Kind.ACCEPT).getLast();
        assertThat(accept.embedded().orElseThrow().is("LikeRequest")).isTrue();
        assertThat(accept.embedded().orElseThrow().address("instrument")).contains(like);
        var stamp = accept.json().address("result").orElseThrow();
        assertThat(home.get(stamp).body())
                .contains("\"LikeAuthorization\"", like, home.addresses.post(post), home.addresses.actor(ann));

        var answered = there.delivered(Kind.ACCEPT).size();
        there.send(home, bob, request("Like", post, instrument("Like", post)));
        home.settle();
        assertThat(there.delivered(Kind.ACCEPT)).hasSize(answered + 1);
        assertThat(now(post).likes()).isOne();

        home.does(new Activity.RevokeDeed(home.next(), ann, post, like));
        home.settle();
        assertThat(now(post).likes()).isZero();
        assertThat(home.get(stamp).statusCode()).isEqualTo(404);
        assertThat(there.delivered(Kind.DELETE).getLast().subjectId()).contains(stamp);
    }

    @Test
    void the_same_request_sent_twice_is_answered_twice() {
        var everybody = Policy.Rule.EVERYBODY;
        var draft = HomeInstance.draft("Ann says", Audience.PUBLIC, Optional.empty(), Optional.empty());
        var post =
                home.says(ann, draft.withPolicy(Optional.of(new Policy(everybody, everybody, everybody, everybody))));
        var like = request("Like", post, instrument("Like", post));
        var quote = request(
                "Quote",
                post,
                ForeignServer.note(
                        there.base + "/notes/q", bob, "Look", "\"quote\":\"" + home.addresses.post(post) + '"'));

        for (var asked : new String[] {like, quote}) {
            var before = there.delivered(Kind.ACCEPT).size();
            there.send(home, bob, asked);
            home.settle();
            there.send(home, bob, asked);
            home.settle();
            assertThat(there.delivered(Kind.ACCEPT)).hasSize(before + 2);
        }
        assertThat(now(post).likes()).isOne();
    }

    @Test
    void a_share_that_was_refused_is_none_and_the_refusal_names_the_request() {
        var post = asksToBeAsked();
        there.send(home, bob, request("Announce", post, instrument("Announce", post)));
        home.settle();

        home.does(new Activity.RefuseDeed(home.next(), ann, post, there.base + "/Announce/1"));
        home.settle();

        assertThat(now(post).shares()).isZero();
        var reject = there.delivered(Kind.REJECT).getLast();
        assertThat(reject.embedded().orElseThrow().is("AnnounceRequest")).isTrue();
        there.send(home, bob, request("Announce", post, instrument("Announce", post)));
        home.settle();
        assertThat(now(post).shares()).isZero();
    }

    @Test
    void an_answer_of_somebody_who_did_not_ask_waits_all_the_same() {
        var post = asksToBeAsked();
        var uri = there.base + "/notes/r";
        var note = ForeignServer.note(uri, bob, "I answer", "\"inReplyTo\":\"" + home.addresses.post(post) + '"');
        there.send(home, bob, ForeignServer.create(bob, note));
        home.settle();

        assertThat(home.post(uri)).isEmpty();
        assertThat(home.get("/ap/posts/" + post + "/replies?page=true").body()).doesNotContain(uri);
        assertThat(home.posts.byUri(uri, Reader.member(ann))).isPresent();

        allows(post, uri);

        assertThat(home.post(uri)).isPresent();
        var accept = there.delivered(Kind.ACCEPT).getLast();
        assertThat(accept.subjectId()).contains(uri);
        assertThat(home.get(accept.json().address("result").orElseThrow()).body())
                .contains("\"ReplyAuthorization\"", uri);
        // Somebody else can neither ask nor act in his name.
        var forged = request("Reply", post, note).replace(bob.uri(), carol.uri());
        assertThat(elsewhere.send(home, carol, forged)).isGreaterThanOrEqualTo(200);
        assertThat(home.posts.interactions().find(post, uri).orElseThrow().actor())
                .isEqualTo(home.meet(bob).id());
    }

    // Ann asks

    private PostId bobWantsToBeAsked() {
        var rule = "{\"automaticApproval\":[\"" + bob.uri() + "\"],\"manualApproval\":[\"" + EVERYBODY + "\"]}";
        var note = ForeignServer.note(
                there.base + "/notes/1",
                bob,
                "Ask me",
                "\"interactionPolicy\":{\"canLike\":%1$s,\"canReply\":%1$s,\"canAnnounce\":%1$s}".formatted(rule));
        there.send(home, bob, ForeignServer.create(bob, note));
        home.settle();
        return home.posts.idOf(there.base + "/notes/1").orElseThrow();
    }

    private void answers(Actor author, ForeignServer server, String type, WireActivity request) {
        var instrument = request.instrument().orElseThrow().id().orElseThrow();
        var kind = request.json().types().getFirst();
        server.send(home, author, """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%1$s/answers/%2$s","type":"%3$s",
                 "actor":"%4$s","object":{"type":"%5$s","id":"%6$s","actor":"%7$s","object":"%8$s",
                 "instrument":"%9$s"},"result":"%1$s/stamps/%2$s"}
                """.formatted(
                        server.base,
                        home.ids.next(),
                        type,
                        author.uri(),
                        kind,
                        request.id().orElseThrow(),
                        request.actor(),
                        request.subjectId().orElseThrow(),
                        instrument));
        home.settle();
    }

    @Test
    void a_member_likes_and_shares_once_the_author_elsewhere_agrees() {
        var post = bobWantsToBeAsked();

        home.does(new Activity.Like(home.next(), ann, post));
        home.does(new Activity.Share(home.next(), ann, home.ids.post(), post, Audience.PUBLIC));
        home.settle();

        assertThat(there.delivered(Kind.LIKE)).isEmpty();
        assertThat(there.delivered(Kind.ANNOUNCE)).isEmpty();
        assertThat(now(post).likes()).isZero();
        var like = there.delivered(Kind.LIKE_REQUEST).getLast();
        var share = there.delivered(Kind.ANNOUNCE_REQUEST).getLast();
        assertThat(like.subjectId()).contains(there.base + "/notes/1");
        // Only who is asked can answer.
        answers(carol, elsewhere, "Accept", like);
        assertThat(now(post).likes()).isZero();

        answers(bob, there, "Accept", like);
        answers(bob, there, "Accept", share);

        assertThat(now(post).likes()).isOne();
        assertThat(now(post).shares()).isOne();
        assertThat(there.delivered(Kind.LIKE)).isEmpty();
        var announce = there.delivered(Kind.ANNOUNCE).getLast();
        assertThat(announce.id()).isEqualTo(share.instrument().orElseThrow().id());
        assertThat(announce.json().address("announceAuthorization")).isPresent();

        home.does(new Activity.Unlike(home.next(), ann, post));
        home.settle();
        assertThat(there.delivered(Kind.UNDO).getLast().subjectId())
                .isEqualTo(like.instrument().orElseThrow().id());
    }

    @Test
    void an_answer_goes_to_the_author_alone_until_they_agree_and_vanishes_when_they_take_that_back() {
        home.follower(elsewhere, carol, ann);
        var post = bobWantsToBeAsked();
        home.settle();

        var answer = home.says(ann, HomeInstance.draft("May I", Audience.PUBLIC, Optional.of(post), Optional.empty()));
        home.settle();

        var request = there.delivered(Kind.REPLY_REQUEST).getLast();
        assertThat(elsewhere.delivered(Kind.CREATE)).isEmpty();
        assertThat(home.posts.find(answer, Reader.ANYONE)).isEmpty();
        assertThat(home.get("/ap/posts/" + answer).statusCode()).isEqualTo(404);

        answers(bob, there, "Accept", request);

        assertThat(home.posts.find(answer, Reader.ANYONE)).isPresent();
        var create = elsewhere.delivered(Kind.CREATE).getLast();
        var stamp =
                create.embedded().orElseThrow().address("replyAuthorization").orElseThrow();
        assertThat(stamp).startsWith(there.base);

        elsewhere.send(
                home, carol, ForeignServer.activity(elsewhere.base + "/d/1", "Delete", carol, '"' + stamp + '"'));
        home.settle();
        assertThat(home.posts.find(answer, Reader.ANYONE)).isPresent();
        there.send(home, bob, ForeignServer.activity(there.base + "/d/1", "Delete", bob, '"' + stamp + '"'));
        home.settle();
        assertThat(home.posts.find(answer, Reader.ANYONE)).isEmpty();
    }

    @Test
    void what_is_refused_elsewhere_is_never_sent_to_anybody() {
        home.follower(elsewhere, carol, ann);
        var post = bobWantsToBeAsked();
        var answer = home.says(ann, HomeInstance.draft("May I", Audience.PUBLIC, Optional.of(post), Optional.empty()));
        home.settle();

        answers(bob, there, "Reject", there.delivered(Kind.REPLY_REQUEST).getLast());

        assertThat(home.posts.find(answer, Reader.ANYONE)).isEmpty();
        assertThat(elsewhere.delivered(Kind.CREATE)).isEmpty();
        assertThat(home.posts.interactions().of(answer).orElseThrow().state()).isEqualTo(InteractionState.REJECTED);
    }

    // Others among themselves

    @Test
    void strangers_answers_to_strangers_are_shown_with_the_authors_word_only() {
        var bobs = home.addresses.post(bobWantsToBeAsked());
        assertThat(bobs).isNotEmpty();
        var uri = elsewhere.base + "/notes/r";
        var stamp = there.base + "/stamps/1";
        var forged = elsewhere.base + "/stamps/1";
        for (var address : new String[] {stamp, forged}) {
            var body = """
                    {"@context":"https://www.w3.org/ns/activitystreams","id":"%s","type":"ReplyAuthorization",
                     "attributedTo":"%s","interactingObject":"%s","interactionTarget":"%s/notes/1"}
                    """.formatted(address, bob.uri(), uri, there.base);
            (address.equals(stamp) ? there : elsewhere).document("/stamps/1", body);
        }
        answersBob(uri, "");
        assertThat(home.post(uri)).isEmpty();

        answersBob(uri + "2", ",\"replyAuthorization\":\"" + forged + '"');
        assertThat(home.post(uri + "2")).isEmpty();
        // A stamp speaks of one answer alone.
        answersBob(uri + "3", ",\"replyAuthorization\":\"" + stamp + '"');
        assertThat(home.post(uri + "3")).isEmpty();

        // Who follows the author hears them agree.
        there.send(home, bob, """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%1$s/accepts/9","type":"Accept",
                 "actor":"%2$s","object":"%3$s","target":"%1$s/notes/1"}
                """.formatted(there.base, bob.uri(), uri));
        home.settle();
        assertThat(home.post(uri)).isPresent();

        var fourth = uri + "4";
        there.document("/stamps/4", """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%1$s/stamps/4","type":"ReplyAuthorization",
                 "attributedTo":"%2$s","interactingObject":"%3$s","interactionTarget":"%1$s/notes/1"}
                """.formatted(there.base, bob.uri(), fourth));
        answersBob(fourth, ",\"replyAuthorization\":\"" + there.base + "/stamps/4\"");
        assertThat(home.post(fourth)).isPresent();
    }

    private void answersBob(String uri, String rest) {
        var note = ForeignServer.note(uri, carol, "So what", "\"inReplyTo\":\"" + there.base + "/notes/1\"" + rest);
        elsewhere.send(home, carol, ForeignServer.create(carol, note));
        home.settle();
    }
}
