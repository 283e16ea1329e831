// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.TestKeys;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Reach;
import org.allmende.activitystreams.WireActivity.Kind;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.Ed25519Keys;
import org.allmende.base.PostId;
import org.allmende.base.RsaKeys;
import org.allmende.signatures.ObjectProof;
import org.allmende.signatures.SignatureCheck;
import org.allmende.signatures.SignatureCheck.Claim;
import org.allmende.signatures.SignatureCheck.Proved;
import org.allmende.text.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

class DocumentsTest {

    private static final WireEmoji HERON = new WireEmoji(
            Optional.of("https://home.example/ap/emojis/1"),
            "heron",
            "https://home.example/media/1/s/original",
            "image/png",
            Optional.of(Instant.parse("2026-11-01T00:00:00Z")));
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Addresses HOME = new Addresses(URI.create("https://home.example"));
    private static final ActorId ANNA = new ActorId(7);
    private static final PostId POST = new PostId(41);
    private static final String BOB = "https://far.example/users/bob";
    private static final RsaKeys RSA = TestKeys.RSA;
    private static final Ed25519Keys ED25519 = Ed25519Keys.generate();
    private static final WirePicture PICTURE = new WirePicture(
            "https://home.example/media/1.webp",
            "image/webp",
            "A heron",
            800,
            600,
            Optional.of("LEHV6nWB2yk8pyo0adR*.7kCMdnj"),
            Optional.of(new WirePicture.Focus(0.5, -0.25)));

    private final Documents documents = new Documents(HOME);
    private final ActivityDocuments activities = new ActivityDocuments(HOME, documents);

    @Test
    void an_actor_is_read_as_it_was_meant() throws Unreadable {
        var facts = anna();

        var actor = WireActor.read(sent(documents.actor(facts)));

        assertThat(actor.id()).isEqualTo("https://home.example/ap/actors/7");
        assertThat(actor.preferredUsername()).isEqualTo("anna");
        assertThat(actor.name()).isEqualTo("Anna");
        assertThat(actor.summary()).isEqualTo("<p>Herons</p>");
        assertThat(actor.url()).isEqualTo("https://home.example/@anna");
        assertThat(actor.mailboxes())
                .isEqualTo(new WireActor.Mailboxes(
                        "https://home.example/ap/actors/7/inbox", Optional.of("https://home.example/ap/inbox")));
        assertThat(actor.lists().featured()).contains("https://home.example/ap/actors/7/featured");
        assertThat(actor.traits()).isEqualTo(facts.traits());
        assertThat(actor.icon()).contains(PICTURE);
        assertThat(actor.fields()).isEqualTo(facts.fields());
        assertThat(actor.requestKeys())
                .containsExactly(new WireKey(
                        "https://home.example/ap/actors/7#main-key", actor.id(), new SigningKey.Rsa(RSA.open())));
        assertThat(actor.proofKeys())
                .containsExactly(new WireKey(
                        "https://home.example/ap/actors/7#ed25519-key",
                        actor.id(),
                        new SigningKey.Ed25519(ED25519.open())));
        assertThat(actor.alsoKnownAs()).containsExactly("https://old.example/anna");
        assertThat(actor.webfinger()).contains(new Handle("anna", "home.example"));
        assertThat(actor.published()).contains(NOON);
    }

    @Test
    void a_stub_shows_the_keys_and_nothing_of_the_person() throws Unreadable {
        var stub = sent(documents.stub(anna()));

        assertThat(WireKey.find(stub, HOME.mainKey(ANNA))).isPresent();
        assertThat(WireKey.find(stub, HOME.ed25519Key(ANNA))).isPresent();
        assertThat(stub.raw().toString()).doesNotContain("Herons", "Anna");
    }

    @ParameterizedTest
    @EnumSource
    void a_note_is_read_as_it_was_meant(Reach reach) throws Unreadable {
        var facts = note(new Audience(reach, false), Optional.empty());

        var note = WireNote.read(sent(documents.note(facts)));

        assertThat(note.id()).isEqualTo("https://home.example/ap/posts/41");
        assertThat(note.author()).isEqualTo("https://home.example/ap/actors/7");
        assertThat(note.url()).isEqualTo("https://home.example/@anna/41");
        assertThat(note.html()).isEqualTo("<p>Look</p>");
        assertThat(note.summary()).contains("Birds");
        assertThat(note.sensitive()).isTrue();
        assertThat(note.language()).contains("en");
        assertThat(note.inReplyTo()).contains("https://far.example/notes/1");
        assertThat(note.published()).contains(NOON);
        assertThat(note.taggings()).isEqualTo(new WireNote.Taggings(facts.mentions(), Set.of("heron"), List.of(HERON)));
        assertThat(note.attachments()).containsExactly(PICTURE);
        assertThat(note.audience().named()).contains(BOB);
        // Others have no word for mutuals: they take it for what concerns nobody but those named.
        assertThat(note.audience().reach(Optional.of(HOME.followers(ANNA))))
                .isEqualTo(reach == Reach.MUTUALS ? Reach.DIRECT : reach);
    }

    @Test
    void a_poll_is_read_as_it_was_meant() throws Unreadable {
        var options = List.of(new WirePoll.Option("reed", 3), new WirePoll.Option("tree", 0));
        var poll = new NoteFacts.Poll(options, true, Optional.of(NOON), Optional.empty(), 3);

        var json = sent(documents.note(note(Audience.PUBLIC, Optional.of(poll))));

        assertThat(json.is("Question")).isTrue();
        assertThat(WireNote.read(json).poll()).contains(new WirePoll(options, true, Optional.of(NOON), false, 3));
    }

    @Test
    void a_local_only_post_has_no_document() {
        assertThatThrownBy(() -> note(Audience.LOCAL, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equal_facts_make_equal_bytes() {
        assertThat(Documents.bytes(documents.note(note(Audience.PUBLIC, Optional.empty()))))
                .isEqualTo(Documents.bytes(documents.note(note(Audience.PUBLIC, Optional.empty()))));
        assertThat(Documents.bytes(documents.actor(anna()))).isEqualTo(Documents.bytes(documents.actor(anna())));
    }

    @Test
    void a_signed_note_keeps_its_proof_inside_a_signed_create() throws Unreadable {
        var method = HOME.ed25519Key(ANNA);
        var note = ObjectProof.sign(documents.note(note(Audience.PUBLIC, Optional.empty())), ED25519, method, NOON);
        var create = ObjectProof.sign(activities.create(POST, note), ED25519, method, NOON);

        var activity = WireActivity.read(sent(create));

        assertThat(activity.kind()).isEqualTo(Kind.CREATE);
        assertThat(activity.id()).contains("https://home.example/ap/posts/41/activity");
        assertThat(activity.audience()).isEqualTo(WireAudience.read(new WireJson(note)));
        assertThat(proved(activity.json())).isEqualTo(new Proved(method));
        assertThat(proved(activity.embedded().orElseThrow())).isEqualTo(new Proved(method));
        assertThat(WireNote.read(activity.embedded().orElseThrow()).proved()).isTrue();
    }

    @Test
    void counts_are_shown_only_where_they_are_asked_for() {
        var facts = note(Audience.PUBLIC, Optional.empty());

        assertThat(documents.note(facts).path("likes").stringValue())
                .isEqualTo("https://home.example/ap/posts/41/likes");
        assertThat(documents
                        .note(counted(facts))
                        .path("likes")
                        .path("totalItems")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void deeds_are_read_as_they_were_meant() throws Unreadable {
        var id = HOME.deed(ANNA, 99);
        var post = "https://far.example/notes/1";

        var follow = told(activities.follow(id, ANNA, BOB), Kind.FOLLOW);
        assertThat(follow.subjectId()).contains(BOB);
        assertThat(told(activities.block(id, ANNA, BOB), Kind.BLOCK).subjectId())
                .contains(BOB);
        assertThat(told(activities.like(id, ANNA, post, BOB), Kind.LIKE).subjectId())
                .contains(post);
        var share = told(activities.announce(new PostId(42), ANNA, post, BOB, Reach.UNLISTED, NOON), Kind.ANNOUNCE);
        assertThat(share.subjectId()).contains(post);
        assertThat(share.id()).contains("https://home.example/ap/posts/42/activity");
        assertThat(share.audience().reach(Optional.empty())).isEqualTo(Reach.UNLISTED);
        assertThat(told(activities.flag(id, ANNA, BOB, List.of(post), "spam"), Kind.FLAG)
                        .subjects())
                .hasSize(2);
        assertThat(told(activities.pin(id, ANNA, POST), Kind.ADD).target()).isPresent();
        assertThat(told(activities.unpin(id, ANNA, POST), Kind.REMOVE).target()).isPresent();
        var gone = told(activities.delete(ANNA, POST, Reach.FOLLOWERS, List.of(BOB), "Note"), Kind.DELETE);
        assertThat(gone.subjectId()).contains(HOME.post(POST));
        assertThat(gone.audience().named()).contains(BOB, HOME.followers(ANNA));
        assertThat(told(activities.delete(ANNA), Kind.DELETE).aboutItself()).isTrue();
        assertThat(told(activities.update(ANNA, documents.actor(anna()), NOON), Kind.UPDATE)
                        .aboutItself())
                .isTrue();
        assertThat(told(activities.update(documents.note(note(Audience.PUBLIC, Optional.empty())), NOON), Kind.UPDATE)
                        .subjectId())
                .contains(HOME.post(POST));
        var vote = told(activities.vote(id, ANNA, "reed", post, BOB), Kind.CREATE);
        assertThat(WireNote.read(vote.embedded().orElseThrow()).vote()).contains("reed");
    }

    @Test
    void what_is_undone_is_what_was_done() throws Unreadable {
        var follow = activities.follow(HOME.deed(ANNA, 99), ANNA, BOB);

        var undo = told(activities.undo(follow), Kind.UNDO);
        var undone = WireActivity.read(undo.embedded().orElseThrow());

        assertThat(undo.id()).contains(HOME.deed(ANNA, 99) + "#undo");
        assertThat(undone.id()).contains(HOME.deed(ANNA, 99));
        assertThat(undone.kind()).isEqualTo(Kind.FOLLOW);
        assertThat(undone.subjectId()).contains(BOB);
    }

    @Test
    void who_asked_to_follow_is_answered_under_the_address_of_the_question() throws Unreadable {
        var question = Optional.of("https://far.example/follows/3");
        for (var answer : List.of(
                told(activities.accept(HOME.deed(ANNA, 5), ANNA, BOB, question), Kind.ACCEPT),
                told(activities.reject(HOME.deed(ANNA, 5), ANNA, BOB, question), Kind.REJECT))) {
            var follow = WireActivity.read(answer.embedded().orElseThrow());

            assertThat(answer.subjectId()).isEqualTo(question);
            assertThat(follow.actor()).isEqualTo(BOB);
            assertThat(follow.subjectId()).contains(HOME.actor(ANNA));
        }
    }

    @Test
    void collections_say_how_many_and_where() throws Unreadable {
        var whole = documents.collection(HOME.followers(ANNA), 3, Optional.of(HOME.followers(ANNA) + "?page=1"));
        var page = documents.page(
                HOME.followers(ANNA) + "?page=1",
                HOME.followers(ANNA),
                List.of(Documents.string(BOB)),
                Optional.of(HOME.followers(ANNA) + "?page=2"),
                Optional.empty());
        var pinned = documents.collection(HOME.featured(ANNA), List.of(Documents.string(HOME.post(POST))));

        assertThat(sent(whole).count("totalItems")).hasValue(3);
        assertThat(sent(whole).address("first")).contains(HOME.followers(ANNA) + "?page=1");
        assertThat(sent(page).addresses("orderedItems")).containsExactly(BOB);
        assertThat(sent(page).address("next")).isPresent();
        assertThat(sent(page).address("prev")).isEmpty();
        assertThat(sent(pinned).addresses("orderedItems")).containsExactly(HOME.post(POST));
    }

    private WireActivity told(ObjectNode document, Kind kind) throws Unreadable {
        var activity = WireActivity.read(sent(document));
        assertThat(activity.kind()).isEqualTo(kind);
        assertThat(activity.actor()).isEqualTo(HOME.actor(ANNA));
        return activity;
    }

    private static SignatureCheck proved(WireJson json) {
        return ((Claim) ObjectProof.read(json, NOON)).by(new SigningKey.Ed25519(ED25519.open()));
    }

    private static WireJson sent(ObjectNode document) throws Unreadable {
        return WireJson.parse(Documents.bytes(document));
    }

    private static ActorFacts anna() {
        return new ActorFacts(
                ANNA,
                WireActor.Type.PERSON,
                "anna",
                "Anna",
                "<p>Herons</p>",
                List.of(new WireActor.Field("Home", "<a href=\"https://anna.example\">anna.example</a>")),
                Optional.of(PICTURE),
                Optional.empty(),
                new WireActor.Traits(true, false, true, false, false),
                NOON,
                RSA.open(),
                ED25519.open(),
                List.of("https://old.example/anna"),
                Optional.empty(),
                List.of(HERON),
                List.of());
    }

    private static NoteFacts note(Audience audience, Optional<NoteFacts.Poll> poll) {
        return new NoteFacts(
                POST,
                ANNA,
                "anna",
                new Body("<p>Look</p>", "Look", "text/plain"),
                Optional.of("Birds"),
                true,
                Optional.of("en"),
                audience,
                NOON,
                Optional.empty(),
                Optional.of("https://far.example/notes/1"),
                List.of(new WireNote.Mention(BOB, "@bob@far.example")),
                List.of("heron"),
                List.of(PICTURE),
                poll,
                Optional.empty(),
                List.of(HERON));
    }

    private static NoteFacts counted(NoteFacts facts) {
        return new NoteFacts(
                facts.id(),
                facts.author(),
                facts.authorName(),
                facts.body(),
                facts.summary(),
                facts.sensitive(),
                facts.language(),
                facts.audience(),
                facts.published(),
                facts.updated(),
                facts.inReplyTo(),
                facts.mentions(),
                facts.tags(),
                facts.attachments(),
                facts.poll(),
                Optional.of(new NoteFacts.Counts(1, 2, 3)),
                facts.emojis());
    }
}
