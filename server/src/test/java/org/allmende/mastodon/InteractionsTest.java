// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.allmende.app.TrialInstance;
import org.allmende.base.ActorId;
import org.allmende.mastodon.AppClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Asking before one answers, likes or shares, on one instance and between two, as apps see it.
class InteractionsTest {

    private static final String[] ASK = {
        "interaction_policy[can_reply][automatic_approval][0]=author",
        "interaction_policy[can_reply][manual_approval][0]=public",
        "interaction_policy[can_favourite][with_approval][]=public",
        "interaction_policy[can_reblog][with_approval][]=public"
    };

    @TempDir
    static Path here;

    @TempDir
    static Path there;

    private static TrialInstance home;
    private static TrialInstance away;
    private static AppClient alice;
    private static AppClient anna;
    private static AppClient bob;

    @BeforeAll
    static void open() {
        home = TrialInstance.start(here);
        away = TrialInstance.start(there);
        alice = join(home, "alice");
        anna = join(home, "anna");
        bob = join(away, "bob");
    }

    @AfterAll
    static void close() {
        home.close();
        away.close();
    }

    private static AppClient join(TrialInstance instance, String name) {
        ActorId id = instance.join(name);
        return AppClient.nobody(instance.address()).with(instance.token(id, "read write follow push"));
    }

    private static Reply says(AppClient app, String text, String... rest) {
        var form = new String[rest.length + 1];
        form[0] = "status=" + text;
        System.arraycopy(rest, 0, form, 1, rest.length);
        var reply = app.post("/api/v1/statuses", form);
        assertThat(reply.status()).as(reply.error()).isEqualTo(200);
        return reply;
    }

    private static String finds(AppClient app, Reply post) {
        return app.get("/api/v2/search?resolve=true&type=statuses&q="
                        + post.json().path("uri").asString())
                .json()
                .path("statuses")
                .path(0)
                .path("id")
                .asString();
    }

    private static JsonNode requests(AppClient app, String post) {
        return app.get("/api/v1/interaction_requests?status_id=" + post).json();
    }

    @Test
    void a_post_says_who_may_and_the_queue_lets_its_author_decide() {
        var said = says(alice, "ask me", ASK);
        var seen = anna.get("/api/v1/statuses/" + said.id()).json().path("interaction_policy");
        assertThat(seen.path("can_reply").path("automatic_approval").toString()).contains("author", "mentioned");
        assertThat(seen.path("can_reply").path("manual_approval").toString()).contains("public", "me");

        var answer = says(anna, "may I", "in_reply_to_id=" + said.id());
        assertThat(anna.post("/api/v1/statuses/" + said.id() + "/favourite")
                        .json()
                        .path("favourited")
                        .asBoolean())
                .isTrue();
        assertThat(anna.post("/api/v1/statuses/" + said.id() + "/reblog").status())
                .isEqualTo(200);

        var nobody = AppClient.nobody(home.address());
        assertThat(nobody.get("/api/v1/statuses/" + answer.id()).status()).isEqualTo(404);
        assertThat(nobody.get("/api/v1/statuses/" + said.id() + "/context")
                        .json()
                        .path("descendants"))
                .isEmpty();
        assertThat(alice.get("/api/v1/notifications?types[]=pending.reply").json())
                .hasSize(1);
        assertThat(anna.get("/api/v1/interaction_requests").json()).isEmpty();
        var asked = requests(alice, said.id());
        assertThat(asked.valueStream().map(one -> one.path("type").asString()))
                .containsExactlyInAnyOrder("reply", "favourite", "reblog");
        assertThat(alice.get("/api/v1/interaction_requests?replies=false&status_id=" + said.id())
                        .json())
                .hasSize(2);
        var reply = asked.valueStream()
                .filter(one -> one.path("type").asString().equals("reply"))
                .findFirst()
                .orElseThrow();
        assertThat(reply.path("reply").path("id").asString()).isEqualTo(answer.id());
        var number = reply.path("id").asString();
        assertThat(anna.post("/api/v1/interaction_requests/" + number + "/authorize")
                        .status())
                .isEqualTo(404);

        var allowed = alice.post("/api/v1/interaction_requests/" + number + "/authorize");

        assertThat(allowed.json().path("accepted_at").asString("")).isNotEmpty();
        assertThat(nobody.get("/api/v1/statuses/" + answer.id()).status()).isEqualTo(200);
        requests(alice, said.id())
                .forEach(one -> alice.post(
                        "/api/v1/interaction_requests/" + one.path("id").asString() + "/reject"));
        assertThat(requests(alice, said.id())).isEmpty();
        assertThat(anna.get("/api/v1/statuses/" + said.id())
                        .json()
                        .path("favourited")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void two_instances_ask_each_other() {
        var said = says(alice, "ask me from afar", ASK);
        var copy = finds(bob, said);

        var answer = says(bob, "@alice@" + home.address().getAuthority() + " may I", "in_reply_to_id=" + copy);
        bob.post("/api/v1/statuses/" + copy + "/favourite");

        Soon.soon(() -> assertThat(requests(alice, said.id())).hasSize(2));
        var nobody = AppClient.nobody(away.address());
        assertThat(nobody.get("/api/v1/statuses/" + answer.id()).status()).isEqualTo(404);
        requests(alice, said.id())
                .forEach(one -> alice.post(
                        "/api/v1/interaction_requests/" + one.path("id").asString() + "/authorize"));

        Soon.soon(() -> assertThat(nobody.get("/api/v1/statuses/" + answer.id()).status())
                .isEqualTo(200));
        Soon.soon(() -> assertThat(bob.get("/api/v1/statuses/" + copy)
                        .json()
                        .path("favourites_count")
                        .asInt())
                .isOne());
        assertThat(alice.get("/api/v1/statuses/" + said.id())
                        .json()
                        .path("favourites_count")
                        .asInt())
                .isOne();
    }

    @Test
    void defaults_hold_for_what_is_written_next_and_are_forgotten_where_they_are_left_out() {
        var set = anna.json("PATCH", "/api/v1/interaction_policies/defaults", """
                {"public":{"can_reply":{"always":["followers"],"with_approval":["public"]}}}
                """);
        assertThat(set.json()
                        .path("public")
                        .path("can_reply")
                        .path("manual_approval")
                        .toString())
                .contains("public");
        var said = says(anna, "by default");
        assertThat(said.json()
                        .path("interaction_policy")
                        .path("can_reply")
                        .path("automatic_approval")
                        .toString())
                .contains("followers");
        assertThat(says(anna, "otherwise", "visibility=unlisted")
                        .json()
                        .path("interaction_policy")
                        .path("can_reply")
                        .path("automatic_approval")
                        .toString())
                .contains("public");

        anna.json("PATCH", "/api/v1/interaction_policies/defaults", "{}");
        assertThat(anna.get("/api/v1/interaction_policies/defaults")
                        .json()
                        .path("public")
                        .path("can_reply")
                        .path("automatic_approval")
                        .toString())
                .contains("public");
        assertThat(anna.json("PATCH", "/api/v1/interaction_policies/defaults", """
                        {"public":{"can_reply":{"always":["https://a.example/someone"]}}}
                        """)
                        .status())
                .isEqualTo(422);
    }
}
