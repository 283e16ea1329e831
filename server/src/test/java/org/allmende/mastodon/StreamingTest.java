// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.allmende.mastodon.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.allmende.app.TrialInstance;
import org.allmende.base.ActorId;
import org.allmende.moderation.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is new, told at once: over WebSocket and as server-sent events.
class StreamingTest {

    private static final String ALL = "read write follow push";
    private static final HttpClient WIRE = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static AppClient nobody;
    private static ActorId annId;
    private static AppClient ann;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        nobody = AppClient.nobody(instance.address());
        annId = instance.join("ann");
        ann = nobody.with(instance.token(annId, ALL));
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    /// Everything that arrived, in order, and whether the other end hung up.
    private static final class Ear implements WebSocket.Listener {

        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private volatile boolean closed;

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

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed = true;
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed = true;
        }

        private List<String> events(String name) {
            return heard.stream()
                    .filter(frame ->
                            Samples.read(frame).path("event").asString("").equals(name))
                    .toList();
        }
    }

    private static WebSocket listen(String query, Ear ear) {
        var uri = URI.create(instance.address().toString().replace("http", "ws") + "/api/v1/streaming" + query);
        return WIRE.newWebSocketBuilder().buildAsync(uri, ear).join();
    }

    @Test
    void a_socket_hears_home_notifications_edits_and_erasures() {
        var bobId = instance.join("bob");
        var token = instance.token(bobId, ALL);
        var bob = nobody.with(token);
        bob.post("/api/v1/accounts/" + annId + "/follow");
        var ear = new Ear();
        listen("?access_token=" + token + "&stream=user", ear);

        var post = ann.post("/api/v1/statuses", "status=@bob listen").id();
        soon(() -> assertThat(ear.events("update")).hasSize(1));
        soon(() -> assertThat(ear.events("notification")).hasSize(1));
        ann.put("/api/v1/statuses/" + post, "status=@bob listen well");
        soon(() -> assertThat(ear.events("status.update")).hasSize(1));
        ann.delete("/api/v1/statuses/" + post);
        soon(() -> assertThat(ear.events("delete")).hasSize(1));

        var update = Samples.read(ear.events("update").getFirst());
        assertThat(update.path("stream").path(0).asString()).isEqualTo("user");
        var payload = Samples.read(update.path("payload").asString());
        assertThat(payload.path("id").asString()).isEqualTo(post);
        assertThat(Samples.read(ear.events("delete").getFirst()).path("payload").asString())
                .isEqualTo(post);
    }

    @Test
    void one_socket_carries_the_streams_that_it_subscribes_to() {
        var token = instance.token(instance.join("carl"), ALL);
        var ear = new Ear();
        var socket = WIRE.newWebSocketBuilder()
                .subprotocols(token)
                .buildAsync(URI.create(instance.address().toString().replace("http", "ws") + "/api/v1/streaming"), ear)
                .join();

        socket.sendText("{\"type\":\"subscribe\",\"stream\":\"hashtag\",\"tag\":\"Tea\"}", true)
                .join();
        socket.sendText("{\"type\":\"subscribe\",\"stream\":\"nothing\"}", true).join();
        socket.sendText("not json", true).join();
        soon(() -> assertThat(ear.heard)
                .filteredOn(frame -> frame.contains("error"))
                .hasSize(2));
        ann.post("/api/v1/statuses", "status=no tag");
        ann.post("/api/v1/statuses", "status=#tea");
        soon(() -> assertThat(ear.events("update")).hasSize(1));
        socket.sendText("{\"type\":\"unsubscribe\",\"stream\":\"hashtag\",\"tag\":\"Tea\"}", true)
                .join();
        socket.sendText("{\"type\":\"subscribe\",\"stream\":\"public:local\"}", true)
                .join();
        socket.sendText("ping", true).join();
        soon(() -> assertThat(ear.heard)
                .filteredOn(frame -> frame.contains("error"))
                .hasSize(3));
        ann.post("/api/v1/statuses", "status=#tea again");
        soon(() -> assertThat(ear.events("update")).hasSize(2));

        assertThat(socket.getSubprotocol()).isEqualTo(token);
        assertThat(ear.events("update").getFirst()).contains("[\"hashtag\",\"Tea\"]");
        assertThat(ear.events("update").getLast()).contains("[\"public:local\"]");
    }

    @Test
    void nobody_hears_what_is_not_for_them() {
        var token = instance.token(instance.join("dora"), ALL);
        var ear = new Ear();
        listen("?access_token=" + token + "&stream=public", ear);

        ann.post("/api/v1/statuses", "status=among us", "visibility=private");
        ann.post("/api/v1/statuses", "status=aside", "visibility=unlisted");
        var open = ann.post("/api/v1/statuses", "status=for all").id();
        soon(() -> assertThat(ear.events("update")).hasSize(1));

        assertThat(ear.events("update").getFirst()).contains(open).doesNotContain("among us");
    }

    @Test
    void who_is_limited_is_heard_by_followers_alone() {
        var hugoId = instance.join("hugo");
        var hugo = nobody.with(instance.token(hugoId, ALL));
        var token = instance.token(instance.join("ida"), ALL);
        nobody.with(token).post("/api/v1/accounts/" + hugoId + "/follow");
        var home = new Ear();
        var streets = new Ear();
        listen("?access_token=" + token + "&stream=user", home);
        listen("?access_token=" + token + "&stream=public", streets);

        instance.decide(annId, hugoId, Level.LIMIT);
        hugo.post("/api/v1/statuses", "status=psst");
        soon(() -> assertThat(home.events("update")).hasSize(1));
        var open = ann.post("/api/v1/statuses", "status=for all").id();
        soon(() -> assertThat(streets.events("update")).isNotEmpty());

        assertThat(streets.events("update"))
                .singleElement()
                .satisfies(event -> assertThat(event).contains(open));
    }

    @Test
    void a_stream_opens_only_to_a_token_that_may_read() {
        var dumb = instance.token(instance.join("eve"), "write");

        assertThat(refusal("?access_token=" + dumb + "&stream=user")).isEqualTo(403);
        assertThat(refusal("?access_token=" + dumb + "&stream=public")).isEqualTo(403);
        assertThat(refusal("?access_token=guess&stream=public")).isEqualTo(401);
        assertThat(refusal("?stream=public")).isEqualTo(401);
        assertThat(nobody.get("/api/v1/streaming/public").status()).isEqualTo(401);
        assertThat(nobody.with(dumb).get("/api/v1/streaming/public").status()).isEqualTo(403);

        var ear = new Ear();
        var socket = listen("?access_token=" + dumb, ear);
        socket.sendText("{\"type\":\"subscribe\",\"stream\":\"user\"}", true).join();
        soon(() -> assertThat(ear.heard).anyMatch(frame -> frame.contains("403")));
    }

    private static int refusal(String query) {
        try {
            listen(query, new Ear());
            return 101;
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    @Test
    void a_stream_ends_with_the_token_and_with_the_account() {
        var fred = instance.join("fred");
        var one = instance.token(fred, ALL);
        var other = instance.token(fred, ALL);
        var first = new Ear();
        var second = new Ear();
        listen("?access_token=" + one + "&stream=user", first);
        listen("?access_token=" + other + "&stream=user", second);

        instance.revoke(one);
        soon(() -> assertThat(first.closed).isTrue());
        assertThat(second.closed).isFalse();
        instance.close(fred);
        soon(() -> assertThat(second.closed).isTrue());
    }

    @Test
    void streams_end_with_a_suspension() throws Exception {
        var jane = instance.join("jane");
        var token = instance.token(jane, ALL);
        var ear = new Ear();
        listen("?access_token=" + token + "&stream=user", ear);
        var answer = WIRE.send(
                HttpRequest.newBuilder(instance.address().resolve("/api/v1/streaming/user"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofLines());
        var reading = Thread.ofVirtual().start(() -> answer.body().forEach(_ -> {}));

        instance.decide(annId, jane, Level.SUSPEND);

        soon(() -> assertThat(ear.closed).isTrue());
        soon(() -> assertThat(reading.isAlive()).isFalse());
        assertThat(nobody.with(token).get("/api/v1/streaming/user").status()).isIn(401, 403);
    }

    @Test
    void events_flow_over_plain_http_too() throws Exception {
        var token = instance.token(instance.join("gina"), ALL);
        var heard = new CopyOnWriteArrayList<String>();
        var answer = WIRE.send(
                HttpRequest.newBuilder(instance.address().resolve("/api/v1/streaming/public/local"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofLines());
        var reading = Thread.ofVirtual().start(() -> answer.body().forEach(heard::add));

        var post = ann.post("/api/v1/statuses", "status=flowing").id();

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        soon(() -> assertThat(heard).contains("event: update"));
        soon(() -> assertThat(heard).anyMatch(line -> line.startsWith("data: ") && line.contains(post)));
        soon(() -> assertThat(heard).anyMatch(line -> line.startsWith(":")));
        instance.revoke(token);
        reading.join();
    }
}
