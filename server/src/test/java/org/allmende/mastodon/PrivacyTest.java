// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.allmende.app.TrialInstance;
import org.allmende.base.ActorId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is not for somebody does not exist for them, whichever way they ask.
class PrivacyTest {

    private static final String ALL = "read write follow push";
    private static final String FIRE = URLEncoder.encode("🔥", StandardCharsets.UTF_8);

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static AppClient nobody;
    private static ActorId annId;
    private static AppClient ann;
    private static AppClient friend;
    private static AppClient stranger;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        nobody = AppClient.nobody(instance.address());
        annId = instance.join("ann");
        ann = nobody.with(instance.token(annId, ALL));
        friend = nobody.with(instance.token(instance.join("friend"), ALL));
        stranger = nobody.with(instance.token(instance.join("stranger"), ALL));
        friend.post("/api/v1/accounts/" + annId + "/follow");
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    @Test
    void a_post_for_followers_is_there_for_followers_alone() {
        var post = ann.post(
                        "/api/v1/statuses",
                        "status=among us #secret",
                        "visibility=private",
                        "poll[options][]=one",
                        "poll[options][]=two",
                        "poll[expires_in]=3600")
                .json();

        assertThat(post.path("visibility").asString()).isEqualTo("private");
        assertHidden(post.path("id").asString(), post.path("uri").asString(), stranger);
        assertHidden(post.path("id").asString(), post.path("uri").asString(), nobody);
        assertThat(friend.get("/api/v1/statuses/" + post.path("id").asString()).status())
                .isEqualTo(200);
    }

    @Test
    void a_direct_post_is_there_for_who_is_mentioned_alone() {
        var post = ann.post("/api/v1/statuses", "status=@friend only you #secret", "visibility=direct")
                .json();
        var id = post.path("id").asString();

        assertHidden(id, post.path("uri").asString(), stranger);
        assertHidden(id, post.path("uri").asString(), nobody);
        assertThat(friend.get("/api/v1/statuses/" + id).status()).isEqualTo(200);
        assertThat(friend.get("/api/v1/notifications").json().toString()).contains("only you");
        assertThat(ann.post("/api/v1/statuses/" + id + "/reblog").status()).isIn(403, 404, 422);
    }

    @Test
    void a_local_post_is_there_for_members_alone() {
        var post = ann.post("/api/v1/statuses", "status=in the house #secret", "visibility=local")
                .json();
        var id = post.path("id").asString();

        assertThat(post.path("local_only").asBoolean()).isTrue();
        assertHidden(id, post.path("uri").asString(), nobody);
        assertThat(stranger.get("/api/v1/statuses/" + id).status()).isEqualTo(200);
        assertThat(stranger.get("/api/v1/timelines/public?local=true").json().toString())
                .contains("in the house");
    }

    @Test
    void a_token_that_may_not_read_posts_reads_none() {
        var post = ann.post("/api/v1/statuses", "status=among us", "visibility=private")
                .id();
        var writes = friend.with(instance.token(instance.join("writer"), "write"));

        assertThat(writes.get("/api/v1/statuses/" + post).status()).isEqualTo(403);
        assertThat(writes.get("/api/v1/timelines/public").status()).isEqualTo(403);
    }

    @Test
    void an_answer_by_somebody_else_does_not_open_the_conversation() {
        var post = ann.post("/api/v1/statuses", "status=among us root", "visibility=private")
                .id();
        var answer = friend.post("/api/v1/statuses", "status=@ann yes, publicly", "in_reply_to_id=" + post)
                .id();

        var context = stranger.get("/api/v1/statuses/" + answer + "/context");

        assertThat(context.status()).isEqualTo(200);
        assertThat(context.json().path("ancestors").size()).isZero();
        assertThat(context.json().toString()).doesNotContain("among us root");
    }

    @Test
    void who_is_gone_cannot_come_in_with_an_old_token() {
        var eve = instance.join("eve");
        var app = nobody.with(instance.token(eve, ALL));
        assertThat(app.get("/api/v1/timelines/home").status()).isEqualTo(200);

        instance.close(eve);

        assertThat(app.get("/api/v1/timelines/home").status()).isEqualTo(401);
        assertThat(app.post("/api/v1/statuses", "status=still here").status()).isEqualTo(401);
    }

    @Test
    void a_report_shows_nobody_what_it_names() {
        var letter = ann.post("/api/v1/statuses", "status=@friend only you", "visibility=direct")
                .id();

        var report = stranger.post("/api/v1/reports", "account_id=" + annId, "status_ids[]=" + letter, "comment=rude");

        assertThat(report.status()).isEqualTo(200);
        assertThat(report.json().path("comment").asString()).isEqualTo("rude");
        assertThat(report.json().toString()).doesNotContain("only you", "friend");
    }

    private static void assertHidden(String id, String uri, AppClient reader) {
        var one = "/api/v1/statuses/" + id;
        for (var path : List.of(
                one,
                one + "/context",
                one + "/history",
                one + "/favourited_by",
                one + "/reblogged_by",
                one.replace("/v1/", "/v1/pleroma/") + "/reactions",
                one.replace("/v1/", "/v1/pleroma/") + "/reactions/" + FIRE,
                "/api/v1/polls/" + id)) {
            assertThat(reader.get(path).status()).as(path).isEqualTo(404);
        }
        for (var path : List.of(
                "/api/v1/statuses?id[]=" + id,
                "/api/v1/timelines/public",
                "/api/v1/timelines/public?local=true",
                "/api/v1/timelines/tag/secret",
                "/api/v1/accounts/" + annId + "/statuses",
                "/api/v1/accounts/" + annId + "/statuses?tagged=secret",
                "/api/v2/search?q=" + uri,
                "/api/v2/search?q=secret&type=hashtags",
                "/api/v2/search?q=secret",
                "/api/v2/search?q=only",
                "/api/v2/search?q=house",
                "/api/v2/search?q=from:ann",
                "/api/v2/search?q=secret&account_id=" + annId)) {
            var reply = reader.get(path);
            assertThat(reply.status()).as(path).isEqualTo(200);
            assertThat(reply.json().toString()).as(path).doesNotContain(id);
        }
        if (reader.token().isPresent()) {
            assertThat(reader.get("/api/v1/timelines/home").json().toString()).doesNotContain(id);
            assertThat(reader.get(one + "/source").status()).isEqualTo(404);
            assertThat(reader.get(one + "/quotes").status()).isEqualTo(404);
            assertThat(reader.put(one + "/interaction_policy", "quote_approval_policy=public")
                            .status())
                    .isEqualTo(404);
            assertThat(reader.post("/api/v1/polls/" + id + "/votes", "choices[]=0")
                            .status())
                    .isEqualTo(404);
            var reaction = one.replace("/v1/", "/v1/pleroma/") + "/reactions/" + FIRE;
            assertThat(reader.put(reaction).status()).isEqualTo(404);
            assertThat(reader.delete(reaction).status()).isEqualTo(404);
            for (var deed : List.of(
                    "favourite",
                    "unfavourite",
                    "reblog",
                    "unreblog",
                    "bookmark",
                    "unbookmark",
                    "mute",
                    "unmute",
                    "pin",
                    "translate",
                    "react/" + FIRE,
                    "unreact/" + FIRE)) {
                assertThat(reader.post(one + "/" + deed).status()).as(deed).isEqualTo(404);
            }
            assertThat(reader.put(one, "status=mine").status()).isEqualTo(404);
            assertThat(reader.delete(one).status()).isEqualTo(404);
            assertThat(reader.post("/api/v1/statuses", "status=x", "in_reply_to_id=" + id)
                            .status())
                    .isIn(404, 422);
        }
    }
}
