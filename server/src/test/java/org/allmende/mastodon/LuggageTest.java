// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.allmende.mastodon.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people take along and bring, as files.
class LuggageTest {

    private static String export(AppClient app, String kind) throws Exception {
        return HttpClient.newHttpClient()
                .send(app.request("/api/v1/exports/" + kind + ".csv").GET().build(), BodyHandlers.ofString())
                .body();
    }

    private static AppClient.Reply bring(AppClient app, String kind, String file) {
        return app.upload("POST", "/api/v1/import", "data", file.getBytes(StandardCharsets.UTF_8), "type=" + kind);
    }

    @Test
    void what_one_takes_along_is_there_again_for_another(@TempDir Path folder) throws Exception {
        try (var instance = TrialInstance.start(folder)) {
            var all = "read write follow";
            var ann = AppClient.nobody(instance.address()).with(instance.token(instance.join("ann"), all));
            var bobId = instance.join("bob");
            var bob = ann.with(instance.token(bobId, all));
            var carlId = instance.join("carl");
            var dora = ann.with(instance.token(instance.join("dora"), all));
            var post = bob.post("/api/v1/statuses", "status=keep this").json();
            ann.post("/api/v1/accounts/" + bobId + "/follow", "reblogs=false", "notify=true");
            ann.post("/api/v1/accounts/" + carlId + "/mute", "notifications=false");
            ann.post("/api/v1/statuses/" + post.path("id").asString() + "/bookmark");
            ann.post("/api/v1/domain_blocks", "domain=loud.example");
            var list = ann.post("/api/v1/lists", "title=a, \"b\"").id();
            ann.post("/api/v1/lists/" + list + "/accounts", "account_ids[]=" + bobId);

            var place = instance.address().getAuthority();
            assertThat(export(ann, "following"))
                    .isEqualTo("Account address,Show boosts,Notify on new posts,Languages\nbob@" + place
                            + ",false,true,\n");
            assertThat(export(ann, "mutes"))
                    .isEqualTo("Account address,Hide notifications\ncarl@" + place + ",false\n");
            assertThat(export(ann, "lists")).isEqualTo("\"a, \"\"b\"\"\",bob@" + place + "\n");
            assertThat(export(ann, "bookmarks")).isEqualTo(post.path("uri").asString() + "\n");
            assertThat(export(ann, "domain_blocks")).isEqualTo("loud.example\n");
            assertThat(export(bob, "followers")).contains("ann@" + place);

            for (var kind : new String[] {"following", "mutes", "lists", "bookmarks", "domain_blocks"}) {
                assertThat(bring(dora, kind, export(ann, kind)).status())
                        .as(kind)
                        .isEqualTo(202);
            }
            assertThat(bring(dora, "blocks", "nobody-here@" + place + "\n").status())
                    .isEqualTo(202);

            for (var kind : new String[] {"following", "mutes", "lists", "bookmarks", "domain_blocks"}) {
                var wanted = export(ann, kind);
                soon(() -> {
                    try {
                        assertThat(export(dora, kind)).isEqualTo(wanted);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
            assertThat(export(dora, "blocks")).isEmpty();
        }
    }

    @Test
    void what_makes_no_sense_is_refused(@TempDir Path folder) {
        try (var instance = TrialInstance.start(folder)) {
            var ann = AppClient.nobody(instance.address()).with(instance.token(instance.join("ann"), "read write"));

            assertThat(bring(ann, "followers", "bob@b.example").status()).isEqualTo(422);
            assertThat(bring(ann, "cats", "bob@b.example").status()).isEqualTo(422);
            assertThat(bring(ann, "blocks", "\n \n").status()).isEqualTo(422);
            assertThat(bring(ann, "blocks", "a@b.example\n".repeat(3) + numbered(20_001))
                            .status())
                    .isEqualTo(422);
        }
    }

    private static String numbered(int lines) {
        var all = new StringBuilder();
        for (var i = 0; i < lines; i++) {
            all.append("somebody").append(i).append("@b.example\n");
        }
        return all.toString();
    }
}
