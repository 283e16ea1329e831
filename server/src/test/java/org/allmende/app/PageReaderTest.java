// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.activity.Preview;
import org.allmende.base.Addresses;
import org.allmende.http.Outbound;
import org.allmende.http.OutboundPolicy;
import org.allmende.previews.LinkReader.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is read of pages elsewhere, and what is not.
class PageReaderTest {

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private Outbound outbound;
    private PageReader reader;
    private String base;
    private volatile String type = "text/html; charset=utf-8";
    private volatile String body = "";
    private volatile int status = 200;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.incrementAndGet();
                exchange.getResponseHeaders().set("Content-Type", type);
                var bytes = body.getBytes(UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            } catch (IOException _) {
                // Whoever asks need not hear us out.
            }
        });
        server.start();
        outbound = new Outbound(OutboundPolicy.strict("Test").allowPlainHttp().allowLoopback(), Clock.systemUTC());
        reader = new PageReader(outbound, new Addresses(URI.create("https://home.example")), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        server.stop(0);
        outbound.close();
    }

    private Preview described() {
        return ((Reading.Described) reader.read(base + "/page")).preview();
    }

    @Test
    void a_page_is_described_by_its_head_and_by_its_data() {
        body = """
                <html lang="de"><head><title>Reiher</title>
                <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle",
                 "headline":"x","description":"Wie sie fischen","author":[{"name":"Anna"}],"publisher":{"name":"Blatt"},
                 "datePublished":"2026-11-01T12:00:00+01:00","image":{"url":"/r.jpg"}}]}</script></head>
                """;

        var preview = described();

        assertThat(preview.title()).isEqualTo("Reiher");
        assertThat(preview.description()).isEqualTo("Wie sie fischen");
        assertThat(preview.author()).isEqualTo("Anna");
        assertThat(preview.provider()).isEqualTo("Blatt");
        assertThat(preview.picture()).contains(base + "/r.jpg");
        assertThat(preview.published()).hasToString("Optional[2026-11-01T11:00:00Z]");
        assertThat(preview.language()).contains("de");
    }

    @Test
    void nothing_but_the_beginning_of_html_is_read() {
        body = "<title>long</title>" + "x".repeat(4 * PageReader.BYTES_MAX);
        assertThat(described().title()).isEqualTo("long");

        body = "x".repeat(PageReader.BYTES_MAX) + "<title>too late</title>";
        assertThat(reader.read(base + "/page")).isInstanceOf(Reading.Nothing.class);

        body = "<title>no page</title>";
        type = "application/octet-stream";
        assertThat(reader.read(base + "/page")).isInstanceOf(Reading.Nothing.class);
    }

    @Test
    void what_is_gone_is_nothing_and_what_is_down_may_come_later() {
        body = "<title>x</title>";
        status = 404;
        assertThat(reader.read(base + "/page")).isInstanceOf(Reading.Nothing.class);
        status = 503;
        assertThat(reader.read(base + "/page")).isInstanceOf(Reading.Later.class);
    }

    @Test
    void no_host_is_asked_often_in_a_moment() {
        body = "<title>x</title>";
        for (var page = 0; page < 30; page++) {
            reader.read(base + "/" + page);
        }

        assertThat(asked).hasValue(10);
    }

    @Test
    void nobody_is_led_to_ourselves_or_into_our_network() throws IOException {
        body = "<title>secret</title>";
        try (var strict = new Outbound(OutboundPolicy.strict("Test").allowPlainHttp(), Clock.systemUTC())) {
            var careful = new PageReader(strict, new Addresses(URI.create(base)), Clock.systemUTC());

            assertThat(careful.read(base + "/page")).isInstanceOf(Reading.Nothing.class);
            assertThat(careful.read(base.replace("127.0.0.1", "localhost") + "/page"))
                    .isInstanceOf(Reading.Nothing.class);
        }
        assertThat(asked).hasValue(0);
    }
}
