// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.allmende.mastodon.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What was said on other instances before anybody here listened, as apps see it come in.
class ConversationsAcrossTest {

    private static final String ALL = "read write follow push";

    @TempDir
    static Path folder;

    private static TrialInstance here;
    private static TrialInstance there;
    private static TrialInstance far;
    private static AppClient ann;
    private static AppClient bob;
    private static AppClient carl;

    @BeforeAll
    static void open() throws IOException {
        here = TrialInstance.start(Files.createDirectory(folder.resolve("here")));
        there = TrialInstance.start(Files.createDirectory(folder.resolve("there")));
        far = TrialInstance.start(Files.createDirectory(folder.resolve("far")));
        ann = AppClient.nobody(here.address()).with(here.token(here.join("ann"), ALL));
        bob = AppClient.nobody(there.address()).with(there.token(there.join("bob"), ALL));
        carl = AppClient.nobody(far.address()).with(far.token(far.join("carl"), ALL));
    }

    @AfterAll
    static void close() {
        here.close();
        there.close();
        far.close();
    }

    private static JsonNode says(AppClient who, String text, String... more) {
        var form = new ArrayList<>(List.of("status=" + text));
        form.addAll(List.of(more));
        return who.post("/api/v1/statuses", form.toArray(String[]::new)).json();
    }

    private static String found(AppClient who, String kind, String wanted) {
        var query = URLEncoder.encode(wanted, StandardCharsets.UTF_8);
        return who.get("/api/v2/search?resolve=true&type=" + kind + "&q=" + query)
                .json()
                .path(kind)
                .path(0)
                .path("id")
                .asString();
    }

    private static List<String> texts(JsonNode posts) {
        return posts.valueStream()
                .map(one -> one.path("content").asString().replaceAll("<[^>]*>", ""))
                .toList();
    }

    private static List<String> answers(AppClient who, String post) {
        return texts(who.get("/api/v1/statuses/" + post + "/context").json().path("descendants"));
    }

    @Test
    void answers_from_a_third_instance_come_in_while_a_member_reads() {
        var root = says(bob, "herons in the reeds");
        var carls = found(carl, "statuses", root.path("uri").asString());
        says(carl, "three of them", "in_reply_to_id=" + carls);
        soon(() -> assertThat(answers(bob, root.path("id").asString())).containsExactly("three of them"));

        var anns = found(ann, "statuses", root.path("uri").asString());
        var first = ann.get("/api/v1/statuses/" + anns + "/context");

        assertThat(first.json().path("descendants")).isEmpty();
        var refresh = first.header("Mastodon-Async-Refresh");
        assertThat(refresh).matches("id=\"[0-9]+\", retry=3, result_count=0");
        soon(() -> assertThat(answers(ann, anns)).containsExactly("three of them"));
        var id = refresh.replaceAll("id=\"([0-9]+)\".*", "$1");
        soon(() -> assertThat(ann.get("/api/v1_alpha/async_refreshes/" + id)
                        .json()
                        .path("async_refresh")
                        .path("status")
                        .asString())
                .isEqualTo("finished"));
        assertThat(ann.get("/api/v1/statuses/" + anns + "/context").header("Mastodon-Async-Refresh"))
                .isEmpty();
    }

    @Test
    void passers_by_make_us_ask_nobody() {
        var root = says(bob, "nothing to see");
        var anns = found(ann, "statuses", root.path("uri").asString());

        var reply = AppClient.nobody(here.address()).get("/api/v1/statuses/" + anns + "/context");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Mastodon-Async-Refresh")).isEmpty();
    }

    @Test
    void who_is_followed_brings_older_posts_to_their_profile_and_nowhere_else() {
        var cleo = carl.with(far.token(far.join("cleo"), ALL));
        var bobs = found(bob, "accounts", "cleo@" + far.address().getAuthority());
        bob.post("/api/v1/accounts/" + bobs + "/follow");
        soon(() -> assertThat(cleo.get("/api/v1/notifications").json()).hasSize(1));
        says(cleo, "said long before");
        var pinned = says(cleo, "most of all").path("id").asString();
        cleo.post("/api/v1/statuses/" + pinned + "/pin");
        says(cleo, "not for you", "visibility=private");
        // What has been sent is not sent to who comes later.
        soon(() -> assertThat(texts(bob.get("/api/v1/timelines/home").json()))
                .contains("said long before", "most of all", "not for you"));

        var anns = found(ann, "accounts", "cleo@" + far.address().getAuthority());
        ann.post("/api/v1/accounts/" + anns + "/follow");

        var profile = "/api/v1/accounts/" + anns + "/statuses";
        soon(() -> assertThat(texts(ann.get(profile).json())).contains("said long before", "most of all"));
        soon(() -> assertThat(texts(ann.get(profile + "?pinned=true").json())).containsExactly("most of all"));
        assertThat(texts(ann.get(profile).json())).doesNotContain("not for you");
        // Asked for before the follow was accepted, the pinned one may be known by then, and known posts are at home.
        assertThat(texts(ann.get("/api/v1/timelines/home").json())).doesNotContain("said long before");
        assertThat(ann.get("/api/v1/notifications").json()).isEmpty();
    }
}
