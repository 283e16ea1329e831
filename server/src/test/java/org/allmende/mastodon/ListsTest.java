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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists, as apps use them.
class ListsTest {

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static AppClient ann;
    private static ActorId bobId;
    private static AppClient bob;
    private static String annsToken;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        annsToken = instance.token(instance.join("ann"), "read write");
        ann = AppClient.nobody(instance.address()).with(annsToken);
        bobId = instance.join("bob");
        bob = ann.with(instance.token(bobId, "read write"));
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static List<String> ids(AppClient app, String path) {
        return app.get(path)
                .json()
                .valueStream()
                .map(one -> one.path("id").asString())
                .toList();
    }

    @Test
    void a_list_is_made_filled_read_changed_and_removed() {
        var made = ann.post("/api/v1/lists", "title=poets", "replies_policy=none");
        var list = "/api/v1/lists/" + made.id();
        assertThat(made.json().path("replies_policy").asString()).isEqualTo("none");
        assertThat(made.json().path("exclusive").asBoolean(true)).isFalse();

        assertThat(ann.post(list + "/accounts", "account_ids[]=" + bobId).status())
                .isEqualTo(200);
        var post = bob.post("/api/v1/statuses", "status=a verse").id();

        assertThat(ids(ann, list + "/accounts")).containsExactly(bobId.toString());
        assertThat(ids(ann, list + "/accounts?limit=0")).containsExactly(bobId.toString());
        assertThat(ids(ann, "/api/v1/accounts/" + bobId + "/lists")).contains(made.id());
        var read = ann.get("/api/v1/timelines/list/" + made.id() + "?limit=1");
        assertThat(read.json().path(0).path("id").asString()).isEqualTo(post);
        assertThat(read.header("Link")).contains("max_id=" + post);
        assertThat(ann.get("/api/v1/timelines/home").json()).isEmpty();

        var changed = ann.put(list, "title=more poets", "exclusive=true");
        assertThat(changed.json().path("replies_policy").asString()).isEqualTo("none");
        assertThat(ann.get(list).json().path("title").asString()).isEqualTo("more poets");
        assertThat(ann.get(list).json().path("exclusive").asBoolean()).isTrue();
        assertThat(ann.delete(list + "/accounts?account_ids[]=" + bobId).status())
                .isEqualTo(200);
        assertThat(ids(ann, list + "/accounts")).isEmpty();
        assertThat(ann.delete(list).status()).isEqualTo(200);
        assertThat(ann.get(list).status()).isEqualTo(404);
    }

    @Test
    void a_list_is_its_owners_alone_and_a_wrong_form_is_refused() {
        var mine = ann.post("/api/v1/lists", "title=mine").id();

        for (var path : List.of("/api/v1/lists/" + mine, "/api/v1/lists/" + mine + "/accounts")) {
            assertThat(bob.get(path).status()).isEqualTo(404);
            assertThat(bob.delete(path).status()).isEqualTo(404);
        }
        assertThat(bob.get("/api/v1/timelines/list/" + mine).status()).isEqualTo(404);
        assertThat(bob.get("/api/v1/streaming/list?list=" + mine).status()).isEqualTo(404);
        assertThat(bob.put("/api/v1/lists/" + mine, "title=ours").status()).isEqualTo(404);
        assertThat(ann.post("/api/v1/lists", "title= ").status()).isEqualTo(422);
        assertThat(ann.post("/api/v1/lists", "title=x", "replies_policy=all").status())
                .isEqualTo(422);
        assertThat(ann.post("/api/v1/lists/" + mine + "/accounts", "account_ids[]=1")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_list_is_heard_live() {
        var list = ann.post("/api/v1/lists", "title=live").id();
        ann.post("/api/v1/lists/" + list + "/accounts", "account_ids[]=" + bobId);
        var heard = new CopyOnWriteArrayList<String>();
        var uri = instance.address().toString().replace("http", "ws") + "/api/v1/streaming?access_token=" + annsToken
                + "&stream=list&list=" + list;
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(uri), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                        heard.add(text.toString());
                        socket.request(1);
                        return null;
                    }
                })
                .join();

        var post = bob.post("/api/v1/statuses", "status=now").id();

        soon(() -> assertThat(heard)
                .anySatisfy(frame -> assertThat(frame).contains("[\"list\",\"" + list + "\"]", "update", post)));
    }
}
