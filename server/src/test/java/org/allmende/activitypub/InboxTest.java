// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.TestKeys;
import org.allmende.activity.Audience;
import org.allmende.activity.PollDraft;
import org.allmende.activity.Reach;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.RsaKeys;
import org.allmende.moderation.Level;
import org.allmende.people.FollowState;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import org.allmende.signatures.HttpSignature.Scheme;
import org.allmende.signatures.HttpSignature.Signer;
import org.allmende.signatures.LdSigner;
import org.allmende.signatures.ObjectProof;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What strangers may write into the commons, and all the ways in which they may not.
class InboxTest {

    private static final RsaKeys BOBS = TestKeys.RSA;
    private static final RsaKeys MALLORYS = TestKeys.OTHER;

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private ForeignServer elsewhere;
    private ActorId ann;
    private Actor bob;
    private Actor mallory;

    @BeforeEach
    void ann_follows_bob_and_mallory_is_about() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        elsewhere = new ForeignServer(clock);
        ann = home.member("ann");
        bob = there.actor("bob", BOBS);
        mallory = elsewhere.actor("mallory", MALLORYS);
        home.followed(ann, there, bob);
    }

    @AfterEach
    void all_go_home() {
        home.close();
        there.close();
        elsewhere.close();
    }

    private String note(String name, String content) {
        return ForeignServer.note(there.base + "/notes/" + name, bob, content, "");
    }

    private String uri(String name) {
        return there.base + "/notes/" + name;
    }

    @Test
    void a_post_of_somebody_who_is_followed_arrives() {
        var status =
                there.send(home, bob, ForeignServer.create(bob, note("1", "Good <b>morning</b><script>x</script>")));

        assertThat(status).isEqualTo(202);
        var post = home.post(uri("1")).orElseThrow();
        assertThat(post.body().html()).contains("Good").doesNotContain("script");
        assertThat(post.author().handle()).isEqualTo("bob@" + there.domain());
        assertThat(post.audience()).isEqualTo(Audience.PUBLIC);
    }

    @Test
    void the_younger_kind_of_signature_is_read_too() {
        var status =
                there.send(home, Scheme.RFC9421, bob.signer(), ForeignServer.create(bob, note("1", "Good morning")));

        assertThat(status).isEqualTo(202);
        assertThat(home.post(uri("1"))).isPresent();
    }

    @Test
    void a_post_that_concerns_nobody_here_is_not_kept() {
        var noise = ForeignServer.note(elsewhere.base + "/notes/1", mallory, "buy", "");

        assertThat(elsewhere.send(home, mallory, ForeignServer.create(mallory, noise)))
                .isEqualTo(202);

        assertThat(home.posts.idOf(elsewhere.base + "/notes/1")).isEmpty();
    }

    @Test
    void a_forged_signature_is_refused() {
        var forged = new Signer(bob.keyId(), MALLORYS);

        assertThat(elsewhere.send(home, forged, ForeignServer.create(bob, note("1", "lies"))))
                .isEqualTo(401);

        assertThat(home.posts.idOf(uri("1"))).isEmpty();
    }

    @Test
    void no_signature_is_no_proof() {
        assertThat(there.sendUnsigned(home, ForeignServer.create(bob, note("1", "lies"))))
                .isEqualTo(401);

        assertThat(home.posts.idOf(uri("1"))).isEmpty();
    }

    @Test
    void the_key_of_another_actor_proves_nothing() {
        home.meet(mallory);
        var neighbour = there.actor("eve", MALLORYS);
        home.meet(neighbour);

        assertThat(elsewhere.send(home, mallory, ForeignServer.create(bob, note("1", "lies"))))
                .isEqualTo(401);
        assertThat(there.send(home, neighbour, ForeignServer.create(bob, note("2", "lies"))))
                .isEqualTo(401);

        assertThat(home.posts.idOf(uri("1"))).isEmpty();
        assertThat(home.posts.idOf(uri("2"))).isEmpty();
    }

    @Test
    void a_neighbour_who_claims_the_name_of_a_key_silences_nobody() {
        var eve = there.actor("eve", MALLORYS);
        there.document("/users/eve", there.actorDocument(eve, "eve").replace(eve.keyId(), bob.keyId()));
        home.meet(eve);
        clock.pass(Duration.ofMinutes(1));

        assertThat(there.send(home, bob, ForeignServer.create(bob, note("1", "still here"))))
                .isEqualTo(202);
        assertThat(there.send(home, new Signer(bob.keyId(), MALLORYS), ForeignServer.create(bob, note("2", "lies"))))
                .isEqualTo(401);
        assertThat(home.post(uri("1"))).isPresent();
        assertThat(home.posts.idOf(uri("2"))).isEmpty();
    }

    @Test
    void a_key_that_names_another_as_its_owner_proves_nothing() {
        // Mallory publishes an actor document that claims bob's key id for their own key.
        elsewhere.document(
                "/users/mallory", elsewhere.actorDocument(mallory, "m").replace(mallory.keyId(), bob.keyId()));

        assertThat(elsewhere.send(
                        home,
                        new Signer(bob.keyId(), MALLORYS),
                        ForeignServer.activity(
                                mallory.uri() + "/likes/1", "Follow", mallory, '"' + home.addresses.actor(ann) + '"')))
                .isEqualTo(401);
    }

    @Test
    void what_its_author_signed_may_be_forwarded_by_others() throws Unreadable {
        home.meet(mallory);
        var create = ForeignServer.create(bob, note("1", "Good morning"));
        var signed = LdSigner.sign(create, bob.keyId(), BOBS, clock.instant());

        assertThat(elsewhere.send(home, mallory, create)).isEqualTo(401);
        assertThat(elsewhere.sendUnsigned(home, signed)).isEqualTo(401);
        assertThat(elsewhere.send(home, mallory, signed.replace("Good morning", "Good night")))
                .isEqualTo(401);
        assertThat(home.posts.idOf(uri("1"))).isEmpty();

        assertThat(elsewhere.send(home, mallory, signed)).isEqualTo(202);
        assertThat(home.post(uri("1")).orElseThrow().body().html()).contains("Good morning");
    }

    @Test
    void what_somebody_else_signed_is_not_its_authors() throws Unreadable {
        home.meet(mallory);
        var create = ForeignServer.create(bob, note("1", "lies"));

        for (var key : List.of(mallory.keyId(), bob.keyId())) {
            assertThat(elsewhere.send(home, mallory, LdSigner.sign(create, key, MALLORYS, clock.instant())))
                    .isEqualTo(401);
        }
        var old = LdSigner.sign(create, bob.keyId(), BOBS, clock.instant().minus(Duration.ofDays(8)));
        assertThat(elsewhere.send(home, mallory, old)).isEqualTo(401);
        assertThat(home.posts.idOf(uri("1"))).isEmpty();
    }

    @Test
    void an_object_of_another_origin_is_asked_for_there() {
        home.followed(ann, elsewhere, mallory);
        there.document("/notes/1", note("1", "the truth"));

        assertThat(elsewhere.send(
                        home,
                        mallory,
                        ForeignServer.activity(elsewhere.base + "/creates/1", "Create", mallory, note("1", "lies"))))
                .isEqualTo(202);
        home.settle();

        assertThat(home.post(uri("1")).orElseThrow().body().html()).contains("truth");
    }

    @Test
    void an_object_that_its_origin_does_not_know_is_not_kept() {
        home.followed(ann, elsewhere, mallory);

        elsewhere.send(
                home,
                mallory,
                ForeignServer.activity(elsewhere.base + "/creates/1", "Create", mallory, note("1", "lies")));
        home.settle();

        assertThat(home.posts.idOf(uri("1"))).isEmpty();
    }

    @Test
    void nobody_writes_in_the_name_of_a_neighbour() {
        var eve = there.actor("eve", MALLORYS);
        home.followed(ann, there, eve);

        there.send(
                home,
                eve,
                ForeignServer.activity(there.base + "/creates/1", "Create", eve, note("1", "lies about bob")));
        home.settle();

        assertThat(home.posts.idOf(uri("1"))).isEmpty();
    }

    @Test
    void nobody_edits_or_deletes_what_is_not_theirs() {
        there.send(home, bob, ForeignServer.create(bob, note("1", "mine")));
        var eve = there.actor("eve", MALLORYS);
        there.document("/notes/1", note("1", "mine"));

        there.send(home, eve, ForeignServer.activity(there.base + "/updates/1", "Update", eve, note("1", "hers")));
        there.send(home, eve, ForeignServer.activity(there.base + "/deletes/1", "Delete", eve, '"' + uri("1") + '"'));
        elsewhere.send(
                home,
                mallory,
                ForeignServer.activity(elsewhere.base + "/deletes/1", "Delete", mallory, '"' + uri("1") + '"'));
        home.settle();

        assertThat(home.post(uri("1")).orElseThrow().body().html()).contains("mine");
    }

    @Test
    void what_is_sent_twice_counts_once() {
        var create = ForeignServer.create(bob, note("1", "hello"));
        var mine = home.says(ann, "like me", Audience.PUBLIC);
        var like = ForeignServer.activity(bob.uri() + "/likes/1", "Like", bob, '"' + home.addresses.post(mine) + '"');

        there.send(home, bob, create);
        there.send(home, bob, create);
        there.send(home, bob, like);
        there.send(home, bob, like);

        assertThat(home.people.byUri(bob.uri()).orElseThrow().posts()).isEqualTo(1);
        assertThat(home.posts.find(mine, Reader.ANYONE).orElseThrow().likes()).isEqualTo(1);
    }

    private String dated(String id, String type, String object) {
        return ForeignServer.activity(id, type, bob, object)
                .replaceFirst("\\{", "{\"published\":\"" + clock.instant().truncatedTo(ChronoUnit.MILLIS) + "\",");
    }

    @Test
    void who_changes_their_mind_twice_is_heard_also_where_the_second_like_has_the_address_of_the_first() {
        var mine = home.says(ann, "like me", Audience.PUBLIC);
        var object = '"' + home.addresses.post(mine) + '"';
        var first = dated(bob.uri() + "/likes/mine", "Like", object);
        var share = dated(bob.uri() + "/shares/mine", "Announce", object);
        there.send(home, bob, first);
        there.send(home, bob, share);
        clock.pass(Duration.ofSeconds(5));
        there.send(home, bob, dated(bob.uri() + "/undos/1", "Undo", first));
        there.send(home, bob, dated(bob.uri() + "/undos/2", "Undo", share));
        clock.pass(Duration.ofSeconds(5));
        there.send(home, bob, first);
        there.send(home, bob, share);
        assertThat(home.posts.find(mine, Reader.ANYONE).orElseThrow().likes()).isZero();
        assertThat(home.posts.find(mine, Reader.ANYONE).orElseThrow().shares()).isZero();

        var second = dated(bob.uri() + "/likes/mine", "Like", object);
        there.send(home, bob, second);
        there.send(home, bob, second);
        there.send(home, bob, dated(bob.uri() + "/shares/mine", "Announce", object));

        assertThat(home.posts.find(mine, Reader.ANYONE).orElseThrow().likes()).isEqualTo(1);
        assertThat(home.posts.find(mine, Reader.ANYONE).orElseThrow().shares()).isEqualTo(1);
        clock.pass(Duration.ofSeconds(5));
        there.send(home, bob, dated(bob.uri() + "/undos/3", "Undo", second));
        assertThat(home.posts.find(mine, Reader.ANYONE).orElseThrow().likes()).isZero();
    }

    @Test
    void who_leaves_twice_is_let_go_twice_also_where_both_have_one_address() {
        var target = '"' + home.addresses.actor(ann) + '"';
        for (var time : List.of("1", "2")) {
            var follow = dated(bob.uri() + "/follows/" + time, "Follow", target);
            there.send(home, bob, follow);
            assertThat(home.follows.between(home.meet(bob).id(), ann)).isPresent();
            clock.pass(Duration.ofSeconds(5));

            there.send(home, bob, dated(bob.uri() + "/follows/ann/undo", "Undo", follow));

            assertThat(home.follows.between(home.meet(bob).id(), ann)).isEmpty();
            clock.pass(Duration.ofSeconds(5));
        }
    }

    @Test
    void what_was_deleted_before_it_came_does_not_come() {
        var delete = ForeignServer.activity(uri("1") + "#delete", "Delete", bob, '"' + uri("1") + '"');

        assertThat(there.send(home, bob, delete)).isEqualTo(202);
        there.send(home, bob, ForeignServer.create(bob, note("1", "too late")));

        assertThat(home.posts.idOf(uri("1"))).isEmpty();
        assertThat(home.posts.erased(uri("1"))).isTrue();
    }

    @Test
    void what_was_deleted_stays_deleted() {
        var create = ForeignServer.create(bob, note("1", "regret"));
        there.send(home, bob, create);
        there.send(home, bob, ForeignServer.activity(uri("1") + "#delete", "Delete", bob, """
                {"id":"%s","type":"Tombstone"}
                """.formatted(uri("1"))));

        there.send(home, bob, create);
        there.send(home, bob, ForeignServer.activity(there.base + "/other-create", "Create", bob, note("1", "regret")));
        there.send(home, bob, ForeignServer.activity(there.base + "/updates/1", "Update", bob, note("1", "regret")));

        assertThat(home.posts.idOf(uri("1"))).isEmpty();
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
    void nobody_takes_back_what_another_did() {
        var mine = home.says(ann, "like me", Audience.PUBLIC);
        var like = ForeignServer.activity(bob.uri() + "/likes/1", "Like", bob, '"' + home.addresses.post(mine) + '"');
        there.send(home, bob, like);

        elsewhere.send(home, mallory, ForeignServer.activity(mallory.uri() + "/undos/1", "Undo", mallory, like));

        assertThat(home.posts.find(mine, Reader.ANYONE).orElseThrow().likes()).isEqualTo(1);
    }

    @Test
    void an_edit_is_seen_and_the_older_form_kept() {
        there.send(home, bob, ForeignServer.create(bob, note("1", "helo")));

        there.send(home, bob, ForeignServer.activity(there.base + "/updates/1", "Update", bob, note("1", "hello")));

        var post = home.post(uri("1")).orElseThrow();
        assertThat(post.body().html()).contains("hello");
        assertThat(home.posts.history(post.id(), Reader.ANYONE)).hasSize(2);
    }

    @Test
    void a_letter_is_read_by_whom_it_names_and_nobody_else() {
        var carl = home.member("carl");
        var letter = """
                {"id":"%s","type":"Note","attributedTo":"%s","content":"psst","to":["%s"]}
                """.formatted(uri("1"), bob.uri(), home.addresses.actor(ann));

        there.send(
                home,
                bob,
                ForeignServer.create(
                        bob,
                        letter.replace("{\"id\"", "{\"@context\":\"https://www.w3.org/ns/activitystreams\",\"id\"")));

        assertThat(home.posts.byUri(uri("1"), Reader.member(ann)).map(Post::audience))
                .contains(Audience.DIRECT);
        assertThat(home.posts.byUri(uri("1"), Reader.member(carl))).isEmpty();
        assertThat(home.post(uri("1"))).isEmpty();
    }

    @Test
    void followers_of_somebody_elses_list_are_not_the_authors() {
        var narrow = note("1", "for some")
                .replace("https://www.w3.org/ns/activitystreams#Public", elsewhere.base + "/users/mallory/followers")
                .replace(bob.uri() + "/followers", there.base + "/lists/7");

        there.send(home, bob, ForeignServer.create(bob, narrow));

        assertThat(home.posts.byUri(uri("1"), Reader.member(ann))).isEmpty();
    }

    @Test
    void from_a_suspended_domain_nothing_comes_and_nothing_is_asked() {
        home.domains.set(elsewhere.domain(), Level.SUSPEND, false, "", "");

        var status = elsewhere.send(
                home,
                mallory,
                ForeignServer.activity(
                        mallory.uri() + "/follows/1", "Follow", mallory, '"' + home.addresses.actor(ann) + '"'));

        assertThat(status).isEqualTo(202);
        assertThat(home.people.byUri(mallory.uri())).isEmpty();
        assertThat(elsewhere.asked("/users/mallory")).isEmpty();
    }

    @Test
    void who_leaves_without_ever_having_been_here_is_not_asked_for_a_key() {
        var status = elsewhere.send(
                home,
                mallory,
                ForeignServer.activity(mallory.uri() + "#delete", "Delete", mallory, '"' + mallory.uri() + '"'));

        assertThat(status).isEqualTo(202);
        assertThat(elsewhere.asked("/users/mallory")).isEmpty();
    }

    @Test
    void who_leaves_takes_everything_along() {
        there.send(home, bob, ForeignServer.create(bob, note("1", "soon gone")));

        there.send(home, bob, ForeignServer.activity(bob.uri() + "#delete", "Delete", bob, '"' + bob.uri() + '"'));
        home.settle();

        assertThat(home.posts.idOf(uri("1"))).isEmpty();
        assertThat(there.send(home, bob, ForeignServer.create(bob, note("2", "a ghost"))))
                .isEqualTo(401);
    }

    @Test
    void a_changed_key_is_asked_for_once() {
        clock.pass(Duration.ofMinutes(5));
        var renewed = new Actor("bob", bob.uri(), TestKeys.next(), bob.ed25519());
        there.publish(renewed, "bob");

        var status = there.send(home, renewed, ForeignServer.create(renewed, note("1", "new key")));

        assertThat(status).isEqualTo(202);
        assertThat(there.send(home, bob, ForeignServer.create(bob, note("2", "old key"))))
                .isEqualTo(401);
    }

    @Test
    void what_carries_a_proof_may_come_by_anybody() throws Unreadable {
        var create =
                WireJson.parse(ForeignServer.create(bob, note("1", "carried")).getBytes(UTF_8));
        var proved = ObjectProof.sign(create.raw(), bob.ed25519(), bob.uri() + "#ed25519-key", clock.instant());

        assertThat(elsewhere.send(home, mallory, proved.toString())).isEqualTo(202);
        assertThat(elsewhere.send(home, mallory, proved.toString().replace("notes/1", "notes/2")))
                .isEqualTo(401);

        assertThat(home.post(uri("1"))).isPresent();
        assertThat(home.posts.idOf(uri("2"))).isEmpty();
    }

    @Test
    void an_old_proof_can_be_read_but_is_no_deed_any_more() throws Unreadable {
        var follow = WireJson.parse(
                ForeignServer.activity(bob.uri() + "/follows/1", "Follow", bob, '"' + home.addresses.actor(ann) + '"')
                        .getBytes(UTF_8));
        var proved = ObjectProof.sign(
                follow.raw(),
                bob.ed25519(),
                bob.uri() + "#ed25519-key",
                clock.instant().minus(Duration.ofDays(30)));

        assertThat(elsewhere.send(home, mallory, proved.toString())).isEqualTo(401);
    }

    @Test
    void a_share_of_something_unknown_brings_it_from_its_home() {
        var carol = elsewhere.actor("carol", MALLORYS);
        elsewhere.document("/notes/7", ForeignServer.note(elsewhere.base + "/notes/7", carol, "worth sharing", ""));

        var status = there.send(
                home,
                bob,
                ForeignServer.activity(there.base + "/shares/1", "Announce", bob, '"' + elsewhere.base + "/notes/7\""));
        home.settle();

        assertThat(status).isEqualTo(202);
        var share = home.post(there.base + "/shares/1").orElseThrow();
        assertThat(share.shown().body().html()).contains("worth sharing");
        assertThat(share.shown().author().handle()).isEqualTo("carol@" + elsewhere.domain());
    }

    @Test
    void who_is_suspended_comes_neither_by_an_own_share_nor_by_that_of_another() {
        var carol = elsewhere.actor("carol", MALLORYS);
        home.followed(ann, elsewhere, carol);
        home.suspend(home.meet(carol).id());
        elsewhere.document("/notes/7", ForeignServer.note(elsewhere.base + "/notes/7", carol, "seven", ""));
        there.document("/notes/8", note("8", "eight"));

        there.send(
                home,
                bob,
                ForeignServer.activity(there.base + "/shares/7", "Announce", bob, '"' + elsewhere.base + "/notes/7\""));
        elsewhere.send(
                home,
                carol,
                ForeignServer.activity(elsewhere.base + "/shares/8", "Announce", carol, '"' + uri("8") + '"'));
        there.send(home, bob, ForeignServer.create(bob, note("9", "nine")));
        elsewhere.send(
                home,
                carol,
                ForeignServer.activity(elsewhere.base + "/shares/9", "Announce", carol, '"' + uri("9") + '"'));
        home.settle();

        for (var absent : List.of(
                elsewhere.base + "/notes/7",
                there.base + "/shares/7",
                elsewhere.base + "/shares/8",
                elsewhere.base + "/shares/9")) {
            assertThat(home.posts.idOf(absent)).as(absent).isEmpty();
        }
        assertThat(home.post(uri("9")).orElseThrow().shares()).isZero();
    }

    @Test
    void what_was_acknowledged_outlives_a_crash() {
        elsewhere.says("/notes/7", new ForeignServer.Page(503, "text/plain", "", Map.of()));
        there.send(
                home,
                bob,
                ForeignServer.activity(there.base + "/shares/1", "Announce", bob, '"' + elsewhere.base + "/notes/7\""));
        home = home.restarted();
        elsewhere.document(
                "/notes/7", ForeignServer.note(elsewhere.base + "/notes/7", mallory, "worth waiting for", ""));

        home.pass(Duration.ofMinutes(2));

        assertThat(home.post(there.base + "/shares/1")
                        .map(post -> post.shown().body().html()))
                .hasValueSatisfying(html -> assertThat(html).contains("waiting"));
    }

    @Test
    void an_answer_brings_what_it_answers() {
        there.document("/notes/1", note("1", "one"));
        there.document("/notes/2", ForeignServer.note(uri("2"), bob, "two", "\"inReplyTo\":\"" + uri("1") + '"'));
        var third = ForeignServer.note(uri("3"), bob, "three", "\"inReplyTo\":\"" + uri("2") + '"');

        there.send(home, bob, ForeignServer.create(bob, third));
        home.settle();

        var thread = home.posts
                .thread(home.posts.idOf(uri("3")).orElseThrow(), Reader.ANYONE)
                .orElseThrow();
        assertThat(thread.ancestors()).extracting(Post::uri).containsExactly(uri("1"), uri("2"));
    }

    @Test
    void a_conversation_in_a_circle_does_not_hold_us() {
        there.document("/notes/1", ForeignServer.note(uri("1"), bob, "one", "\"inReplyTo\":\"" + uri("3") + '"'));
        there.document("/notes/2", ForeignServer.note(uri("2"), bob, "two", "\"inReplyTo\":\"" + uri("1") + '"'));
        var third = ForeignServer.note(uri("3"), bob, "three", "\"inReplyTo\":\"" + uri("2") + '"');
        there.document("/notes/3", third);

        there.send(home, bob, ForeignServer.create(bob, third));
        home.settle();

        assertThat(home.post(uri("3"))).isPresent();
        assertThat(there.asked("/notes/1")).hasSize(1);
    }

    @Test
    void nobody_is_made_to_follow() {
        home.meet(mallory);
        var accept = ForeignServer.activity(mallory.uri() + "/accepts/1", "Accept", mallory, """
                {"type":"Follow","actor":"%s","object":"%s"}
                """.formatted(
                        home.addresses.actor(ann), mallory.uri()));

        elsewhere.send(home, mallory, accept);

        assertThat(home.follows.between(ann, home.meet(mallory).id())).isEmpty();
    }

    @Test
    void only_who_is_followed_can_accept() {
        var carol = there.actor("carol", MALLORYS);
        home.follow(ann, home.meet(carol).id());
        var accept = ForeignServer.activity(
                bob.uri() + "/accepts/9", "Accept", bob, """
                {"type":"Follow","actor":"%s","object":"%s"}
                """.formatted(home.addresses.actor(ann), carol.uri()));

        there.send(home, bob, accept);

        assertThat(home.follows
                        .between(ann, home.meet(carol).id())
                        .orElseThrow()
                        .state())
                .isEqualTo(FollowState.WAITING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"content\":\"<br>\""})
    void a_vote_counts_in_our_poll(String wordless) {
        var poll = PollDraft.of(
                List.of("tea", "coffee"), false, false, clock.instant().plus(Duration.ofHours(1)));
        var asked = home.says(ann, HomeInstance.draft("tea?", Audience.PUBLIC, Optional.empty(), Optional.of(poll)));
        var vote = """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%s/votes/1","type":"Create","actor":"%s",
                 "object":{"id":"%s#vote","type":"Note","name":"coffee","attributedTo":"%s","inReplyTo":"%s"%s}}
                """.formatted(bob.uri(), bob.uri(), bob.uri(), bob.uri(), home.addresses.post(asked), wordless);

        assertThat(there.send(home, bob, vote)).isEqualTo(202);

        var counted = home.posts.find(asked, Reader.ANYONE).orElseThrow().poll().orElseThrow();
        assertThat(counted.options().get(1).votes()).isEqualTo(1);
        assertThat(counted.voters()).isEqualTo(1);
    }

    @Test
    void a_report_reaches_the_moderators() {
        var post = home.says(ann, "rude", Audience.PUBLIC);
        var flag = """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%s/flags/1","type":"Flag","actor":"%s",
                 "content":"please look","object":["%s","%s"]}
                """.formatted(bob.uri(), bob.uri(), home.addresses.actor(ann), home.addresses.post(post));

        there.send(home, bob, flag);

        var report = home.reports.open(Page.first(10)).items().getFirst();
        assertThat(report.comment()).isEqualTo("please look");
        assertThat(report.posts()).containsExactly(post);
    }

    @Test
    void nonsense_is_answered_with_a_sentence() {
        assertThat(there.send(home, bob, "{\"type\":\"Create\"}")).isEqualTo(400);
        assertThat(there.send(home, bob, "[]")).isEqualTo(400);
        assertThat(there.send(home, bob, "{}".repeat(10))).isEqualTo(400);
        assertThat(there.send(home, bob, "\"" + "x".repeat(1_100_000) + "\"")).isEqualTo(413);
    }

    @Test
    void nobody_elsewhere_speaks_as_a_member() {
        var asAnn = new Actor("ann", home.addresses.actor(ann), MALLORYS, bob.ed25519());

        assertThat(elsewhere.send(
                        home,
                        mallory,
                        ForeignServer.activity(elsewhere.base + "/x", "Like", asAnn, '"' + uri("1") + '"')
                                .replace(elsewhere.base + "/x", home.addresses.actor(ann) + "/x")))
                .isEqualTo(403);
    }

    @Test
    void a_post_for_followers_stays_with_them() {
        var narrow = note("1", "for friends")
                .replace("https://www.w3.org/ns/activitystreams#Public", bob.uri() + "/followers");
        var carl = home.member("carl");

        there.send(home, bob, ForeignServer.create(bob, narrow));

        assertThat(home.posts
                        .byUri(uri("1"), Reader.member(ann))
                        .map(post -> post.audience().reach()))
                .contains(Reach.FOLLOWERS);
        assertThat(home.posts.byUri(uri("1"), Reader.member(carl))).isEmpty();
    }

    @Test
    void what_the_sender_may_not_see_is_answered_like_what_is_not_there() {
        var carl = home.member("carl");
        var secrets = List.of(
                home.says(ann, "for friends", Audience.FOLLOWERS),
                home.says(ann, "psst", Audience.DIRECT, carl),
                home.says(ann, "among us", Audience.LOCAL));
        var never = home.addresses.post(home.ids.post());

        for (var kind : List.of("Like", "Announce")) {
            var absent = there.send(home, bob, about(kind, never));
            for (var secret : secrets) {
                assertThat(there.send(home, bob, about(kind, home.addresses.post(secret))))
                        .isEqualTo(absent);
            }
        }

        for (var secret : secrets) {
            var post = home.posts.find(secret, Reader.member(ann)).orElseThrow();
            assertThat(post.likes() + post.shares()).isZero();
        }
    }

    private String about(String kind, String post) {
        return ForeignServer.activity(there.base + "/deeds/" + home.ids.next(), kind, bob, '"' + post + '"');
    }
}
