// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.allmende.app.TrialInstance;
import org.allmende.base.ActorId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Conversations, and domains that a member avoids, as apps see them.
class LettersTest {

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static AppClient nobody;

    private record Villager(ActorId id, AppClient app) {}

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        nobody = AppClient.nobody(instance.address());
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static Villager join(String name) {
        var id = instance.join(name);
        return new Villager(id, nobody.with(instance.token(id, "read write follow")));
    }

    private static List<String> all(JsonNode list, String name) {
        return list.valueStream().map(one -> one.path(name).asString()).toList();
    }

    @Test
    void letters_are_listed_read_and_put_away() {
        var ann = join("ann");
        var bob = join("bob");
        var first = ann.app
                .post("/api/v1/statuses", "status=@bob a secret", "visibility=direct")
                .id();
        ann.app.post("/api/v1/statuses", "status=@bob another", "visibility=direct");

        var list = bob.app.get("/api/v1/conversations?limit=1");
        var letter = list.json().path(0);
        assertThat(letter.path("unread").asBoolean()).isTrue();
        assertThat(letter.path("last_status").path("content").asString()).contains("another");
        assertThat(all(letter.path("accounts"), "acct")).containsExactly("ann");
        var next = list.header("Link").replaceFirst(".*<https?://[^/]*([^>]*)>; rel=\"next\".*", "$1");
        assertThat(bob.app
                        .get(next)
                        .json()
                        .path(0)
                        .path("last_status")
                        .path("id")
                        .asString())
                .isEqualTo(first);

        var path = "/api/v1/conversations/" + letter.path("id").asString();
        assertThat(bob.app.post(path + "/read").json().path("unread").asBoolean())
                .isFalse();
        assertThat(bob.app.post(path + "/unread").json().path("unread").asBoolean())
                .isTrue();
        assertThat(ann.app.post(path + "/read").status()).isEqualTo(404);
        assertThat(ann.app.delete(path).status()).isEqualTo(404);
        assertThat(all(bob.app.get("/api/v1/timelines/direct").json(), "id")).hasSize(2);
        assertThat(bob.app.delete(path).status()).isEqualTo(200);
        assertThat(bob.app.get("/api/v1/conversations").json().size()).isOne();
        assertThat(ann.app.get("/api/v1/conversations").json().size()).isEqualTo(2);
    }

    @Test
    void domains_are_avoided_and_met_again() {
        var carl = join("carl");

        assertThat(carl.app.post("/api/v1/domain_blocks", "domain=Spam.Example").status())
                .isEqualTo(200);
        assertThat(carl.app.post("/api/v1/domain_blocks", "domain=no domain").status())
                .isEqualTo(422);

        assertThat(carl.app.get("/api/v1/domain_blocks").json().toString()).isEqualTo("[\"spam.example\"]");
        assertThat(carl.app
                        .get("/api/v1/domain_blocks/preview?domain=spam.example")
                        .json()
                        .path("followers_count")
                        .asInt(-1))
                .isZero();
        assertThat(carl.app.delete("/api/v1/domain_blocks?domain=spam.example").status())
                .isEqualTo(200);
        assertThat(carl.app.get("/api/v1/domain_blocks").json().size()).isZero();
    }
}
