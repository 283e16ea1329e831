// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.allmende.mastodon.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.allmende.app.TrialInstance;
import org.allmende.base.ActorId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Filters, as apps make them and as they see what they do.
class FiltersTest {

    private static final String EVERYWHERE =
            "\"context\":[\"home\",\"notifications\",\"public\",\"thread\",\"account\"]";

    @TempDir
    Path folder;

    private TrialInstance instance;
    private String annsToken;
    private AppClient ann;
    private ActorId bobId;
    private AppClient bob;

    @BeforeEach
    void open() {
        instance = TrialInstance.start(folder);
        annsToken = instance.token(instance.join("ann"), "read write follow");
        ann = AppClient.nobody(instance.address()).with(annsToken);
        bobId = instance.join("bob");
        bob = ann.with(instance.token(bobId, "read write follow"));
        ann.post("/api/v1/accounts/" + bobId + "/follow");
    }

    @AfterEach
    void close() {
        instance.close();
    }

    private AppClient.Reply filter(String action, String keywords) {
        return ann.json(
                "POST",
                "/api/v2/filters",
                "{\"title\":\"not now\"," + EVERYWHERE + ",\"filter_action\":\"" + action
                        + "\",\"keywords_attributes\":[" + keywords + "]}");
    }

    private static List<String> ids(JsonNode list) {
        return list.valueStream().map(one -> one.path("id").asString()).toList();
    }

    @Test
    void a_filter_is_made_changed_and_removed_with_all_it_holds() {
        var made = filter(
                "blur", "{\"keyword\":\"spoiler\",\"whole_word\":true},{\"keyword\":\"x+y\",\"kind\":\"regex\"}");
        assertThat(made.status()).isEqualTo(200);
        var path = "/api/v2/filters/" + made.id();
        assertThat(made.json().path("filter_action").asString()).isEqualTo("blur");
        assertThat(made.json().path("keywords")).hasSize(2);
        var first = made.json().path("keywords").path(0).path("id").asString();

        var changed = ann.json(
                "PUT",
                path,
                "{\"title\":\"later\",\"expires_in\":3600,\"keywords_attributes\":[{\"id\":\"" + first
                        + "\",\"_destroy\":true},{\"keyword\":\"ending\"}]}");
        assertThat(changed.json().path("title").asString()).isEqualTo("later");
        assertThat(changed.json().path("expires_at").isNull()).isFalse();
        assertThat(changed.json().path("keywords").path(1).path("keyword").asString())
                .isEqualTo("ending");

        var keyword = ann.post(path + "/keywords", "keyword=third").id();
        assertThat(ann.put("/api/v2/filters/keywords/" + keyword, "keyword=fourth", "whole_word=true")
                        .json()
                        .path("whole_word")
                        .asBoolean())
                .isTrue();
        assertThat(ann.get(path + "/keywords").json()).hasSize(3);
        assertThat(ann.delete("/api/v2/filters/keywords/" + keyword).status()).isEqualTo(200);
        assertThat(ann.get("/api/v2/filters/keywords/" + keyword).status()).isEqualTo(404);

        var post = bob.post("/api/v1/statuses", "status=pick me").id();
        var picked = ann.post(path + "/statuses", "status_id=" + post).id();
        assertThat(ann.get("/api/v2/filters/statuses/" + picked)
                        .json()
                        .path("status_id")
                        .asString())
                .isEqualTo(post);
        assertThat(ann.delete("/api/v2/filters/statuses/" + picked).status()).isEqualTo(200);
        assertThat(ann.get(path + "/statuses").json()).isEmpty();

        assertThat(bob.get(path).status()).isEqualTo(404);
        assertThat(bob.delete("/api/v2/filters/keywords/" + first).status()).isEqualTo(404);
        assertThat(ann.delete(path).status()).isEqualTo(200);
        assertThat(ann.get("/api/v2/filters").json()).isEmpty();
    }

    @Test
    void the_older_spelling_speaks_of_the_same_filters() {
        var made = ann.post("/api/v1/filters", "phrase=spoiler", "context[]=home", "irreversible=true");
        assertThat(made.json().path("phrase").asString()).isEqualTo("spoiler");
        filter("warn", "{\"keyword\":\"a.c\",\"kind\":\"regex\"}");

        assertThat(ann.get("/api/v2/filters")
                        .json()
                        .path(0)
                        .path("filter_action")
                        .asString())
                .isEqualTo("hide");
        assertThat(ids(ann.get("/api/v1/filters").json())).containsExactly(made.id());
        var changed =
                ann.put("/api/v1/filters/" + made.id(), "phrase=ending", "context[]=public", "irreversible=false");
        assertThat(changed.json().path("context").path(0).asString()).isEqualTo("public");
        assertThat(ann.get("/api/v1/filters/" + made.id()).json().path("phrase").asString())
                .isEqualTo("ending");
        assertThat(ann.delete("/api/v1/filters/" + made.id()).status()).isEqualTo(200);
        assertThat(ann.get("/api/v2/filters").json()).hasSize(1);
    }

    @Test
    void a_wrong_filter_is_refused() {
        assertThat(filter("explode", "").status()).isEqualTo(422);
        assertThat(filter("warn", "{\"keyword\":\"(\",\"kind\":\"regex\"}").status())
                .isEqualTo(422);
        assertThat(filter("warn", "{\"keyword\":\"x\",\"kind\":\"rune\"}").status())
                .isEqualTo(422);
        assertThat(ann.post("/api/v2/filters", "title=x").status()).isEqualTo(422);
        assertThat(ann.post("/api/v2/filters", "title=x", "context[]=moon").status())
                .isEqualTo(422);
        assertThat(ann.get("/api/v2/filters").json()).isEmpty();
    }

    @Test
    void a_warned_post_comes_with_the_reason_and_others_without() {
        filter("warn", "{\"keyword\":\"spoiler\"}");
        var spoiler = bob.post("/api/v1/statuses", "status=a spoiler").id();
        bob.post("/api/v1/statuses", "status=nothing");

        soon(() -> assertThat(ann.get("/api/v1/timelines/home").json()).hasSize(2));
        var home = ann.get("/api/v1/timelines/home").json();
        assertThat(home.path(0).path("filtered")).isEmpty();
        var why = home.path(1).path("filtered").path(0);
        assertThat(why.path("filter").path("title").asString()).isEqualTo("not now");
        assertThat(why.path("filter").path("filter_action").asString()).isEqualTo("warn");
        assertThat(why.path("keyword_matches").path(0).asString()).isEqualTo("spoiler");
        assertThat(why.path("status_matches").isNull()).isTrue();
        assertThat(bob.get("/api/v1/statuses/" + spoiler).json().path("filtered"))
                .isEmpty();
        assertThat(AppClient.nobody(instance.address())
                        .get("/api/v1/statuses/" + spoiler)
                        .json()
                        .has("filtered"))
                .isFalse();
    }

    @Test
    void a_hidden_post_is_left_out_wherever_posts_are_listed() {
        var root = ann.post("/api/v1/statuses", "status=what do you think?").id();
        filter("hide", "{\"keyword\":\"spoiler\"},{\"keyword\":\"secrets\",\"kind\":\"hashtag\"}");
        var hidden = bob.post("/api/v1/statuses", "status=@ann a spoiler #hm", "in_reply_to_id=" + root);
        var list = ann.post("/api/v1/lists", "title=l").id();
        ann.post("/api/v1/lists/" + list + "/accounts", "account_ids[]=" + bobId);
        var seen = bob.post("/api/v1/statuses", "status=@ann fine #hm").id();
        bob.post("/api/v1/statuses", "status=not fine #secrets #hm");

        soon(() -> assertThat(ids(ann.get("/api/v1/timelines/home").json())).contains(seen));
        for (var path : List.of(
                "/api/v1/timelines/public",
                "/api/v1/timelines/tag/hm",
                "/api/v1/timelines/list/" + list,
                "/api/v1/accounts/" + bobId + "/statuses")) {
            assertThat(ids(ann.get(path).json())).as(path).contains(seen).doesNotContain(hidden.id());
            assertThat(ann.get(path).json().toString()).as(path).doesNotContain("not fine");
        }
        assertThat(ids(ann.get("/api/v1/timelines/home").json())).containsExactly(seen, root);
        assertThat(ann.get("/api/v1/statuses/" + root + "/context").json().path("descendants"))
                .isEmpty();
        assertThat(bob.get("/api/v1/statuses/" + root + "/context").json().path("descendants"))
                .hasSize(1);
        assertThat(ann.get("/api/v1/notifications?types[]=mention").json()).hasSize(1);
        assertThat(ann.get("/api/v2/notifications?types[]=mention").json().path("notification_groups"))
                .hasSize(1);
        assertThat(ann.get("/api/v2/search?q=" + hidden.json().path("url").asString())
                        .json()
                        .path("statuses"))
                .isEmpty();
        assertThat(ann.get("/api/v1/statuses/" + hidden.id()).json().path("filtered"))
                .hasSize(1);
    }

    @Test
    void filters_hold_for_streams_and_a_change_is_told_there() {
        var heard = new CopyOnWriteArrayList<String>();
        var uri = instance.address().toString().replace("http", "ws") + "/api/v1/streaming?stream=user&access_token="
                + annsToken;
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(uri), new WebSocket.Listener() {
                    private final StringBuilder part = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                        part.append(text);
                        if (last) {
                            heard.add(part.toString());
                            part.setLength(0);
                        }
                        socket.request(1);
                        return null;
                    }
                })
                .join();
        filter("hide", "{\"keyword\":\"spoiler\"}");
        soon(() -> assertThat(heard).anySatisfy(frame -> assertThat(frame).contains("filters_changed")));

        bob.post("/api/v1/statuses", "status=@ann a spoiler");
        bob.post("/api/v1/statuses", "status=@ann the end");

        soon(() ->
                assertThat(heard).filteredOn(frame -> frame.contains("the end")).hasSize(2));
        assertThat(heard).noneSatisfy(frame -> assertThat(frame).contains("a spoiler"));
    }
}
