// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Piece;
import org.allmende.activity.Reach;
import org.allmende.activitystreams.WireActivity.Kind;
import org.allmende.activitystreams.WireActivity.Subject;
import org.allmende.base.Ed25519Keys;
import org.allmende.text.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireReadingTest {

    @Test
    void an_actor_of_mastodon_is_read() throws Unreadable {
        var actor = WireActor.read(ForeignDocuments.json("mastodon/actor"));

        assertThat(actor.id()).isEqualTo("https://masto.example/users/mira");
        assertThat(actor.type()).isEqualTo(WireActor.Type.PERSON);
        assertThat(actor.preferredUsername()).isEqualTo("mira");
        assertThat(actor.name()).isEqualTo("Mira 🌻");
        assertThat(actor.summary()).isEqualTo("<p>Gardens &amp; bridges</p>");
        assertThat(actor.url()).isEqualTo("https://masto.example/@mira");
        assertThat(actor.mailboxes())
                .isEqualTo(new WireActor.Mailboxes(
                        "https://masto.example/users/mira/inbox", Optional.of("https://masto.example/inbox")));
        assertThat(actor.lists().followers()).contains("https://masto.example/users/mira/followers");
        assertThat(actor.lists().featured()).contains("https://masto.example/users/mira/collections/featured");
        assertThat(actor.traits()).isEqualTo(new WireActor.Traits(true, false, true, false, false));
        assertThat(actor.icon().map(WirePicture::url)).contains("https://masto.example/system/avatars/1.jpg");
        assertThat(actor.fields()).extracting(WireActor.Field::name).containsExactly("Home", "Plants");
        assertThat(actor.requestKeys())
                .extracting(WireKey::id)
                .containsExactly("https://masto.example/users/mira#main-key");
        assertThat(actor.alsoKnownAs()).containsExactly("https://old.example/users/mira");
        assertThat(actor.webfinger()).contains(new Handle("mira", "masto.example"));
        assertThat(actor.published()).contains(Instant.parse("2019-03-02T00:00:00Z"));
        assertThat(actor.domain()).isEqualTo("masto.example");
    }

    @ParameterizedTest
    @CsvSource({
        "gotosocial/actor, PERSON, sloth, https://gts.example/users/sloth/main-key, 1",
        "pleroma/actor, SERVICE, fox, https://pleroma.example/users/fox#main-key, 1",
        "misskey/actor, PERSON, neko, https://misskey.example/users/9abc#main-key, 0",
        "lemmy/group, GROUP, bread, https://lemmy.example/c/bread#main-key, 0",
        "peertube/account, PERSON, smith, https://peertube.example/accounts/smith#main-key, 0",
        "wordpress/actor, PERSON, wanda, https://blog.example/?author=1#main-key, 1"
    })
    void actors_of_other_servers_are_read(String file, WireActor.Type type, String name, String keyId, int fields)
            throws Unreadable {
        var actor = WireActor.read(ForeignDocuments.json(file));

        assertThat(actor.type()).isEqualTo(type);
        assertThat(actor.preferredUsername()).isEqualTo(name);
        assertThat(actor.requestKeys()).extracting(WireKey::id).containsExactly(keyId);
        assertThat(actor.mailboxes().sharedInbox()).isPresent();
        assertThat(actor.lists().outbox()).isPresent();
        assertThat(actor.fields()).hasSize(fields);
    }

    @Test
    void the_first_of_several_avatars_is_taken() throws Unreadable {
        assertThat(WireActor.read(ForeignDocuments.json("peertube/account"))
                        .icon()
                        .map(WirePicture::url))
                .contains("https://peertube.example/lazy-static/avatars/48.png");
    }

    @Test
    void a_stub_that_holds_only_a_key_gives_the_key() {
        var keyId = "https://gts.example/users/sloth/main-key";
        var stub = ForeignDocuments.json("gotosocial/stub");

        assertThat(WireKey.find(stub, keyId).map(WireKey::owner)).contains("https://gts.example/users/sloth");
        assertThat(WireKey.find(stub, keyId + "2")).isEmpty();
        assertThatThrownBy(() -> WireActor.read(stub)).isInstanceOf(Unreadable.class);
    }

    @Test
    void a_key_by_itself_is_read() throws Unreadable {
        var key = ForeignDocuments.json("mastodon/actor").object("publicKey").orElseThrow();

        assertThat(WireKey.find(key, "https://masto.example/users/mira#main-key")
                        .map(WireKey::owner))
                .contains("https://masto.example/users/mira");
    }

    @Test
    void keys_that_an_actor_cannot_speak_for_are_left_out() throws Unreadable {
        var text = new String(ForeignDocuments.bytes("mastodon/actor"), UTF_8);
        var others = text.replace(
                "\"owner\": \"https://masto.example/users/mira\"", "\"owner\": \"https://masto.example/users/eve\"");
        var elsewhere =
                text.replace("https://masto.example/users/mira#main-key", "https://evil.example/users/mira#main-key");

        assertThat(WireActor.read(parse(others)).requestKeys()).isEmpty();
        assertThat(WireActor.read(parse(elsewhere)).requestKeys()).isEmpty();
    }

    @Test
    void collections_and_shared_inboxes_of_other_origins_are_left_out() throws Unreadable {
        var text = new String(ForeignDocuments.bytes("mastodon/actor"), UTF_8)
                .replace("https://masto.example/users/mira/followers", "https://home.example/ap/actors/7/followers")
                .replace("https://masto.example/inbox", "https://victim.example/inbox");

        var actor = WireActor.read(parse(text));

        assertThat(actor.lists().followers()).isEmpty();
        assertThat(actor.mailboxes().sharedInbox()).isEmpty();
    }

    @Test
    void proof_keys_are_read_and_bound_to_their_actor() throws Unreadable {
        var multikey = Ed25519Keys.generate().open().multikey();
        var text = """
                {"id":"https://a.example/1","type":"Person","preferredUsername":"a","inbox":"https://a.example/1/in",
                 "assertionMethod":[
                   {"id":"https://a.example/1#ed","type":"Multikey","controller":"https://a.example/1","publicKeyMultibase":"%1$s"},
                   {"id":"https://a.example/1#eve","type":"Multikey","controller":"https://a.example/2","publicKeyMultibase":"%1$s"},
                   {"id":"https://b.example/1#ed","type":"Multikey","controller":"https://a.example/1","publicKeyMultibase":"%1$s"},
                   {"id":"https://a.example/1#x","type":"Multikey","controller":"https://a.example/1","publicKeyMultibase":"zzz"},
                   "https://a.example/1#named"]}
                """.formatted(multikey);

        assertThat(WireActor.read(parse(text)).proofKeys())
                .extracting(WireKey::id)
                .containsExactly("https://a.example/1#ed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"Person\",\"preferredUsername\":\"a\",\"inbox\":\"https://a.example/in\"}",
                "{\"id\":\"https://a.example/1\",\"preferredUsername\":\"a\",\"inbox\":\"https://a.example/in\"}",
                "{\"id\":\"https://a.example/1\",\"type\":\"Person\",\"inbox\":\"https://a.example/in\"}",
                "{\"id\":\"https://a.example/1\",\"type\":\"Person\",\"preferredUsername\":\"a b\",\"inbox\":\"https://a.example/in\"}",
                "{\"id\":\"https://a.example/1\",\"type\":\"Person\",\"preferredUsername\":\"a\"}",
                "{\"id\":\"https://a.example/1\",\"type\":\"Person\",\"preferredUsername\":\"a\",\"inbox\":\"mailto:a\"}"
            })
    void an_actor_without_what_makes_one_is_refused(String text) {
        assertThatThrownBy(() -> WireActor.read(parse(text))).isInstanceOf(Unreadable.class);
    }

    @Test
    void a_note_of_mastodon_is_read() throws Unreadable {
        var activity = WireActivity.read(ForeignDocuments.json("mastodon/create-note"));
        var note = WireNote.read(activity.embedded().orElseThrow());

        assertThat(activity.kind()).isEqualTo(Kind.CREATE);
        assertThat(activity.actor()).isEqualTo(note.author()).isEqualTo("https://masto.example/users/mira");
        assertThat(note.id()).isEqualTo("https://masto.example/users/mira/statuses/115");
        assertThat(note.url()).isEqualTo("https://masto.example/@mira/115");
        assertThat(note.html()).startsWith("<p>").contains("look");
        assertThat(note.summary()).contains("Spring");
        assertThat(note.sensitive()).isTrue();
        assertThat(note.language()).contains("en");
        assertThat(note.vote()).isEmpty();
        assertThat(note.inReplyTo()).contains("https://home.example/ap/posts/41");
        assertThat(note.audience().reach(Optional.empty())).isEqualTo(Reach.PUBLIC);
        assertThat(note.audience().named())
                .containsExactly("https://masto.example/users/mira/followers", "https://home.example/ap/actors/7");
        assertThat(note.published()).contains(Instant.parse("2026-10-31T08:15:30Z"));
        assertThat(note.updated()).contains(Instant.parse("2026-10-31T09:00:00Z"));
        assertThat(note.taggings())
                .isEqualTo(new WireNote.Taggings(
                        List.of(new WireNote.Mention("https://home.example/ap/actors/7", "@anna@home.example")),
                        Set.of("tulips"),
                        List.of(new WireEmoji(
                                Optional.of("https://masto.example/emojis/3"),
                                "bee",
                                "https://masto.example/system/emoji/bee.png",
                                "image/png",
                                Optional.of(Instant.parse("2020-01-01T00:00:00Z"))))));
        assertThat(note.attachments())
                .containsExactly(new WirePicture(
                        "https://masto.example/system/media/5.jpg",
                        "image/jpeg",
                        "Red tulips in the rain",
                        1200,
                        800,
                        Optional.of("LEHV6nWB2yk8pyo0adR*.7kCMdnj"),
                        Optional.of(new WirePicture.Focus(0.25, -0.5))));
        assertThat(note.poll()).isEmpty();
        assertThat(note.proved()).isFalse();
    }

    @Test
    void a_poll_is_read() throws Unreadable {
        var note = note("mastodon/create-question");

        assertThat(note.poll())
                .contains(new WirePoll(
                        List.of(new WirePoll.Option("yes", 4), new WirePoll.Option("no", 1)),
                        false,
                        Optional.of(Instant.parse("2026-11-01T10:00:00Z")),
                        false,
                        5));
        assertThat(note.language()).contains("de");
        assertThat(note.audience().reach(Optional.of("https://masto.example/users/mira/followers")))
                .isEqualTo(Reach.FOLLOWERS);
        assertThat(note.audience().reach(Optional.of("https://masto.example/users/eve/followers")))
                .isEqualTo(Reach.DIRECT);
    }

    @Test
    void a_poll_that_nobody_could_vote_in_is_none() throws Unreadable {
        assertThat(poll("{\"name\":\"a\"},{\"name\":\"a\"}")).isEmpty();
        assertThat(poll("{\"name\":\"a\"}")).isEmpty();
        assertThat(poll("{\"name\":\"a\"},{}")).isEmpty();
        assertThat(poll("{\"name\":\"a\"},{\"name\":\"b\"}")).isPresent();
    }

    @Test
    void a_vote_is_told_from_a_reply() throws Unreadable {
        var vote = note("mastodon/vote");

        assertThat(vote.vote()).contains("yes");
        assertThat(vote.inReplyTo()).contains("https://home.example/ap/posts/41");
        assertThat(vote.audience().reach(Optional.empty())).isEqualTo(Reach.DIRECT);
    }

    @Test
    void notes_of_other_servers_are_read() throws Unreadable {
        var gotosocial = note("gotosocial/create-note");
        var pleroma = note("pleroma/create-note");
        var misskey = note("misskey/create-note");
        var pixelfed = note("pixelfed/create-note");

        assertThat(gotosocial.attachments())
                .extracting(WirePicture::description)
                .containsExactly("a branch");
        assertThat(gotosocial.taggings().hashtags()).containsExactly("slow");
        assertThat(gotosocial.summary()).isEmpty();
        assertThat(pleroma.audience().reach(Optional.empty())).isEqualTo(Reach.UNLISTED);
        assertThat(pleroma.attachments())
                .extracting(WirePicture::url, WirePicture::mediaType, WirePicture::width)
                .containsExactly(tuple("https://pleroma.example/media/den.mp4", "video/mp4", 640));
        assertThat(pleroma.url()).isEqualTo(pleroma.id());
        assertThat(misskey.audience().reach(Optional.empty())).isEqualTo(Reach.PUBLIC);
        assertThat(misskey.taggings().emojis()).extracting(WireEmoji::shortcode).containsExactly("cat");
        assertThat(pixelfed.attachments())
                .extracting(WirePicture::description)
                .containsExactly("Sand to the horizon", "A footprint");
        assertThat(pixelfed.attachments().getLast().blurhash()).isEmpty();
    }

    @Test
    void articles_pages_and_films_have_a_title() throws Unreadable {
        var article = note("wordpress/create-article");
        var announce = WireActivity.read(ForeignDocuments.json("lemmy/announce-page"));
        var create = WireActivity.read(announce.embedded().orElseThrow());
        var page = WireNote.read(create.embedded().orElseThrow());
        var film = WireNote.read(ForeignDocuments.json("peertube/video"));

        assertThat(article.piece()).contains(Piece.of(Piece.Kind.ARTICLE, "Dry stone walls"));
        assertThat(article.html()).isEqualTo("<p>Mortar is patience.</p>");
        assertThat(article.summary()).isEmpty();
        assertThat(article.attachments()).hasSize(1);
        assertThat(page.piece()).contains(Piece.of(Piece.Kind.PAGE, "Crust <& crumb>"));
        assertThat(page.html()).startsWith("<p>How long?</p>").contains("https://bakers.example/crust?a=1&amp;b=2");
        assertThat(page.attachments()).isEmpty();
        assertThat(film.piece()).contains(Piece.of(Piece.Kind.VIDEO, "How to sharpen a scythe"));
        assertThat(film.author()).isEqualTo("https://peertube.example/accounts/smith");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"https://a.example/1\",\"type\":\"Note\"}",
                "{\"type\":\"Note\",\"attributedTo\":\"https://a.example/2\"}",
                "{\"id\":\"https://a.example/1\",\"type\":\"Tombstone\",\"attributedTo\":\"https://a.example/2\"}",
                "{\"id\":\"https://a.example/1\",\"type\":\"Note\",\"attributedTo\":\"https://b.example/2\"}",
                "{\"id\":\"https://a.example/1\",\"type\":\"Note\",\"attributedTo\":[\"https://a.example/2\",\"https://a.example/3\"]}"
            })
    void a_note_without_its_one_author_is_refused(String text) {
        assertThatThrownBy(() -> WireNote.read(parse(text))).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "toot:blurhash, true",
        "http://joinmastodon.org/ns#blurhash, true",
        "https://other.example/ns#smell, false",
        "as:summary, false"
    })
    void a_word_that_a_context_gives_another_meaning_is_not_read_as_ours(String meaning, boolean ours)
            throws Unreadable {
        var note = """
                {"@context":["https://www.w3.org/ns/activitystreams",{"blurhash":"%s"}],"id":"https://a.example/1",
                 "type":"Note","attributedTo":"https://a.example/2","content":"x","attachment":[{"type":"Image",
                 "url":"https://a.example/3.png","blurhash":"LEHV6nWB2yk8pyo0adR*.7kCMdnj"}]}
                """.formatted(meaning);

        assertThat(WireNote.read(parse(note))
                        .attachments()
                        .getFirst()
                        .blurhash()
                        .isPresent())
                .isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"toot:actor", "schema:to", "http://joinmastodon.org/ns#attributedTo", "gts:object"})
    void no_extension_brings_in_a_word_of_activitystreams(String word) {
        assertThat(Vocabulary.plain(word)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ap://did:key:z6MkvUie/objects/1", "did:key:z6MkvUie", "urn:uuid:1"})
    void what_has_no_address_on_the_web_is_refused(String id) {
        var note = "{\"id\":\"%s\",\"type\":\"Note\",\"attributedTo\":\"%s\",\"content\":\"x\"}";

        assertThatThrownBy(() -> WireNote.read(parse(note.formatted(id, id)))).isInstanceOf(Unreadable.class);
    }

    @Test
    void only_the_documents_own_context_may_stand_alone() throws Unreadable {
        var actor = "{\"@context\":[\"https://%s.example/contexts\"],\"id\":\"https://a.example/1\"}";

        assertThat(parse(actor.formatted("a")).id()).isPresent();
        assertThatThrownBy(() -> parse(actor.formatted("b"))).isInstanceOf(Unreadable.class);
    }

    @Test
    void a_letter_is_for_whom_it_names_whatever_it_says() throws Unreadable {
        var letter = WireNote.read(parse("""
                {"id":"https://a.example/1","type":"ChatMessage","attributedTo":"https://a.example/2","content":"x",
                 "to":["https://www.w3.org/ns/activitystreams#Public","https://home.example/ap/actors/7"]}
                """));

        assertThat(letter.letter()).isTrue();
    }

    @Test
    void too_many_recipients_are_refused() {
        var recipients = new StringBuilder();
        for (int i = 0; i <= WireAudience.RECIPIENTS_MAX; i++) {
            recipients
                    .append(i == 0 ? "" : ",")
                    .append("\"https://a.example/")
                    .append(i)
                    .append('"');
        }

        assertThatThrownBy(() -> WireAudience.read(parse("{\"to\":[" + recipients + "]}")))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void a_page_that_lies_elsewhere_is_not_linked() throws Unreadable {
        var note = WireNote.read(parse("""
                {"id":"https://a.example/1","type":"Note","attributedTo":"https://a.example/2","content":"x < y",
                 "mediaType":"text/plain","url":"https://bank.example/login"}
                """));

        assertThat(note.url()).isEqualTo("https://a.example/1");
        assertThat(note.html()).isEqualTo("<p>x &lt; y</p>");
    }

    @Test
    void activities_are_told_apart() throws Unreadable {
        assertThat(activity("mastodon/like").kind()).isEqualTo(Kind.LIKE);
        assertThat(activity("mastodon/like").subject()).contains(new Subject.Named("https://home.example/ap/posts/41"));
        assertThat(activity("misskey/like").kind()).isEqualTo(Kind.LIKE);
        assertThat(activity("pleroma/emoji-react").kind()).isEqualTo(Kind.EMOJI_REACT);
        assertThat(activity("mastodon/announce").audience().reach(Optional.empty()))
                .isEqualTo(Reach.UNLISTED);
        assertThat(activity("mastodon/flag").subjects()).hasSize(3);
        assertThat(activity("mastodon/delete-note").subjectId())
                .contains("https://masto.example/users/mira/statuses/115");
        assertThat(activity("mastodon/delete-note").aboutItself()).isFalse();
        assertThat(activity("mastodon/delete-actor").aboutItself()).isTrue();
        var undo = activity("mastodon/undo-follow");
        var follow = WireActivity.read(undo.embedded().orElseThrow());
        assertThat(undo.kind()).isEqualTo(Kind.UNDO);
        assertThat(follow.kind()).isEqualTo(Kind.FOLLOW);
        assertThat(follow.subjectId()).contains("https://home.example/ap/actors/7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"Like\",\"object\":\"https://a.example/1\"}",
                "{\"actor\":\"https://a.example/1\"}",
                "{\"type\":\"Like\",\"actor\":[\"https://a.example/1\",\"https://a.example/2\"]}",
                "{\"type\":\"Like\",\"id\":\"https://b.example/9\",\"actor\":\"https://a.example/1\"}"
            })
    void an_activity_without_its_one_actor_is_refused(String text) {
        assertThatThrownBy(() -> WireActivity.read(parse(text))).isInstanceOf(Unreadable.class);
    }

    @Test
    void what_we_have_no_deed_for_is_something_else() throws Unreadable {
        assertThat(WireActivity.read(parse("{\"type\":\"Listen\",\"actor\":\"https://a.example/1\"}"))
                        .kind())
                .isEqualTo(Kind.OTHER);
    }

    private static Optional<WirePoll> poll(String options) throws Unreadable {
        return WirePoll.read(parse("{\"type\":\"Question\",\"anyOf\":[" + options + "]}"));
    }

    private static WireActivity activity(String file) throws Unreadable {
        return WireActivity.read(ForeignDocuments.json(file));
    }

    private static WireNote note(String file) throws Unreadable {
        return WireNote.read(activity(file).embedded().orElseThrow());
    }

    private static WireJson parse(String text) throws Unreadable {
        return WireJson.parse(text.getBytes(UTF_8));
    }
}
