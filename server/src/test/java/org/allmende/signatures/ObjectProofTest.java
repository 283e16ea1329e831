// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.allmende.activitystreams.SigningKey;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.Vocabulary;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.Base58;
import org.allmende.base.Ed25519Keys;
import org.allmende.signatures.SignatureCheck.Claim;
import org.allmende.signatures.SignatureCheck.Fault;
import org.allmende.signatures.SignatureCheck.Proved;
import org.allmende.signatures.SignatureCheck.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ObjectProofTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    /// The document, the key and the proofs of the published test of FEP-8b32, in its two editions.
    private static final String DOCUMENT = """
            {
              "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/%s"],
              "id": "https://server.example/activities/1",
              "type": "Create",
              "actor": "https://server.example/users/alice",
              "object": {
                "id": "https://server.example/objects/1",
                "type": "Note",
                "attributedTo": "https://server.example/users/alice",
                "content": "Hello world",
                "location": {"type": "Place", "longitude": -71.184902, "latitude": 25.273962}
              }
            }
            """;

    private static final String METHOD = "https://server.example/users/alice#ed25519-key";
    private static final Instant CREATED = Instant.parse("2023-02-24T23:36:38Z");
    private static final Ed25519Keys KEYS = keys("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq");
    private static final SigningKey KEY = new SigningKey.Ed25519(KEYS.open());

    @ParameterizedTest
    @CsvSource({
        "v1, zLaewdp4H9kqtwyrLatK4cjY5oRHwVcw4gibPSUDYDMhi4M49v8pcYk3ZB6D69dNpAPbUmY8ocuJ3m9KhKJEEg7z",
        "v2, z42ffGu6AUKPCFcFPiabmUvnGLPJzC7e4DGWC52NUasSSH37UMa9c58tdgVszUcZfytxa4fQ5TYHaJENCxUDe9SdL"
    })
    void the_published_example_has_the_published_proof(String edition, String proofValue) throws Unreadable {
        var signed = ObjectProof.sign(parse(DOCUMENT.formatted(edition)), KEYS, METHOD, CREATED);

        assertThat(KEYS.open().multikey()).isEqualTo("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2");
        assertThat(signed.path("proof").path("proofValue").stringValue()).isEqualTo(proofValue);
        assertThat(signed.path("proof").path("created").stringValue()).isEqualTo("2023-02-24T23:36:38Z");
        assertThat(check(signed, KEY)).isEqualTo(new Proved(METHOD));
    }

    @Test
    void a_changed_object_is_refused() throws Unreadable {
        assertThat(afterwards(signed -> ((ObjectNode) signed.get("object")).put("content", "Goodbye")))
                .isEqualTo(Fault.FORGED);
        assertThat(afterwards(signed -> signed.put("to", Vocabulary.PUBLIC))).isEqualTo(Fault.FORGED);
        assertThat(afterwards(signed -> proof(signed).put("created", "2023-02-24T23:36:39Z")))
                .isEqualTo(Fault.FORGED);
        assertThat(afterwards(signed -> proof(signed).put("domain", "example.org")))
                .isEqualTo(Fault.FORGED);
    }

    @Test
    void another_key_is_refused() throws Unreadable {
        var signed = ObjectProof.sign(parse(DOCUMENT.formatted("v1")), KEYS, METHOD, CREATED);

        assertThat(check(signed, new SigningKey.Ed25519(Ed25519Keys.generate().open())))
                .isInstanceOf(Refused.class);
    }

    @Test
    void contexts_that_were_not_signed_are_refused() throws Unreadable {
        assertThat(afterwards(signed -> signed.withArray("@context").add("https://evil.example/context")))
                .isEqualTo(Fault.MALFORMED);
        assertThat(afterwards(signed -> signed.remove("@context"))).isEqualTo(Fault.MALFORMED);
        assertThat(afterwards(signed -> {
                    signed.withArray("@context").add("https://evil.example/context");
                    proof(signed).remove("@context");
                }))
                .isEqualTo(Fault.FORGED);
    }

    @Test
    void what_is_no_proof_of_this_kind_is_refused() throws Unreadable {
        assertThat(afterwards(signed -> signed.remove("proof"))).isEqualTo(Fault.MISSING);
        assertThat(afterwards(signed -> signed.put("proof", "yes"))).isEqualTo(Fault.MISSING);
        assertThat(afterwards(signed -> proof(signed).put("cryptosuite", "mldsa44-jcs-2024")))
                .isEqualTo(Fault.MISSING);
        assertThat(afterwards(signed -> proof(signed).put("proofPurpose", "authentication")))
                .isEqualTo(Fault.MALFORMED);
        assertThat(afterwards(signed -> proof(signed).remove("verificationMethod")))
                .isEqualTo(Fault.MALFORMED);
        assertThat(afterwards(signed -> proof(signed).remove("created"))).isEqualTo(Fault.MALFORMED);
        assertThat(afterwards(signed -> proof(signed).put("proofValue", "z1111")))
                .isEqualTo(Fault.MALFORMED);
        assertThat(afterwards(signed -> proof(signed).put("created", "2026-11-01T13:00:01Z")))
                .isEqualTo(Fault.STALE);
        assertThat(afterwards(signed -> proof(signed).put("expires", "2026-11-01T12:00:00Z")))
                .isEqualTo(Fault.STALE);
        assertThat(afterwards(signed -> proof(signed).put("expires", "whenever")))
                .isEqualTo(Fault.STALE);
    }

    @Test
    void a_proof_stands_beside_other_proofs_and_older_signatures() throws Unreadable {
        var signed = ObjectProof.sign(parse(DOCUMENT.formatted("v1")), KEYS, METHOD, CREATED);
        var ours = signed.get("proof");
        var proofs = signed.putArray("proof");
        proofs.addObject().put("type", "DataIntegrityProof").put("cryptosuite", "mldsa44-jcs-2024");
        proofs.add(ours);
        signed.putObject("signature").put("type", "RsaSignature2017");

        assertThat(check(signed, KEY)).isEqualTo(new Proved(METHOD));
    }

    @Test
    void signing_again_replaces_the_proof() throws Unreadable {
        var once = ObjectProof.sign(parse(DOCUMENT.formatted("v1")), KEYS, METHOD, CREATED);

        assertThat(ObjectProof.sign(once, KEYS, METHOD, CREATED)).isEqualTo(once);
    }

    private static Fault afterwards(Consumer<ObjectNode> change) throws Unreadable {
        var signed = ObjectProof.sign(parse(DOCUMENT.formatted("v1")), KEYS, METHOD, CREATED);
        change.accept(signed);
        var check = check(signed, KEY);
        assertThat(check).isInstanceOf(Refused.class);
        return ((Refused) check).fault();
    }

    private static ObjectNode proof(ObjectNode signed) {
        return (ObjectNode) signed.get("proof");
    }

    private static SignatureCheck check(ObjectNode signed, SigningKey key) {
        return switch (ObjectProof.read(new WireJson(signed), NOON)) {
            case Claim claim -> claim.by(key);
            case Proved proved -> proved;
            case Refused refused -> refused;
        };
    }

    private static ObjectNode parse(String text) throws Unreadable {
        return WireJson.parse(text.getBytes(UTF_8)).raw();
    }

    // A multicodec Ed25519 private key: two bytes that say so, and the seed.
    private static Ed25519Keys keys(String secret) {
        return Ed25519Keys.fromSeed(
                Arrays.copyOfRange(Base58.fromMultibase(secret).orElseThrow(), 2, 34));
    }
}
