// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.allmende.TestKeys;
import org.allmende.activitystreams.SigningKey;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireJson;
import org.allmende.activitystreams.WireNote;
import org.allmende.base.RsaPublic;
import org.allmende.signatures.SignatureCheck.Claim;
import org.allmende.signatures.SignatureCheck.Fault;
import org.allmende.signatures.SignatureCheck.Proved;
import org.allmende.signatures.SignatureCheck.Refused;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The signed document was made by another implementation of JSON-LD, in the shape that Mastodon sends.
class LdSignatureTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final SigningKey ADAS =
            new SigningKey.Rsa(RsaPublic.fromPem(file("ada.pem")).orElseThrow());

    private final LdSignature signatures = new LdSignature();

    @Test
    void a_document_that_another_program_signed_is_proved_and_read() throws Unreadable {
        assertThat(signatures.read(document(), NOON) instanceof Claim claim ? claim.by(ADAS) : null)
                .isEqualTo(new Proved("https://far.example/users/ada#main-key"));

        var covered = WireActivity.read(signatures.covered(document()));
        assertThat(covered.actor()).isEqualTo("https://far.example/users/ada");
        var note = WireNote.read(covered.embedded().orElseThrow());
        assertThat(note.html()).contains("Bread");
        assertThat(note.inReplyTo()).contains("https://near.example/users/bo/statuses/9");
        assertThat(note.taggings().hashtags()).containsExactly("bread");
        assertThat(note.taggings().emojis()).hasSize(1);
        assertThat(note.attachments()).hasSize(1);
    }

    @Test
    void a_changed_document_and_another_key_prove_nothing() {
        assertThat(afterwards(json -> object(json).put("content", "<p>Stones</p>")))
                .isEqualTo(Fault.FORGED);
        assertThat(afterwards(json -> json.put("actor", "https://far.example/users/eve")))
                .isEqualTo(Fault.FORGED);
        assertThat(afterwards(json -> ((ObjectNode) json.get("signature")).put("created", "2026-11-01T12:30:00Z")))
                .isEqualTo(Fault.FORGED);
        var other = new SigningKey.Rsa(TestKeys.next().open());
        assertThat(((Claim) signatures.read(document(), NOON)).by(other)).isInstanceOf(Refused.class);
    }

    // CVE-2026-50128: what the context does not define is in no statement, so anybody may have added it.
    @Test
    void what_nobody_signed_is_not_read() throws Unreadable {
        var json = document();
        json.raw().put("quoteUrl", "https://evil.example/1");
        object(json.raw()).put("quoteUrl", "https://evil.example/1").put("blurhash", "L6PZfSi_.AyE_3t7t7R**0o#DgR4");

        assertThat(((Claim) signatures.read(json, NOON)).by(ADAS)).isInstanceOf(Proved.class);
        assertThat(signatures.covered(json).raw().toString()).doesNotContain("evil.example", "L6PZ");
    }

    // Addresses that are none make no statement either, so they are signed by nobody. Readers of ours might take them.
    @Test
    void what_makes_no_statement_is_not_read() throws Unreadable {
        var json = document();
        var reply = object(json.raw()).get("inReplyTo");
        object(json.raw()).putArray("inReplyTo").add("https://evil.example/a b").add(reply);
        ((ArrayNode) json.raw().get("@context")).add(json.raw().objectNode().putNull("@vocab"));
        var type = json.raw().get("type");
        json.raw().putArray("type").add("EmojiReact").add(type);
        var object = json.raw().get("object");
        json.raw()
                .putArray("object")
                .addObject()
                .put("id", "https://evil.example/2")
                .put("type", "Note")
                .put("@set", "");
        ((ArrayNode) json.raw().get("object")).add(object);

        assertThat(((Claim) signatures.read(json, NOON)).by(ADAS)).isInstanceOf(Proved.class);
        assertThat(signatures.covered(json).raw().toString()).doesNotContain("evil.example", "EmojiReact");
    }

    // CVE-2022-24307: a context may call the actor something else and still make the same statements.
    @Test
    void other_names_for_the_same_statements_are_read_by_what_was_signed() throws Unreadable {
        var json = document();
        ((ArrayNode) json.raw().get("@context")).add(json.raw().objectNode().put("sayer", "as:actor"));
        var actor = json.raw().remove("actor");
        json.raw().putObject("sayer").set("@id", actor);
        json.raw().put("actor", (String) null);

        assertThat(((Claim) signatures.read(json, NOON)).by(ADAS)).isInstanceOf(Proved.class);
        assertThat(WireActivity.read(signatures.covered(json)).actor()).isEqualTo("https://far.example/users/ada");
    }

    // CVE-2026-46349: the same statements around another middle. Refused before any signature is looked at.
    @Test
    void documents_that_are_turned_inside_out_are_refused() {
        for (var word : new String[] {"@graph", "@included", "@reverse"}) {
            var json = document();
            json.raw().putObject(word);
            assertThatThrownBy(() -> WireJson.parse(json.raw().toString().getBytes(UTF_8)))
                    .as(word)
                    .isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void contexts_are_never_fetched() {
        assertThat(afterwards(json -> ((ArrayNode) json.get("@context")).add("https://evil.example/context")))
                .isEqualTo(Fault.MALFORMED);
    }

    @Test
    void a_signature_from_tomorrow_is_refused() {
        var yesterday = NOON.minus(Duration.ofDays(1));
        assertThat(signatures.read(document(), yesterday))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.fault()).isEqualTo(Fault.STALE));
    }

    // Nodes without names that all look alike can only be told apart by trying every order.
    @Test
    void a_graph_that_is_hard_to_sort_is_given_up() {
        var json = document();
        var nodes = object(json.raw()).putArray("tag");
        for (var i = 0; i < 40; i++) {
            var node = nodes.addObject().put("id", "_:n" + i);
            var others = node.putArray("attachment");
            for (var j = 0; j < 40; j++) {
                others.addObject().put("id", "_:n" + j);
            }
        }
        assertThat(signatures.read(json, NOON))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.fault()).isEqualTo(Fault.MALFORMED));
    }

    private Fault afterwards(Consumer<ObjectNode> change) {
        var json = document();
        change.accept(json.raw());
        var check = signatures.read(json, NOON);
        var answer = check instanceof Claim claim ? claim.by(ADAS) : check;
        return answer instanceof Refused refused ? refused.fault() : null;
    }

    private static ObjectNode object(ObjectNode json) {
        return (ObjectNode) json.get("object");
    }

    private static WireJson document() {
        try {
            return WireJson.parse(file("ada-signed.json").getBytes(UTF_8));
        } catch (Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    private static String file(String name) {
        try (var stream = LdSignatureTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
