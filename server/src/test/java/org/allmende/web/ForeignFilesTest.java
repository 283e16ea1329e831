// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.allmende.access.Role;
import org.allmende.app.TrialInstance;
import org.allmende.base.ActorId;
import org.allmende.media.Keeping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Foreign files on their whole way: from a server that may lie, through ours, to a reader whom it never sees.
@Timeout(60)
class ForeignFilesTest {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final long ROOM = 64L << 20;

    @TempDir
    private static Path folder;

    private static TrialInstance instance;
    private static ActorId ann;

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<Headers> asked = new CopyOnWriteArrayList<>();
    private final HttpClient reader = HttpClient.newHttpClient();
    private volatile String contentType = "text/html";
    private volatile Duration pause = Duration.ZERO;
    private volatile int cutAfter = Integer.MAX_VALUE;
    private volatile CountDownLatch watched = new CountDownLatch(0);
    private HttpServer home;
    private volatile boolean sendingParts = true;

    @BeforeEach
    void open() throws IOException {
        home = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        home.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        home.createContext("/", this::serve);
        home.start();
        instance.keep(Keeping.STORE, ROOM);
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        home.stop(0);
        reader.close();
        instance.keep(Keeping.PASS_THROUGH, ROOM);
        untilKept(0);
    }

    @BeforeAll
    static void start() {
        instance = TrialInstance.start(folder);
        ann = instance.join("ann");
    }

    @AfterAll
    static void stop() {
        instance.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestHeaders());
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals("/private")) {
                exchange.getResponseHeaders().set("Location", "http://10.0.0.1/a.mp4");
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            var whole = files.get(path);
            if (whole == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"../../evil.exe\"");
            exchange.getResponseHeaders().set("Set-Cookie", "spy=1");
            var wish = sendingParts ? exchange.getRequestHeaders().getFirst("Range") : "";
            var range = RANGE.matcher(String.valueOf(wish));
            var part = whole;
            if (range.matches()) {
                var from = Integer.parseInt(range.group(1));
                var to = Math.min(whole.length, Integer.parseInt(range.group(2)) + 1);
                part = Arrays.copyOfRange(whole, from, to);
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + whole.length);
            }
            exchange.sendResponseHeaders(range.matches() ? 206 : 200, part.length == 0 ? -1 : part.length);
            if (part.length > 0) {
                send(exchange, part);
            }
        }
    }

    private void send(HttpExchange exchange, byte[] part) throws IOException {
        var half = Math.min(part.length / 2, cutAfter);
        exchange.getResponseBody().write(part, 0, half);
        exchange.getResponseBody().flush();
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            if (cutAfter != Integer.MAX_VALUE) {
                watched.await();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (cutAfter == Integer.MAX_VALUE) {
            exchange.getResponseBody().write(part, half, part.length - half);
        }
    }

    private String film(String path, byte[] bytes) {
        return foreign(path, bytes, "video/mp4");
    }

    private String foreign(String path, byte[] bytes, String mime) {
        files.put(path, bytes);
        return instance.foreign(ann, "http://localhost:" + home.getAddress().getPort() + path, mime);
    }

    private static byte[] filmOf(int length) {
        var film = new byte[length];
        new Random(length).nextBytes(film);
        System.arraycopy("\0\0\0\u0018ftypisom".getBytes(StandardCharsets.ISO_8859_1), 0, film, 0, 12);
        return film;
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(instance.address() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return reader.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private long kept() throws IOException {
        try (var all = Files.walk(folder.resolve("media"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private void untilKept(long count) throws IOException, InterruptedException {
        for (var i = 0; i < 800 && kept() != count; i++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }
        assertThat(kept()).isEqualTo(count);
    }

    @Test
    void a_film_comes_caged_with_the_type_it_has_and_its_home_learns_nothing_of_the_reader() throws Exception {
        var film = filmOf(300_000);
        var path = film("/a.mp4", film);

        var answer = get(
                path,
                "Cookie",
                "session=secret",
                "Referer",
                "https://here.example/home",
                "X-Forwarded-For",
                "198.51.100.7",
                "User-Agent",
                "Reader/1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).containsExactly(film);
        assertThat(header(answer, "Content-Type")).isEqualTo("video/mp4");
        assertThat(header(answer, "Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(header(answer, "Content-Disposition")).isEqualTo("inline");
        assertThat(header(answer, "Set-Cookie")).isEmpty();
        assertThat(asked).singleElement().satisfies(headers -> {
            assertThat(headers.keySet()).doesNotContain("Cookie", "Referer", "X-forwarded-for", "Forwarded", "Via");
            assertThat(headers.toString()).doesNotContain("Reader/1", "198.51.100.7", "secret");
        });
    }

    @Test
    void parts_are_sent_from_what_is_coming_from_what_is_kept_and_from_what_is_passed_on() throws Exception {
        var film = filmOf(200_000);
        var path = film("/a.mp4", film);
        pause = Duration.ofMillis(300);
        partsOf(path, film);
        untilKept(1);
        partsOf(path, film);
        assertThat(asked).hasSize(1);

        instance.keep(Keeping.PASS_THROUGH, ROOM);
        untilKept(0);
        pause = Duration.ZERO;
        partsOf(path, film);
        assertThat(kept()).isZero();
        assertThat(asked.getLast().getFirst("Range")).isNotNull();
    }

    private void partsOf(String path, byte[] film) throws IOException, InterruptedException {
        var part = get(path, "Range", "bytes=150000-150009");
        var rest = get(path, "Range", "bytes=199990-");
        var end = get(path, "Range", "bytes=-5");
        var several = get(path, "Range", "bytes=0-1,5-6");
        var beyond = get(path, "Range", "bytes=200000-");
        var nonsense = get(path, "Range", "bytes=9-3");

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 150000-150009/200000");
        assertThat(part.body()).containsExactly(Arrays.copyOfRange(film, 150_000, 150_010));
        assertThat(rest.body()).containsExactly(Arrays.copyOfRange(film, 199_990, 200_000));
        assertThat(end.body()).containsExactly(Arrays.copyOfRange(film, 199_995, 200_000));
        assertThat(several.statusCode()).isEqualTo(200);
        assertThat(several.body()).containsExactly(film);
        assertThat(nonsense.statusCode()).isEqualTo(200);
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */200000");
        var again = get(path, "Range", "bytes=0-4", "If-Range", header(part, "ETag"));
        assertThat(again.statusCode()).isEqualTo(206);
    }

    @Test
    void many_who_watch_at_once_cause_one_fetch() throws Exception {
        var film = filmOf(500_000);
        var path = film("/a.mp4", film);
        pause = Duration.ofMillis(500);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var watching = new ArrayList<Callable<HttpResponse<byte[]>>>();
            for (var i = 0; i < 12; i++) {
                watching.add(() -> get(path));
            }
            for (var done : threads.invokeAll(watching)) {
                assertThat(done.get().body()).containsExactly(film);
            }
        }

        assertThat(asked).hasSize(1);
    }

    @Test
    void what_claims_to_be_a_film_or_a_picture_and_is_a_page_is_not_sent_and_not_asked_for_again() throws Exception {
        var page = "<!DOCTYPE html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        var drawing = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
        var paths = List.of(
                foreign("/page.mp4", page, "video/mp4"),
                foreign("/page.png", page, "image/png"),
                foreign("/drawing.svg", drawing, "image/svg+xml"),
                foreign("/drawing.mp3", drawing, "audio/mpeg"),
                foreign("/nothing.mp4", new byte[0], "video/mp4"),
                foreign("/nothing.png", new byte[0], "image/png"));

        for (var type : List.of("video/mp4", "image/png")) {
            contentType = type;
            for (var path : paths) {
                assertThat(get(path).statusCode()).as(path).isEqualTo(404);
            }
        }

        assertThat(asked).hasSize(paths.size());
        assertThat(kept()).isZero();
    }

    @Test
    void what_hides_behind_a_picture_does_not_come_along() throws Exception {
        var script = "<script>alert('hidden')</script>";
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", bytes);
        bytes.writeBytes(script.getBytes(StandardCharsets.UTF_8));
        var path = foreign("/both.png", bytes.toByteArray(), "image/png");

        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1)).doesNotContain("hidden");
    }

    @Test
    void a_way_into_a_private_network_is_not_followed_and_a_film_that_breaks_off_is_not_taken_for_whole()
            throws Exception {
        var inside = foreign("/private", new byte[0], "video/mp4");
        assertThat(get(inside).statusCode()).isEqualTo(404);

        cutAfter = 5;
        assertThat(get(film("/begun.mp4", filmOf(200_000))).statusCode())
                .as("it broke off before it could be passed on")
                .isEqualTo(404);

        assertBreaksOff(film("/broken.mp4", filmOf(200_000)));
        untilKept(0);

        cutAfter = Integer.MAX_VALUE;
        instance.keep(Keeping.PASS_THROUGH, ROOM);
        var passed = film("/passed.mp4", filmOf(200_000));
        assertThat(get(passed, "Range", "bytes=0-9").statusCode()).isEqualTo(206);
        assertBreaksOff(passed);
    }

    /// Its home breaks off when the reader has seen the beginning.
    private void assertBreaksOff(String path) throws IOException, InterruptedException {
        cutAfter = 100_000;
        watched = new CountDownLatch(1);
        var request = HttpRequest.newBuilder(URI.create(instance.address() + path));

        var answer = reader.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());

        assertThat(answer.statusCode()).isEqualTo(200);
        try (var body = answer.body()) {
            assertThat(body.readNBytes(1)).hasSize(1);
            watched.countDown();
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void the_owner_says_whether_copies_are_kept_and_how_many() throws Exception {
        instance.join("olga", Role.OWNER);
        var owner = Browser.of(instance, "olga");
        get(film("/a.mp4", filmOf(3 << 20)));
        for (var i = 0; i < 800 && !owner.get("/house/storage").html().contains("Copies take 3 MB now"); i++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }

        assertThat(owner.get("/house/storage").html()).contains("Copies take 3 MB now", "value=\"64\"");
        assertThat(owner.post("/house/storage", "keep=pass_through", "room=10").html())
                .contains("value=\"pass_through\" checked", "value=\"10\"");
        untilKept(0);
        assertThat(owner.post("/house/storage", "keep=store", "room=-1").status())
                .isEqualTo(422);
        assertThat(owner.post("/house/storage", "keep=everything", "room=1").status())
                .isEqualTo(422);
    }

    @Test
    void a_home_that_sends_no_parts_is_asked_for_the_whole() throws Exception {
        instance.keep(Keeping.PASS_THROUGH, ROOM);
        var film = filmOf(200_000);
        sendingParts = false;
        var whole = get(film("/whole.mp4", film), "Range", "bytes=100-199");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).containsExactly(film);

        sendingParts = true;
        var path = film("/changes.mp4", film);
        assertThat(get(path, "Range", "bytes=100-199").body()).containsExactly(Arrays.copyOfRange(film, 100, 200));
        sendingParts = false;
        assertThat(get(path, "Range", "bytes=100-199").statusCode())
                .as("never another part than was asked for")
                .isEqualTo(500);
    }

    @Test
    void a_huge_body_is_not_taken() throws Exception {
        var huge = foreign("/huge.png", new byte[(16 << 20) + 1], "image/png");

        assertThat(get(huge).statusCode()).isEqualTo(404);
        assertThat(kept()).isZero();
    }
}
