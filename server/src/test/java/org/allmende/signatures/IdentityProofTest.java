// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.allmende.activitystreams.Documents;
import org.allmende.activitystreams.WireActor;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.Ed25519Keys;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class IdentityProofTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String ALICE = "https://server.example/users/alice";
    private static final Ed25519Keys KEYS = Ed25519Keys.generate();
    private static final String DID = KEYS.open().didKey();

    /// The test vector of FEP-c390.
    private static final String VECTOR = """
            {"type": "VerifiableIdentityStatement",
             "subject": "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
             "alsoKnownAs": "https://server.example/users/alice",
             "proof": {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "created": "2023-02-24T23:36:38Z",
              "verificationMethod": "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
              "proofPurpose": "assertionMethod",
              "proofValue": "z26W7TfJYD9DrGqnem245zNbeCbTwjb8avpduzi1JPhFrwML99CpP6gGXSKSXAcQdpGFBXF4kx7VwtXKhu7VDZJ54"}}
            """;

    private static Optional<IdentityProof> check(String statement, String actor) {
        return WireActor.statement(statement).flatMap(json -> IdentityProof.check(json, actor, NOON));
    }

    private static Optional<IdentityProof> check(ObjectNode statement) {
        return check(Documents.text(statement), ALICE);
    }

    private static ObjectNode statement(String type, String subject, String actor) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("subject", subject)
                .put("alsoKnownAs", actor);
    }

    private static ObjectNode signed(String type, String subject, String actor, String method) {
        return ObjectProof.sign(statement(type, subject, actor), KEYS, method, NOON);
    }

    @Test
    void the_vector_of_the_proposal_holds() {
        assertThat(check(VECTOR, ALICE))
                .contains(new IdentityProof(
                        "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
                        Instant.parse("2023-02-24T23:36:38Z")));
    }

    @Test
    void what_is_about_somebody_else_or_was_changed_does_not() {
        assertThat(check(VECTOR, "https://server.example/users/eve")).isEmpty();
        assertThat(check(VECTOR.replace("/users/alice", "/users/eve"), "https://server.example/users/eve"))
                .isEmpty();
        assertThat(check(VECTOR.replace("2023-02-24", "2023-02-25"), ALICE)).isEmpty();
        assertThat(check(VECTOR.replace("\"proof\"", "\"evidence\""), ALICE)).isEmpty();
        assertThat(check(VECTOR.replace("{\"type\": \"Ver", "{\"more\": 1, \"type\": \"Ver"), ALICE))
                .isEmpty();
    }

    @Test
    void the_subject_itself_must_have_signed() {
        var other = Ed25519Keys.generate().open().didKey();

        assertThat(check(signed(IdentityProof.TYPE, DID, ALICE, DID))).isPresent();
        assertThat(check(signed(IdentityProof.TYPE, DID, ALICE, DID + "#" + DID.substring("did:key:".length()))))
                .isPresent();
        assertThat(check(signed(IdentityProof.TYPE, other, ALICE, DID))).isEmpty();
        assertThat(check(signed(IdentityProof.TYPE, DID, ALICE, other))).isEmpty();
        assertThat(check(signed(IdentityProof.TYPE, DID, ALICE, ALICE + "#key")))
                .isEmpty();
        assertThat(check(signed(IdentityProof.TYPE, "did:web:server.example", ALICE, DID)))
                .isEmpty();
        assertThat(check(signed("Note", DID, ALICE, DID))).isEmpty();
    }

    @Test
    void a_statement_from_the_future_or_two_at_once_are_none() {
        var tomorrow =
                ObjectProof.sign(statement(IdentityProof.TYPE, DID, ALICE), KEYS, DID, NOON.plus(Duration.ofDays(1)));

        assertThat(check(tomorrow)).isEmpty();
        assertThat(check(VECTOR + "," + VECTOR, ALICE)).isEmpty();
        assertThat(check("{}],\"attachment\":[" + VECTOR, ALICE)).isEmpty();
        assertThat(check("nothing", ALICE)).isEmpty();
        assertThat(IdentityProof.check(new WireJson(JsonNodeFactory.instance.objectNode()), ALICE, NOON))
                .isEmpty();
    }
}
