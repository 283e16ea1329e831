// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of whom members want to hear, as apps set it.
class RequestsTest {

    private static final String ALL = "/api/v1/notifications/requests";

    @Test
    void a_policy_sets_strangers_apart_until_they_are_let_in(@TempDir Path folder) {
        try (var instance = TrialInstance.start(folder)) {
            var ann = AppClient.nobody(instance.address()).with(instance.token(instance.join("ann"), "read write"));
            var bob = ann.with(instance.token(instance.join("bob"), "read write"));
            var carl = ann.with(instance.token(instance.join("carl"), "read write"));
            assertThat(ann.get("/api/v2/notifications/policy")
                            .json()
                            .path("for_not_following")
                            .asString())
                    .isEqualTo("accept");

            var policy = ann.json("PATCH", "/api/v2/notifications/policy", "{\"for_not_following\":\"filter\"}");
            assertThat(policy.json().path("for_not_following").asString()).isEqualTo("filter");
            assertThat(ann.json("PATCH", "/api/v2/notifications/policy", "{\"for_not_following\":\"burn\"}")
                            .status())
                    .isEqualTo(422);
            var post = bob.post("/api/v1/statuses", "status=@ann hello").id();
            carl.post("/api/v1/statuses", "status=@ann hello");

            assertThat(ann.get("/api/v1/notifications").json()).isEmpty();
            assertThat(ann.get("/api/v1/notifications/unread_count")
                            .json()
                            .path("count")
                            .asInt())
                    .isZero();
            assertThat(ann.get("/api/v1/notifications?include_filtered=true").json())
                    .hasSize(2);
            assertThat(ann.get("/api/v2/notifications?include_filtered=true")
                            .json()
                            .path("notification_groups"))
                    .hasSize(2);
            var old = ann.get("/api/v1/notifications/policy").json();
            assertThat(old.path("filter_not_following").asBoolean()).isTrue();
            assertThat(old.path("summary").path("pending_requests_count").asInt())
                    .isEqualTo(2);

            var waiting = ann.get(ALL + "?limit=1");
            assertThat(waiting.json()).hasSize(1);
            assertThat(waiting.header("Link")).contains("max_id=");
            var all = ann.get(ALL).json();
            var carls = all.path(0);
            var bobs = all.path(1);
            assertThat(bobs.path("account").path("acct").asString()).isEqualTo("bob");
            assertThat(bobs.path("notifications_count").asString()).isEqualTo("1");
            assertThat(bobs.path("last_status").path("id").asString()).isEqualTo(post);
            var id = bobs.path("id").asString();
            assertThat(ann.get(ALL + "/" + id).json().path("id").asString()).isEqualTo(id);
            assertThat(carl.get(ALL + "/" + id).status()).isEqualTo(404);
            assertThat(carl.post(ALL + "/" + id + "/accept").status()).isEqualTo(404);

            assertThat(ann.post(ALL + "/" + id + "/accept").status()).isEqualTo(200);
            assertThat(ann.post(ALL + "/dismiss", "id[]=" + carls.path("id").asString())
                            .status())
                    .isEqualTo(200);
            assertThat(ann.get(ALL).json()).isEmpty();
            assertThat(ann.get(ALL + "/merged").json().path("merged").asBoolean())
                    .isTrue();
            var told = ann.get("/api/v1/notifications").json();
            assertThat(told).hasSize(1);
            assertThat(ann.get("/api/v2/notifications/unread_count")
                            .json()
                            .path("count")
                            .asInt())
                    .isEqualTo(1);

            var note = told.path(0).path("id").asString();
            ann.post("/api/v1/markers", "notifications[last_read_id]=" + note);
            assertThat(ann.get("/api/v2/notifications/unread_count")
                            .json()
                            .path("count")
                            .asInt())
                    .isZero();
            assertThat(ann.delete("/api/v1/notifications/destroy_multiple?ids[]=" + note)
                            .status())
                    .isEqualTo(200);
            assertThat(ann.get("/api/v1/notifications").json()).isEmpty();
        }
    }
}
