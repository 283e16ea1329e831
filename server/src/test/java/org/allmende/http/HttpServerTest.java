// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpServerTest {

    private static final Duration SHORT = Duration.ofMillis(500);

    private final Routes routes = new Routes();

    @Test
    void a_request_says_what_was_sent() {
        routes.post(
                "/a/{id}",
                request -> Answer.text(
                        200,
                        String.join(
                                "|",
                                request.method(),
                                request.path(),
                                request.target(),
                                request.query("q").orElse("none"),
                                request.queryAll("id[]").toString(),
                                request.header("x-thing").orElse("none"),
                                request.headers("X-Other").toString(),
                                request.scheme(),
                                request.remote().getHostAddress(),
                                new String(request.body(), UTF_8))));

        try (var wire = new Wire(routes)) {
            var answer = wire.send(
                    "POST",
                    "/a/b%20c?q=1+2&id[]=3&id%5B%5D=4".replace("[]", "%5B%5D"),
                    "body".getBytes(UTF_8),
                    "X-Thing",
                    "t",
                    "X-Other",
                    "1",
                    "X-Other",
                    "2",
                    "X-Forwarded-For",
                    "9.9.9.9",
                    "X-Forwarded-Proto",
                    "https");
            assertThat(answer.body())
                    .isEqualTo(
                            "POST|/a/b c|/a/b%20c?q=1+2&id%5B%5D=3&id%5B%5D=4|1 2|[3, 4]|t|[1, 2]|http|127.0.0.1|body");
            assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void only_trusted_proxies_are_believed_and_only_their_own_word() {
        routes.get(
                "/",
                request -> Answer.text(
                        200, request.scheme() + " " + request.remote().getHostAddress()));
        var proxies = List.of(Network.parse("127.0.0.1"), Network.parse("10.0.0.0/8"));

        try (var wire = new Wire(routes, proxies, Duration.ofSeconds(5), Duration.ofSeconds(5))) {
            assertThat(wire.get("/", "X-Forwarded-For", "6.6.6.6, 9.9.9.9, 10.0.0.7", "X-Forwarded-Proto", "https")
                            .body())
                    .isEqualTo("https 9.9.9.9");
            assertThat(wire.get("/", "X-Forwarded-For", "6.6.6.6, lies").body()).isEqualTo("http 127.0.0.1");
            assertThat(wire.get("/", "X-Forwarded-For", "2001:db8::1").body()).isEqualTo("http 2001:db8:0:0:0:0:0:1");
        }
    }

    @Test
    void oversized_requests_are_refused() throws IOException {
        routes.get("/", _ -> Answer.text(200, "x")).post("/", request -> Answer.text(200, "" + request.body().length));

        try (var wire = new Wire(routes)) {
            assertThat(wire.raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .startsWith("HTTP/1.1 414");
            var headers = wire.raw("GET / HTTP/1.1\r\nHost: x\r\n" + "X-A: aaaaaaaaaa\r\n".repeat(2_000) + "\r\n");
            assertThat(headers)
                    .startsWith("HTTP/1.1 431")
                    .contains("X-Request-Id")
                    .doesNotContain("Jetty");
            assertThat(wire.send("POST", "/", new byte[1024 * 1024]).statusCode())
                    .isEqualTo(200);
            assertThat(wire.send("POST", "/", new byte[1024 * 1024 + 1]).statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void malformed_requests_are_refused_without_a_word_about_us() throws IOException {
        routes.get("/{path*}", _ -> Answer.text(200, "x"));

        try (var wire = new Wire(routes)) {
            assertThat(wire.raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("jetty");
            assertThat(wire.raw("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
            for (var path : List.of("/a%00b", "/%ff", "/%zz", "/a/../../etc/passwd", "/..%2fetc")) {
                assertThat(wire.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                        .as(path)
                        .matches("(?s)HTTP/1.1 400.*|");
            }
            assertThat(
                            wire.raw(
                                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void whoever_keeps_silent_or_drips_is_cut_off() throws IOException {
        routes.post("/", request -> Answer.text(200, "" + request.body().length));

        try (var wire = new Wire(routes, List.of(), SHORT, SHORT)) {
            var before = System.nanoTime();
            wire.raw("POST / HTTP/1.1\r\nHost: x\r\n");
            var body = wire.raw("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");

            assertThat(body).matches("(?s)HTTP/1.1 408.*|");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void an_answer_may_take_longer_than_a_silence() {
        routes.get("/thoughtful", _ -> {
            pause(SHORT.multipliedBy(3));
            return Answer.text(200, "found");
        });

        try (var wire = new Wire(routes, List.of(), SHORT, SHORT)) {
            assertThat(wire.get("/thoughtful").body()).isEqualTo("found");
        }
    }

    @Test
    void whoever_drips_bytes_is_cut_off_too() throws IOException {
        routes.post("/", request -> Answer.text(200, "" + request.body().length));

        try (var wire = new Wire(routes, List.of(), SHORT, Duration.ofMillis(100))) {
            assertThat(drip(wire, "GET / HTTP/1.1\r\nHost: x\r\n")).isBetween(5, 40);
            assertThat(drip(wire, "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n"))
                    .isBetween(5, 40);
            assertThat(drip(wire, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n"))
                    .isBetween(5, 40);
        }
    }

    /// Begins as told and goes on with one byte every 50 ms; answers how many were taken.
    private static int drip(Wire wire, String begin) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), wire.server.port())) {
            var out = socket.getOutputStream();
            out.write(begin.getBytes(UTF_8));
            var bytes = 0;
            try {
                // The second write after the end is the one that fails.
                while (bytes < 200) {
                    out.write('x');
                    bytes++;
                    pause(Duration.ofMillis(50));
                }
            } catch (SocketException cut) {
                return bytes;
            }
            return bytes;
        }
    }

    @Test
    void many_bodies_at_once_do_not_fill_the_memory() throws Exception {
        routes.post("/", request -> Answer.text(200, "" + request.body().length));

        try (var wire = new Wire(routes, List.of(), limits -> limits.bodyBytesInAll(100_000));
                var first = new Socket(InetAddress.getLoopbackAddress(), wire.server.port());
                var second = new Socket(InetAddress.getLoopbackAddress(), wire.server.port())) {
            for (var slow : List.of(first, second)) {
                slow.getOutputStream()
                        .write(("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n" + "x".repeat(45_000))
                                .getBytes(UTF_8));
            }
            var third = eventually(503, () -> wire.send("POST", "/", new byte[20_000]));
            assertThat(third.headers().firstValue("Retry-After")).contains("30");
            assertThat(wire.send("POST", "/", new byte[5_000]).body()).isEqualTo("5000");

            first.getOutputStream().write("x".repeat(5_000).getBytes(UTF_8));
            assertThat(eventually(200, () -> wire.send("POST", "/", new byte[20_000]))
                            .body())
                    .isEqualTo("20000");
        }
    }

    /// What was written to a socket is read by the server a little later.
    private static HttpResponse<String> eventually(int status, Supplier<HttpResponse<String>> attempt) {
        var answer = attempt.get();
        for (var tries = 0; answer.statusCode() != status && tries < 100; tries++) {
            pause(Duration.ofMillis(50));
            answer = attempt.get();
        }
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer;
    }

    @Test
    void connections_beyond_the_limit_wait_outside() throws IOException {
        routes.get("/", _ -> Answer.text(200, "x"));

        try (var wire = new Wire(routes, List.of(), limits -> limits.connectionsMax(3))) {
            var crowd = new ArrayList<Socket>();
            for (var i = 0; i < 3; i++) {
                crowd.add(new Socket(InetAddress.getLoopbackAddress(), wire.server.port()));
                crowd.getLast().getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
                assertThat(crowd.getLast().getInputStream().read()).isEqualTo('H');
            }
            try (var late = new Socket(InetAddress.getLoopbackAddress(), wire.server.port())) {
                late.setSoTimeout(1_000);
                late.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
                assertThatThrownBy(() -> late.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

                for (var one : crowd) {
                    one.close();
                }
                late.setSoTimeout(10_000);
                assertThat(late.getInputStream().read()).isEqualTo('H');
            }
        }
    }

    @Test
    void a_body_without_a_length_is_bounded_too() throws IOException {
        routes.post("/", request -> Answer.text(200, "" + request.body().length));
        var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

        try (var wire = new Wire(routes)) {
            var head = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
            assertThat(wire.raw(head + chunk.repeat(16) + "0\r\n\r\n")).startsWith("HTTP/1.1 200");
            assertThat(wire.raw(head + chunk.repeat(17) + "0\r\n\r\n")).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void a_running_request_may_finish_while_the_server_stops() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        routes.get("/slow", _ -> {
            begun.countDown();
            await(go);
            return Answer.text(200, "finished");
        });
        var wire = new Wire(routes);

        var answer = CompletableFuture.supplyAsync(() -> wire.get("/slow"));
        await(begun);
        var stopped = CompletableFuture.runAsync(() -> wire.server.stop(Duration.ofSeconds(10)));
        refusesConnections(wire);
        go.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("finished");
        stopped.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_request_that_does_not_end_does_not_hold_the_stop_up() {
        var begun = new CountDownLatch(1);
        routes.get("/stuck", _ -> {
            begun.countDown();
            await(new CountDownLatch(1));
            return Answer.noContent();
        });
        var wire = new Wire(routes);
        CompletableFuture.supplyAsync(() -> wire.get("/stuck"));
        await(begun);

        var before = System.nanoTime();
        wire.server.stop(SHORT);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_busy_port_is_named() {
        try (var wire = new Wire(routes)) {
            var second = new HttpServer(
                    Listen.at("127.0.0.1:" + wire.server.port()), new Routes(), HttpLimits.usual(Path.of("target")));

            assertThatThrownBy(second::start)
                    .isInstanceOf(PortBusy.class)
                    .hasMessageContaining("127.0.0.1:" + wire.server.port());
        }
    }

    @Test
    void where_to_listen_is_read_strictly() {
        assertThat(Listen.at("[::1]:80").host()).isEqualTo("::1");
        for (var wrong : List.of("80", ":80", "localhost", "localhost:http", "localhost:70000")) {
            assertThatThrownBy(() -> Listen.at(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        for (var wrong : List.of("localhost", "10.0.0.0/33", "::/129", "10.0.0.0/x")) {
            assertThatThrownBy(() -> Network.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void refusesConnections(Wire wire) throws InterruptedException {
        for (var tries = 0; tries < 100; tries++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), wire.server.port())) {
                assertThat(socket.isConnected()).isTrue();
                Thread.sleep(20);
            } catch (IOException | IllegalArgumentException closed) {
                return;
            }
        }
        throw new AssertionError("still takes connections");
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
