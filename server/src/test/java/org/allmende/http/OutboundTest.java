// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.http.OutboundFailure.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OutboundTest {

    private static final OutboundPolicy STRICT = OutboundPolicy.strict("Allmende/test");
    private static final OutboundPolicy OPEN = STRICT.allowLoopback().allowPlainHttp();
    private static final Clock CLOCK = Clock.systemUTC();

    private final Routes routes = new Routes();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private Wire wire;
    private Outbound open;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        routes.get(
                "/hello",
                request ->
                        Answer.text(200, "hello " + request.header("User-Agent").orElse("?")));
        routes.get("/to", request -> Answer.redirect(302, request.query("url").orElseThrow()));
        routes.get("/loop", _ -> Answer.redirect(301, "/loop"));
        routes.get(
                "/steps/{n}",
                request -> request.path("n").equals("0")
                        ? Answer.text(200, "arrived")
                        : Answer.redirect(307, "/steps/" + (Integer.parseInt(request.path("n")) - 1)));
        wire = new Wire(routes);
        open = new Outbound(OPEN, CLOCK);
    }

    @AfterEach
    void stop() {
        open.close();
        wire.close();
    }

    @Test
    void an_answer_comes_with_status_headers_bytes_and_its_address() throws OutboundFailure {
        var response = open.send(get("/to?url=/hello"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("hello Allmende/test");
        assertThat(response.contentType()).isEqualTo("text/plain");
        assertThat(response.uri()).isEqualTo(wire.uri("/hello"));
        assertThat(open.send(get("/nothing")).status()).isEqualTo(404);
    }

    @Test
    void connections_are_used_again_and_only_so_many_are_kept() throws Exception {
        var connections = new AtomicInteger();
        try (var everywhere = new ServerSocket(0, 500)) {
            Thread.ofVirtual().start(() -> accept(everywhere, connections));
            var port = everywhere.getLocalPort();
            for (var host = 0; host < 300; host++) {
                open.send(post("http://127.2." + host / 200 + "." + (1 + host % 200) + ":" + port + "/"));
            }
            var kept = open.idleConnections();
            var made = connections.get();
            for (var time = 0; time < 20; time++) {
                open.send(post("http://127.2.1.100:" + port + "/"));
            }

            assertThat(made).isEqualTo(300);
            assertThat(kept).isBetween(20, 256);
            // A connection goes back a moment after its answer: who asks in between opens another.
            assertThat(connections).hasValueLessThan(made + 5);
        }
    }

    // At every address of this machine; keeps all connections open.
    private static void accept(ServerSocket server, AtomicInteger connections) {
        try {
            while (true) {
                var socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private static void answer(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            while (in.readLine() != null) {
                while (!in.readLine().isEmpty()) {
                    // the rest of the head
                }
                for (var letter = 0; letter < "hello".length(); letter++) {
                    assertThat(in.read()).isPositive();
                }
                socket.getOutputStream().write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
            }
        } catch (IOException _) {
            // They hung up.
        }
    }

    private static OutboundRequest post(String address) {
        return OutboundRequest.post(URI.create(address), "text/plain", "hello".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://LOCALHOST/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::127.0.0.1]/",
                "https://[::]/",
                "https://0.0.0.0/",
                "https://10.0.0.1/",
                "https://192.168.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[fe80::1]/",
                "https://[fc00::1]/",
                "https://8.8.8.8:8443/",
                "https://8.8.8.8:22/",
                "https://alice@8.8.8.8/",
                "https://alice:secret@example.org/",
                "http://8.8.8.8/",
                "ftp://8.8.8.8/",
                "file:///etc/passwd",
                "gopher://8.8.8.8/",
                "https:///path",
                "mailto:alice@example.org",
                "relative",
                "https://abc.onion/",
                "https://un_usual/",
            })
    void what_is_not_the_open_internet_is_refused(String address) {
        try (var strict = new Outbound(STRICT, CLOCK)) {
            assertThat(reason(strict, OutboundRequest.get(URI.create(address)))).isEqualTo(Reason.REFUSED);
        }
    }

    @Test
    void a_server_of_ours_is_not_reached_by_any_name_unless_allowed() throws OutboundFailure {
        var byName = OutboundRequest.get(URI.create("http://localhost:" + wire.server.port() + "/hello"));

        try (var plain = new Outbound(STRICT.allowPlainHttp(), CLOCK);
                var named = new Outbound(STRICT.allowPlainHttp().privateHosts(Set.of("LocalHost")), CLOCK);
                var network = new Outbound(
                        STRICT.allowPlainHttp().privateNetworks(List.of(Network.parse("127.0.0.0/8"))), CLOCK, _ ->
                                new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")})) {
            assertThat(reason(plain, byName)).isEqualTo(Reason.REFUSED);
            assertThat(reason(plain, get("/hello"))).isEqualTo(Reason.REFUSED);
            assertThat(named.send(byName).status()).isEqualTo(200);
            assertThat(reason(named, get("/hello"))).isEqualTo(Reason.REFUSED);
            assertThat(network.send(byName).status()).isEqualTo(200);
        }
    }

    @Test
    void http_without_tls_is_spoken_to_the_hosts_that_are_named_and_to_no_others() {
        var policy = STRICT.plainHosts(Set.of("Box.lan"));

        assertThat(policy.refusal(URI.create("http://box.lan/"))).isEmpty();
        assertThat(policy.refusal(URI.create("http://commons.example/"))).isPresent();
        assertThat(policy.refusal(URI.create("http://a.box.lan/"))).isPresent();
    }

    @Test
    void one_forbidden_address_behind_a_name_condemns_it() {
        var request = OutboundRequest.get(URI.create("https://two-faced.example/"));

        try (var outbound = new Outbound(STRICT, CLOCK, addresses("8.8.8.8", "fd00::1"))) {
            assertThat(reason(outbound, request)).isEqualTo(Reason.REFUSED);
        }
    }

    @Test
    void a_name_is_looked_up_once_so_it_cannot_change_its_mind_between_check_and_connection() {
        var lookups = new AtomicInteger();
        GuardedResolver.Lookup rebinding = _ ->
                new InetAddress[] {InetAddress.ofLiteral(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1")};
        var request = OutboundRequest.get(URI.create("http://rebinding.example:" + wire.server.port() + "/hello"));

        try (var outbound = new Outbound(OPEN, CLOCK, rebinding)) {
            assertThat(reason(outbound, request)).isNull();
            assertThat(lookups).hasValue(1);
        }
    }

    @Test
    void every_hop_of_a_redirect_is_checked() {
        for (var target :
                List.of("https://10.0.0.1/", "https://[fd00::1]/", "https://8.8.8.8:8443/", "ftp://8.8.8.8/")) {
            assertThat(reason(open, get("/to?url=" + target.replace("[", "%5B").replace("]", "%5D"))))
                    .as(target)
                    .isEqualTo(Reason.REFUSED);
        }
        assertThat(reason(open, get("/to?url=%20%20::"))).isEqualTo(Reason.BAD_REDIRECT);
    }

    @Test
    void three_redirects_are_followed_and_not_a_fourth() throws OutboundFailure {
        assertThat(open.send(get("/steps/3")).text()).isEqualTo("arrived");
        assertThat(reason(open, get("/steps/4"))).isEqualTo(Reason.BAD_REDIRECT);
        assertThat(reason(open, get("/loop"))).isEqualTo(Reason.BAD_REDIRECT);
    }

    @Test
    void a_post_is_repeated_only_where_it_stays_a_post() throws OutboundFailure {
        routes.post("/moved", _ -> Answer.redirect(308, "/inbox"));
        routes.post("/found", _ -> Answer.redirect(302, "/hello"));
        routes.post("/inbox", request -> Answer.text(202, "got " + new String(request.body(), UTF_8)));

        assertThat(open.send(post("/moved", "news")).text()).isEqualTo("got news");
        assertThat(reason(open, post("/found", "news"))).isEqualTo(Reason.BAD_REDIRECT);
    }

    @Test
    void every_hop_is_signed_anew() throws OutboundFailure {
        routes.get(
                "/signed",
                request -> Answer.text(200, request.headers("Signature").toString()));
        Signer signer = (method, uri, headers, body) -> {
            seen.add(method + " " + uri.getPath() + " " + headers.size() + " " + body.length);
            return List.of(new Header("Signature", "for " + uri.getPath()));
        };

        var response =
                open.send(get("/to?url=/signed").header("Accept", "text/plain").signedBy(signer));

        assertThat(response.text()).isEqualTo("[for /signed]");
        assertThat(seen).containsExactly("GET /to 1 0", "GET /signed 1 0");
    }

    @Test
    void secrets_stay_with_the_server_they_are_for_and_cookies_are_not_kept() throws OutboundFailure {
        routes.get("/cookie", _ -> Answer.text(200, "x").cookie(Cookie.brief("a", "b")));
        routes.get(
                "/headers",
                request -> Answer.text(
                        200,
                        request.header("Authorization").orElse("none")
                                + request.header("Cookie").orElse("none")));
        var elsewhere = "http://localhost:" + wire.server.port() + "/headers";

        open.send(get("/cookie"));

        assertThat(open.send(get("/headers").header("Authorization", "me")).text())
                .isEqualTo("menone");
        assertThat(open.send(get("/to?url=/headers").header("Authorization", "me"))
                        .text())
                .isEqualTo("menone");
        assertThat(open.send(get("/to?url=" + elsewhere).header("Authorization", "me"))
                        .text())
                .isEqualTo("nonenone");
    }

    @Test
    void too_large_an_answer_is_not_taken_however_it_is_packed() throws OutboundFailure {
        routes.get("/announced", _ -> Answer.bytes(200, "image/png", new byte[2_000]));
        routes.get(
                "/unannounced",
                _ -> Answer.stream(200, "image/png", out -> {
                    for (var i = 0; i < 1_000; i++) {
                        out.write(new byte[1_000]);
                    }
                }));
        routes.get("/bomb", _ -> Answer.text(200, "0".repeat(5_000_000)));

        assertThat(reason(open, get("/announced").bytesMax(1_999))).isEqualTo(Reason.TOO_LARGE);
        assertThat(open.send(get("/announced").bytesMax(2_000)).bytes()).hasSize(2_000);
        assertThat(reason(open, get("/unannounced").bytesMax(10_000))).isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(open, get("/bomb").bytesMax(100_000))).isEqualTo(Reason.TOO_LARGE);
        assertThat(open.send(get("/bomb").bytesMax(5_000_000)).bytes()).hasSize(5_000_000);
    }

    @Test
    void a_slow_server_is_left() {
        routes.get("/silent", _ -> {
            sleep(Duration.ofSeconds(20));
            return Answer.noContent();
        });
        routes.get(
                "/dripping",
                _ -> Answer.stream(200, "text/plain", out -> {
                    for (var i = 0; i < 200; i++) {
                        out.write('.');
                        out.flush();
                        sleep(Duration.ofMillis(100));
                    }
                }));
        var before = System.nanoTime();

        var silent = reason(open, get("/silent").within(Duration.ofMillis(300), Duration.ofSeconds(20)));
        var dripping = reason(open, get("/dripping").within(Duration.ofSeconds(20), Duration.ofSeconds(1)));

        assertThat(silent).isEqualTo(Reason.UNREACHABLE);
        assertThat(dripping).isEqualTo(Reason.UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void what_is_not_there_or_not_understood_may_be_tried_again() throws IOException {
        try (var nowhere = new Outbound(OPEN, CLOCK, host -> {
                    throw new UnknownHostException(host);
                });
                var rude = new Rude("I do not speak HTTP\r\n\r\n")) {
            var port = closedPort();

            assertThat(failure(nowhere, OutboundRequest.get(URI.create("http://gone.example/")))
                            .worthAnotherTry())
                    .isTrue();
            assertThat(reason(open, OutboundRequest.get(URI.create("http://127.0.0.1:" + port + "/"))))
                    .isEqualTo(Reason.UNREACHABLE);
            assertThat(reason(open, OutboundRequest.get(rude.uri()))).isEqualTo(Reason.UNREACHABLE);
        }
    }

    @Test
    void broken_packing_is_a_failure_and_not_an_accident() throws IOException {
        try (var rude = new Rude("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain");
                var odd = new Rude("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nplain")) {
            assertThat(reason(open, OutboundRequest.get(rude.uri()))).isEqualTo(Reason.UNREACHABLE);
            assertThat(reason(open, OutboundRequest.get(odd.uri()))).isEqualTo(Reason.UNREACHABLE);
        }
    }

    @Test
    void a_head_of_an_answer_without_end_is_not_waited_for() throws IOException {
        try (var large = new Rude("HTTP/1.1 200 OK\r\n" + "X-A: aaaaaaaaaa\r\n".repeat(4_000) + "\r\n");
                var slow = new Rude("HTTP/1.1 200 OK\r\n" + "X".repeat(200), Duration.ofMillis(100))) {
            var before = System.nanoTime();

            var oversized = reason(open, OutboundRequest.get(large.uri()));
            var dripping =
                    reason(open, OutboundRequest.get(slow.uri()).within(Duration.ofSeconds(20), Duration.ofSeconds(1)));

            assertThat(oversized).isEqualTo(Reason.UNREACHABLE);
            assertThat(dripping).isEqualTo(Reason.UNREACHABLE);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void a_download_is_on_disk_whole_or_not_at_all() throws Exception {
        routes.get("/film", _ -> Answer.stream(200, "video/mp4", out -> out.write(new byte[300_000])));
        var file = folder.resolve("film");

        var response = open.download(get("/to?url=/film"), file, 300_000);
        assertThat(response.bytes()).isEmpty();
        assertThat(response.contentType()).isEqualTo("video/mp4");
        assertThat(Files.size(file)).isEqualTo(300_000);

        var second = folder.resolve("second");
        assertThat(failure(() -> open.download(get("/film"), second, 299_999)).reason())
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(open.download(get("/lost"), second, 10).status()).isEqualTo(404);
        assertThat(second).doesNotExist();
    }

    @Test
    void an_address_is_signed_as_it_stands_on_the_wire() throws OutboundFailure {
        routes.get("/{path*}", request -> Answer.text(200, request.host() + request.target()));
        var signed = new ArrayList<String>();
        var uri = URI.create("HTTP://LocalHost:" + wire.server.port() + "/zoë/a%20b?q=%C3%AB&x#fragment");

        var response = open.send(OutboundRequest.get(uri).signedBy((_, plain, _, _) -> {
            signed.add(plain.getRawAuthority() + plain.getRawPath() + "?" + plain.getRawQuery());
            return List.of();
        }));

        assertThat(signed).containsExactly(response.text());
        assertThat(response.text()).isEqualTo("localhost:" + wire.server.port() + "/zo%C3%AB/a%20b?q=%C3%AB&x");
    }

    @Test
    void many_at_once_share_few_connections() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        routes.get("/busy", _ -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            sleep(Duration.ofMillis(20));
            running.decrementAndGet();
            return Answer.text(200, "x");
        });
        var failures = new CopyOnWriteArrayList<Object>();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 40; i++) {
            threads.add(Thread.startVirtualThread(
                    () -> Optional.ofNullable(reason(open, get("/busy"))).ifPresent(failures::add)));
        }
        for (var thread : threads) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        assertThat(most.get()).isBetween(2, 4);
    }

    private OutboundRequest get(String path) {
        return OutboundRequest.get(wire.uri(path));
    }

    private OutboundRequest post(String path, String body) {
        return OutboundRequest.post(wire.uri(path), "text/plain", body.getBytes(UTF_8));
    }

    private static GuardedResolver.Lookup addresses(String... literals) {
        return _ -> List.of(literals).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    private static Reason reason(Outbound outbound, OutboundRequest request) {
        var failure = failure(outbound, request);
        return failure == null ? null : failure.reason();
    }

    private static OutboundFailure failure(Outbound outbound, OutboundRequest request) {
        return failure(() -> outbound.send(request));
    }

    private interface Attempt {
        Response make() throws OutboundFailure;
    }

    private static OutboundFailure failure(Attempt attempt) {
        try {
            attempt.make();
            return null;
        } catch (OutboundFailure failure) {
            return failure;
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// A server that says the same to everybody, whatever they ask.
    private record Rude(ServerSocket socket) implements AutoCloseable {

        Rude(String answer) throws IOException {
            this(answer, Duration.ZERO);
        }

        /// With a pause before each letter, where there is one.
        Rude(String answer, Duration pause) throws IOException {
            this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.startVirtualThread(() -> {
                while (!socket.isClosed()) {
                    try (var client = socket.accept()) {
                        client.getInputStream().read(new byte[8_192]);
                        for (var letter : pause.isZero() ? new String[] {answer} : answer.split("")) {
                            client.getOutputStream().write(letter.getBytes(UTF_8));
                            sleep(pause);
                        }
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
