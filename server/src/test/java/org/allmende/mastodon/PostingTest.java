// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.allmende.app.TrialInstance;
import org.allmende.mastodon.AppClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Writing, reading, rewriting and taking back, as apps do it.
class PostingTest {

    private static final String ALL = "read write follow push";

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static AppClient ann;
    private static AppClient bob;
    private static AppClient nobody;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        nobody = AppClient.nobody(instance.address());
        ann = nobody.with(instance.token(instance.join("ann"), ALL));
        bob = nobody.with(instance.token(instance.join("bob"), ALL));
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static Reply says(AppClient who, String text) {
        return who.post("/api/v1/statuses", "status=" + text);
    }

    private static List<String> ids(JsonNode list) {
        return list.valueStream().map(one -> one.path("id").asString()).toList();
    }

    @Test
    void a_post_is_on_the_home_of_its_author_and_on_the_public_timelines() {
        var post = says(ann, "Good morning #Tea @bob https://example.org/");

        assertThat(post.status()).isEqualTo(200);
        assertThat(post.json().path("visibility").asString()).isEqualTo("public");
        assertThat(post.json().path("content").asString()).contains("https://example.org/");
        assertThat(post.json().path("mentions").path(0).path("acct").asString()).isEqualTo("bob");
        assertThat(ids(ann.get("/api/v1/timelines/home").json())).contains(post.id());
        assertThat(ids(nobody.get("/api/v1/timelines/public?local=true").json()))
                .contains(post.id());
        assertThat(ids(nobody.get("/api/v1/timelines/public").json())).contains(post.id());
        assertThat(ids(nobody.get("/api/v1/timelines/tag/tea").json())).containsExactly(post.id());
        assertThat(ids(nobody.get("/api/v1/timelines/public?remote=true").json()))
                .isEmpty();
        var notified = bob.get("/api/v1/notifications?types[]=mention").json();
        assertThat(notified.path(0).path("status").path("id").asString()).isEqualTo(post.id());
    }

    @Test
    void what_cannot_be_read_is_refused_and_not_guessed() {
        for (var odd :
                List.of("visibility[a]=direct", "visibility=friends", "local_only=maybe", "local_only[]=1", "poll=x")) {
            assertThat(ann.post("/api/v1/statuses", "status=careful", odd).status())
                    .as(odd)
                    .isEqualTo(422);
        }
        for (var fine : List.of("visibility=", "local_only=", "local_only=False", "poll=")) {
            assertThat(ann.post("/api/v1/statuses", "status=fine", fine).status())
                    .as(fine)
                    .isEqualTo(200);
        }
    }

    @Test
    void a_question_that_is_as_long_as_questions_get_is_answered() {
        says(ann, "something to page from");

        assertThat(nobody.get("/api/v1/timelines/public?" + "a=b&".repeat(3_000))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void who_answers_a_share_answers_what_is_shared() {
        var post = says(ann, "worth repeating").id();
        var share = bob.post("/api/v1/statuses/" + post + "/reblog").id();

        var answer = ann.post("/api/v1/statuses", "status=indeed", "in_reply_to_id=" + share)
                .json();

        assertThat(answer.path("in_reply_to_id").asString()).isEqualTo(post);
        assertThat(nobody.get("/api/v1/statuses/" + post + "/context")
                        .json()
                        .path("descendants")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void an_option_of_a_poll_is_one_line() {
        var poll = ann.json("POST", "/api/v1/statuses", """
                {"status": "which?", "poll": {"options": [" tea\\n or so ", "coffee"], "expires_in": 600}}
                """).json().path("poll");

        assertThat(poll.path("options").path(0).path("title").asString()).isEqualTo("tea or so");
    }

    @Test
    void the_same_key_makes_one_post_however_often_it_is_sent() {
        var request = ann.form("/api/v1/statuses", "POST", "status=only once").header("Idempotency-Key", "k1");
        var first = AppClient.send(request);
        var again = AppClient.send(request);
        var other = AppClient.send(
                bob.form("/api/v1/statuses", "POST", "status=another").header("Idempotency-Key", "k1"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(other.id()).isNotEqualTo(first.id());
    }

    @Test
    void a_post_is_rewritten_with_history_and_taken_back_with_its_source() {
        var post = says(ann, "frist");

        var edited = ann.put("/api/v1/statuses/" + post.id(), "status=first", "spoiler_text=typo");
        var history = nobody.get("/api/v1/statuses/" + post.id() + "/history").json();
        var source = ann.get("/api/v1/statuses/" + post.id() + "/source").json();
        var foreign = bob.put("/api/v1/statuses/" + post.id(), "status=mine");
        var stolen = bob.delete("/api/v1/statuses/" + post.id());
        var gone = ann.delete("/api/v1/statuses/" + post.id());

        assertThat(edited.json().path("content").asString()).contains("first");
        assertThat(edited.json().path("edited_at").asString()).isNotEmpty();
        assertThat(edited.json().path("sensitive").asBoolean()).isTrue();
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.path(0).path("content").asString()).contains("frist");
        assertThat(source.path("text").asString()).isEqualTo("first");
        assertThat(foreign.status()).isIn(403, 404);
        assertThat(stolen.status()).isIn(403, 404);
        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.json().path("text").asString()).isEqualTo("first");
        assertThat(nobody.get("/api/v1/statuses/" + post.id()).status()).isEqualTo(404);
        assertThat(ids(ann.get("/api/v1/timelines/home").json())).doesNotContain(post.id());
    }

    @Test
    void answers_stand_in_their_conversation() {
        var root = says(ann, "root");
        var answer = bob.post("/api/v1/statuses", "status=@ann answer", "in_reply_to_id=" + root.id());
        var deeper = ann.post("/api/v1/statuses", "status=@bob deeper", "in_reply_to_id=" + answer.id());

        var context = nobody.get("/api/v1/statuses/" + answer.id() + "/context").json();

        assertThat(ids(context.path("ancestors"))).containsExactly(root.id());
        assertThat(ids(context.path("descendants"))).containsExactly(deeper.id());
        assertThat(answer.json().path("in_reply_to_id").asString()).isEqualTo(root.id());
        assertThat(nobody.get("/api/v1/statuses/" + root.id())
                        .json()
                        .path("replies_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void what_one_does_with_a_post_shows_on_it_and_is_undone() {
        var post = says(ann, "like me").id();

        var liked = bob.post("/api/v1/statuses/" + post + "/favourite").json();
        var again = bob.post("/api/v1/statuses/" + post + "/favourite");
        var kept = bob.post("/api/v1/statuses/" + post + "/bookmark").json();
        var shared = bob.post("/api/v1/statuses/" + post + "/reblog").json();

        assertThat(liked.path("favourited").asBoolean()).isTrue();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("favourites_count").asInt()).isEqualTo(1);
        assertThat(kept.path("bookmarked").asBoolean()).isTrue();
        assertThat(shared.path("reblog").path("id").asString()).isEqualTo(post);
        assertThat(shared.path("reblog").path("reblogged").asBoolean()).isTrue();
        assertThat(ids(bob.get("/api/v1/favourites").json())).contains(post);
        assertThat(ids(bob.get("/api/v1/bookmarks").json())).contains(post);
        assertThat(nobody.get("/api/v1/statuses/" + post + "/favourited_by")
                        .json()
                        .path(0)
                        .path("acct")
                        .asString())
                .isEqualTo("bob");
        assertThat(nobody.get("/api/v1/statuses/" + post + "/reblogged_by")
                        .json()
                        .size())
                .isEqualTo(1);

        var unshared = bob.post("/api/v1/statuses/" + post + "/unreblog").json();
        var unliked = bob.post("/api/v1/statuses/" + post + "/unfavourite").json();
        var unkept = bob.post("/api/v1/statuses/" + post + "/unbookmark").json();

        assertThat(unshared.path("reblogged").asBoolean()).isFalse();
        assertThat(unliked.path("favourites_count").asInt()).isZero();
        assertThat(unkept.path("bookmarked").asBoolean()).isFalse();
        assertThat(bob.get("/api/v1/bookmarks").json().size()).isZero();
    }

    @Test
    void a_pinned_post_is_on_top_of_the_profile_until_it_is_not() {
        var post = says(ann, "pin me");
        var author = post.json().path("account").path("id").asString();

        assertThat(ann.post("/api/v1/statuses/" + post.id() + "/pin")
                        .json()
                        .path("pinned")
                        .asBoolean())
                .isTrue();
        assertThat(bob.post("/api/v1/statuses/" + post.id() + "/pin").status()).isIn(403, 404, 422);
        assertThat(ids(nobody.get("/api/v1/accounts/" + author + "/statuses?pinned=true")
                        .json()))
                .containsExactly(post.id());
        assertThat(ann.post("/api/v1/statuses/" + post.id() + "/unpin")
                        .json()
                        .path("pinned")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void a_poll_is_asked_answered_once_and_counted() {
        var poll = ann.json("POST", "/api/v1/statuses", """
                {"status": "which?", "poll": {"options": ["tea", "coffee"], "expires_in": 3600, "multiple": false}}
                """).json().path("poll");
        var path = "/api/v1/polls/" + poll.path("id").asString();

        var voted = bob.post(path + "/votes", "choices[]=1");
        var twice = bob.post(path + "/votes", "choices[]=0");
        var nowhere = ann.post(path + "/votes", "choices[]=7");

        assertThat(poll.path("options").path(1).path("title").asString()).isEqualTo("coffee");
        assertThat(voted.json().path("voted").asBoolean()).isTrue();
        assertThat(voted.json().path("own_votes").path(0).asInt()).isEqualTo(1);
        assertThat(voted.json().path("options").path(1).path("votes_count").asInt())
                .isEqualTo(1);
        assertThat(twice.status()).isEqualTo(422);
        assertThat(nowhere.status()).isEqualTo(422);
        assertThat(nobody.get(path).json().path("voters_count").asInt()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_a_post_is_refused_with_a_reason_and_nothing_is_written() {
        var before = ids(ann.get("/api/v1/timelines/home").json());

        var wrong = List.of(
                says(ann, "  "),
                says(ann, "x".repeat(5001)),
                ann.post("/api/v1/statuses", "status=x", "visibility=everybody"),
                ann.post("/api/v1/statuses", "status=x", "in_reply_to_id=abc"),
                ann.post("/api/v1/statuses", "status=x", "in_reply_to_id=99"),
                ann.post("/api/v1/statuses", "status=x", "media_ids[]=99"),
                ann.post("/api/v1/statuses", "status=x", "media_ids[]=cat"),
                ann.post("/api/v1/statuses", "status=x", "scheduled_at=2030-01-01T00:00:00Z"),
                ann.post("/api/v1/statuses", "status=x", "content_type=text/x-dvi"),
                ann.post("/api/v1/statuses", "status=x", "poll[options][]=one", "poll[expires_in]=600"),
                ann.post("/api/v1/statuses", "status=x", "poll[options][]=a", "poll[options][]=b"),
                ann.post(
                        "/api/v1/statuses",
                        "status=x",
                        "poll[options][]=a",
                        "poll[options][]=b",
                        "poll[expires_in]=1"));

        assertThat(wrong).allSatisfy(reply -> {
            assertThat(reply.status()).isIn(404, 422);
            assertThat(reply.error()).isNotEmpty();
        });
        assertThat(ids(ann.get("/api/v1/timelines/home").json())).isEqualTo(before);
    }

    @Test
    void lists_are_paged_by_the_links_they_send_along() {
        var carl = nobody.with(instance.token(instance.join("carl"), ALL));
        var posts = List.of("1", "2", "3", "4", "5").stream()
                .map(n -> says(carl, n).id())
                .toList();

        var first = carl.get("/api/v1/timelines/home?limit=2");
        var second = carl.get(link(first, "next"));
        var third = carl.get(link(second, "next"));
        var back = carl.get(link(third, "prev"));

        assertThat(ids(first.json())).containsExactly(posts.get(4), posts.get(3));
        assertThat(ids(second.json())).containsExactly(posts.get(2), posts.get(1));
        assertThat(ids(third.json())).containsExactly(posts.get(0));
        assertThat(ids(back.json())).containsExactly(posts.get(2), posts.get(1));
        assertThat(first.header("Link")).contains("limit=2").doesNotContain("access_token");
    }

    @Test
    void no_list_is_longer_than_its_bound_whatever_is_asked_for() {
        var dora = nobody.with(instance.token(instance.join("dora"), ALL));
        IntStream.rangeClosed(1, Paging.POSTS_MAX + 1).forEach(number -> says(dora, "n" + number));

        assertThat(ids(dora.get("/api/v1/timelines/home?limit=1000000").json())).hasSize(Paging.POSTS_MAX);
        assertThat(ids(dora.get("/api/v1/timelines/home?limit=0").json())).hasSize(1);
        assertThat(dora.get("/api/v1/timelines/home?limit=99999999999999999999").status())
                .isEqualTo(422);
    }

    private static String link(Reply reply, String relation) {
        for (var one : reply.header("Link").split(", ")) {
            if (one.endsWith("rel=\"" + relation + "\"")) {
                return one.substring(1, one.indexOf('>'));
            }
        }
        throw new AssertionError("no " + relation + " in " + reply.header("Link"));
    }

    @Test
    void markers_and_preferences_are_kept() {
        var post = says(bob, "read until here").id();

        var set = bob.post("/api/v1/markers", "home[last_read_id]=" + post);

        assertThat(set.json().path("home").path("last_read_id").asString()).isEqualTo(post);
        assertThat(bob.get("/api/v1/markers?timeline[]=home&timeline[]=notifications")
                        .json()
                        .path("home")
                        .path("last_read_id")
                        .asString())
                .isEqualTo(post);
        assertThat(bob.post("/api/v1/markers", "home[last_read_id]=x").status()).isEqualTo(422);
        assertThat(bob.get("/api/v1/preferences")
                        .json()
                        .path("posting:default:visibility")
                        .asString())
                .isEqualTo("public");
    }

    @Test
    void search_finds_what_people_said_where_they_allow_it() {
        var quiet = says(ann, "A nightingale in the poplar").id();
        assertThat(said("nightingale", ann)).containsExactly(quiet);
        assertThat(said("nightingale", bob)).isEmpty();
        assertThat(said("nightingale", nobody)).isEmpty();

        assertThat(ann.json("PATCH", "/api/v1/accounts/update_credentials", "{\"indexable\":true}")
                        .status())
                .isEqualTo(200);
        var loud = says(ann, "Another nightingale").id();
        assertThat(said("nightingale", bob)).containsExactly(loud, quiet);
        assertThat(said("nightingale%20-another", bob)).containsExactly(quiet);
        assertThat(said("nightingale&offset=1", bob)).containsExactly(quiet);
        assertThat(said("nightingale&limit=1", bob)).containsExactly(loud);
        assertThat(said("nightingale", nobody)).isEmpty();
        ann.json("PATCH", "/api/v1/accounts/update_credentials", "{\"indexable\":false}");
    }

    private static List<String> said(String words, AppClient reader) {
        return ids(reader.get("/api/v2/search?type=statuses&q=" + words).json().path("statuses"));
    }

    @Test
    void search_finds_people_posts_by_address_and_tags() {
        var post = says(ann, "#Findable");

        assertThat(bob.get("/api/v2/search?q=ann&type=accounts")
                        .json()
                        .path("accounts")
                        .path(0)
                        .path("acct")
                        .asString())
                .isEqualTo("ann");
        assertThat(ids(bob.get("/api/v2/search?q=" + post.json().path("uri").asString())
                        .json()
                        .path("statuses")))
                .containsExactly(post.id());
        assertThat(ids(nobody.get("/api/v2/search?q=" + post.json().path("url").asString())
                        .json()
                        .path("statuses")))
                .containsExactly(post.id());
        assertThat(ids(nobody.get("/api/v2/search?q=" + instance.address() + "/@ann")
                        .json()
                        .path("accounts")))
                .hasSize(1);
        assertThat(nobody.get("/api/v2/search?q=findable&type=hashtags")
                        .json()
                        .path("hashtags")
                        .size())
                .isEqualTo(1);
        assertThat(nobody.get("/api/v2/search?q=ann@b.example&resolve=true").status())
                .isEqualTo(401);
    }
}
