// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import org.allmende.activitystreams.Documents;
import org.allmende.app.TrialInstance;
import org.allmende.base.Ed25519Keys;
import org.allmende.signatures.ObjectProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/// A member proves a key of theirs, and another instance checks it.
class IdentityWalkTest {

    private static final Ed25519Keys KEYS = Ed25519Keys.generate();

    @TempDir
    Path one;

    @TempDir
    Path other;

    private static String signed(String actor) {
        var subject = KEYS.open().didKey();
        var statement = JsonNodeFactory.instance
                .objectNode()
                .put("type", "VerifiableIdentityStatement")
                .put("subject", subject)
                .put("alsoKnownAs", actor);
        return Documents.text(ObjectProof.sign(statement, KEYS, subject, Instant.parse("2026-01-02T03:04:05Z")));
    }

    private static String read(String address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address)).header("Accept", "application/activity+json");
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    @Test
    void a_proved_key_is_shown_at_home_and_elsewhere() throws IOException, InterruptedException {
        try (var here = TrialInstance.start(one);
                var there = TrialInstance.start(other)) {
            var actor = here.address() + "/ap/actors/" + here.join("ann");
            there.join("bob");
            var ann = Browser.of(here, "ann");
            assertThat(ann.get("/settings/identities").html()).contains(actor, "name=\"statement\"");

            var wrong = ann.post("/settings/identities", "statement=" + signed(actor + "1"));
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.html()).contains("id=\"statement-wrong\"");
            ann.post("/settings/identities", "statement=" + signed(actor));
            ann.post("/settings/identities", "statement=" + signed(actor));

            var did = KEYS.open().didKey();
            assertThat(ann.get("/@ann").all("(" + did + ")")).hasSize(1);
            assertThat(read(actor)).contains("\"VerifiableIdentityStatement\"", did);
            assertThat(read(here.address() + "/api/v1/accounts/lookup?acct=ann"))
                    .contains(did, "\"verified_at\":\"2026-01-02T03:04:05");

            var bob = Browser.of(there, "bob");
            var shown = bob.get("/search?q=" + actor);
            assertThat(shown.path()).startsWith("/@ann@");
            assertThat(shown.html()).contains(did, "the key has signed");

            ann.post("/settings/identities/remove", "subject=" + did);
            assertThat(ann.get("/@ann").html()).doesNotContain(did);
            assertThat(read(actor)).doesNotContain(did);
        }
    }
}
