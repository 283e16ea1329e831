// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Event streams and sockets.
@Timeout(60)
class LiveTest {

    private static final Duration QUICK = Duration.ofMillis(200);

    private final Routes routes = new Routes();
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    @Test
    void events_arrive_as_they_are_sent() throws Exception {
        routes.get(
                "/events",
                _ -> Answer.events(stream -> {
                    stream.send("update", "{\"id\":\n1}");
                    stream.send("7", "delete", "1");
                    stream.comment("well\nmet");
                    stream.close();
                }));

        try (var wire = new Wire(routes)) {
            var answer = wire.get("/events", "Accept-Encoding", "gzip");
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(answer.body())
                    .isEqualTo(
                            ":\n\nevent: update\ndata: {\"id\":\ndata: 1}\n\nid: 7\nevent: delete\ndata: 1\n\n:well met\n\n");
        }
    }

    @Test
    void a_stream_notices_by_its_heartbeat_that_the_reader_has_gone() throws Exception {
        routes.get(
                "/events",
                _ -> Answer.events(stream -> {
                    heard.add("open");
                    stream.onClose(() -> heard.add("gone"));
                }));

        try (var wire = new Wire(routes, List.of(), Duration.ofSeconds(10), QUICK)) {
            try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), wire.server.port())) {
                socket.getOutputStream()
                        .write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(next()).isEqualTo("open");
                var seen = new StringBuilder();
                while (!seen.toString().contains(":thump")) {
                    seen.append((char) socket.getInputStream().read());
                }
            }

            assertThat(next()).isEqualTo("gone");
        }
    }

    @Test
    void a_reader_who_falls_behind_is_cut_off() throws Exception {
        routes.get(
                "/events",
                _ -> Answer.events(stream -> {
                    stream.onClose(() -> heard.add("gone"));
                    heard.add(stream);
                }));

        try (var wire = new Wire(routes);
                var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), wire.server.port())) {
            socket.setReceiveBufferSize(1024);
            socket.getOutputStream().write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            var stream = (EventStream) next();
            var news = "x".repeat(100_000);
            var sent = 0;
            while (stream.send("update", news) && sent < 5_000) {
                sent++;
            }

            assertThat(sent).isLessThan(5_000);
            assertThat(next()).isEqualTo("gone");
            assertThat(stream.open()).isFalse();
            assertThat(stream.send("update", "more")).isFalse();
        }
    }

    @Test
    void streams_and_sockets_close_when_the_server_stops() throws Exception {
        routes.get(
                "/events",
                _ -> Answer.events(stream -> {
                    heard.add("open");
                    stream.onClose(() -> heard.add("gone"));
                }));
        routes.socket("/socket", _ -> Answer.socket(new Echo(), Optional.empty()));
        var wire = new Wire(routes);
        var events = CompletableFuture.supplyAsync(() -> wire.get("/events"));
        assertThat(next()).isEqualTo("open");
        var client = new Client();
        connect(wire, "/socket", client);
        assertThat(next()).isEqualTo("opened");

        var before = System.nanoTime();
        wire.server.stop(Duration.ofSeconds(8));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(events.get(5, TimeUnit.SECONDS).body()).startsWith(":");
        assertThat(client.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1001);
        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("gone", "closed");
    }

    @Test
    void a_socket_talks_both_ways_in_the_chosen_protocol() throws Exception {
        routes.socket(
                "/socket",
                request -> Answer.socket(
                        new Echo(), request.socketProtocols().stream().findFirst()));

        try (var wire = new Wire(routes)) {
            var client = new Client();
            var socket = connect(wire, "/socket", client, "secret-token");
            assertThat(socket.getSubprotocol()).isEqualTo("secret-token");
            assertThat(next()).isEqualTo("opened");
            socket.sendText("hello", true).join();
            assertThat(client.texts.poll(5, TimeUnit.SECONDS)).isEqualTo("you said hello");

            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            assertThat(next()).isEqualTo("hello");
            assertThat(next()).isEqualTo("closed");
        }
    }

    @Test
    void a_quiet_socket_stays_open_and_an_oversized_text_closes_it() throws Exception {
        routes.socket("/socket", _ -> Answer.socket(new Echo(), Optional.empty()));

        try (var wire = new Wire(routes, List.of(), Duration.ofSeconds(10), QUICK)) {
            var client = new Client();
            var socket = connect(wire, "/socket", client);
            assertThat(client.pings.poll(5, TimeUnit.SECONDS)).isNotNull();
            Thread.sleep(QUICK.multipliedBy(5));
            socket.sendText("still there", true).join();
            assertThat(client.texts.poll(5, TimeUnit.SECONDS)).isEqualTo("you said still there");

            socket.sendText("x".repeat(70_000), true).join();
            assertThat(client.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1009);
            assertThat(List.of(next(), next(), next())).containsExactly("opened", "still there", "closed");
        }
    }

    @Test
    void a_socket_that_breaks_is_told_as_closed_once() throws Exception {
        routes.socket("/socket", _ -> Answer.socket(new Echo(), Optional.empty()));

        try (var wire = new Wire(routes)) {
            var socket = connect(wire, "/socket", new Client());
            assertThat(next()).isEqualTo("opened");
            socket.abort();

            assertThat(next()).isEqualTo("closed");
            assertThat(heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void a_source_that_fails_leaves_no_stream_behind() throws Exception {
        routes.get(
                "/events",
                _ -> Answer.events(stream -> {
                    stream.onClose(() -> heard.add("gone"));
                    throw new IllegalStateException("no news");
                }));

        try (var wire = new Wire(routes)) {
            assertThatThrownBy(() -> wire.get("/events")).hasCauseInstanceOf(IOException.class);
            assertThat(next()).isEqualTo("gone");
        }
    }

    @Test
    void a_socket_can_be_refused_and_is_offered_to_those_who_ask_for_a_page() {
        routes.socket("/socket", _ -> {
            throw new Fault(401, "who are you");
        });

        try (var wire = new Wire(routes)) {
            assertThat(refusal(() -> connect(wire, "/socket", new Client()))).contains("401");
            assertThat(wire.get("/socket").statusCode()).isEqualTo(426);
        }
    }

    @Test
    void sixty_streams_cost_no_platform_threads() throws Exception {
        routes.get("/events", _ -> Answer.events(heard::add));

        try (var wire = new Wire(routes)) {
            for (var i = 0; i < 60; i++) {
                wire.client()
                        .sendAsync(HttpRequest.newBuilder(wire.uri("/events")).build(), BodyHandlers.ofInputStream());
            }
            for (var i = 0; i < 60; i++) {
                assertThat(next()).isInstanceOf(EventStream.class);
            }
            var ours = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("http-"))
                    .collect(Collectors.toSet());
            assertThat(ours).hasSizeLessThan(10);
        }
    }

    private Object next() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private static WebSocket connect(Wire wire, String path, Client client, String... protocols) {
        var builder = wire.client().newWebSocketBuilder();
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0]);
        }
        var uri = java.net.URI.create(wire.uri(path).toString().replace("http:", "ws:"));
        return builder.buildAsync(uri, client).join();
    }

    private static String refusal(Runnable attempt) {
        try {
            attempt.run();
            return "none";
        } catch (CompletionException e) {
            return e.getCause() instanceof java.net.http.WebSocketHandshakeException refused
                    ? "" + refused.getResponse().statusCode()
                    : e.getCause().toString();
        }
    }

    private final class Echo implements SocketListener {
        private Socket socket;

        @Override
        public void opened(Socket opened) {
            socket = opened;
            heard.add("opened");
        }

        @Override
        public void text(String text) {
            heard.add(text);
            socket.send("you said " + text);
        }

        @Override
        public void closed() {
            heard.add("closed");
        }
    }

    private static final class Client implements WebSocket.Listener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> pings = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            texts.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPing(WebSocket socket, java.nio.ByteBuffer message) {
            pings.add("ping");
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }
}
