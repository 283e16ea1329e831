// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTest {

    private final Routes routes = new Routes();

    @TempDir
    private Path folder;

    @Test
    void a_film_is_sent_whole_and_in_the_part_that_is_asked_for() throws IOException {
        var film = Files.writeString(folder.resolve("film"), "0123456789");
        routes.get("/film", _ -> Answer.file(film, "video/mp4").immutable());

        try (var wire = new Wire(routes)) {
            var whole = wire.get("/film");
            var etag = whole.headers().firstValue("ETag").orElseThrow();

            assertThat(whole.body()).isEqualTo("0123456789");
            assertThat(whole.headers().firstValue("Accept-Ranges")).contains("bytes");
            assertThat(whole.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(cache -> assertThat(cache).contains("immutable"));
            var part = wire.get("/film", "Range", "bytes=2-4");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("234");
            assertThat(part.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
            assertThat(wire.get("/film", "Range", "bytes=7-").body()).isEqualTo("789");
            assertThat(wire.get("/film", "Range", "bytes=-2").body()).isEqualTo("89");
            assertThat(wire.get("/film", "Range", "bytes=0-99").body()).isEqualTo("0123456789");
            assertThat(wire.get("/film", "Range", "bytes=10-").statusCode()).isEqualTo(416);
            assertThat(wire.get("/film", "Range", "bytes=-0").statusCode()).isEqualTo(416);
            assertThat(wire.get("/film", "Range", "bytes=4-2").statusCode()).isEqualTo(200);
            assertThat(wire.get("/film", "Range", "bytes=1-2,4-5").statusCode()).isEqualTo(200);
            assertThat(wire.get("/film", "Range", "bytes=1-2", "If-Range", etag).statusCode())
                    .isEqualTo(206);
            assertThat(wire.get("/film", "Range", "bytes=1-2", "If-Range", "\"old\"")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(wire.get("/film", "If-None-Match", "\"x\", " + etag).statusCode())
                    .isEqualTo(304);
            var head = wire.send("HEAD", "/film", new byte[0]);
            assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(10);
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void a_large_file_arrives_unchanged_and_an_empty_one_too() throws IOException {
        var large = Files.writeString(folder.resolve("large"), "abcdefg".repeat(50_000));
        var empty = Files.writeString(folder.resolve("empty"), "");
        routes.get("/large", _ -> Answer.file(large, "image/png"));
        routes.get("/empty", _ -> Answer.file(empty, "image/png"));
        routes.get("/lost", _ -> Answer.file(folder.resolve("lost"), "image/png"));

        try (var wire = new Wire(routes)) {
            assertThat(wire.get("/large").body()).isEqualTo("abcdefg".repeat(50_000));
            assertThat(wire.get("/empty").body()).isEmpty();
            assertThat(wire.get("/lost").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void long_texts_are_compressed_for_those_who_take_it() throws Exception {
        var page = "<p>again</p>".repeat(500);
        routes.get("/page", _ -> Answer.html(200, page).etag("v1"));
        routes.get("/short", _ -> Answer.html(200, "<p>once</p>"));
        routes.get("/picture", _ -> Answer.bytes(200, "image/png", new byte[5_000]));

        try (var wire = new Wire(routes)) {
            var request = HttpRequest.newBuilder(wire.uri("/page")).header("Accept-Encoding", "br, gzip;q=0.5");
            var packed = wire.client().send(request.build(), BodyHandlers.ofByteArray());

            assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(packed.headers().firstValue("Vary")).contains("Accept-Encoding");
            assertThat(packed.headers().firstValue("ETag")).contains("W/\"v1\"");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                    .asString()
                    .isEqualTo(page);
            assertThat(wire.get("/page").body()).isEqualTo(page);
            assertThat(wire.get("/page", "Accept-Encoding", "gzip;q=0").body()).isEqualTo(page);
            assertThat(wire.get("/page", "Accept-Encoding", "gzip", "If-None-Match", "W/\"v1\"")
                            .statusCode())
                    .isEqualTo(304);
            assertThat(wire.get("/short", "Accept-Encoding", "gzip").body()).isEqualTo("<p>once</p>");
            assertThat(wire.get("/picture", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                    .isEmpty();
        }
    }

    @Test
    void cookies_are_bound_to_https_where_the_client_uses_it() {
        routes.get(
                "/in",
                request -> Answer.redirect(303, "/")
                        .cookie(Cookie.lasting("session", "abc", Duration.ofDays(30)))
                        .cookie(Cookie.gone("old")));
        routes.get("/who", request -> Answer.text(200, request.cookie("session").orElse("nobody")));

        try (var wire =
                new Wire(routes, List.of(Network.parse("127.0.0.0/8")), Duration.ofSeconds(5), Duration.ofSeconds(5))) {
            assertThat(wire.get("/in").headers().allValues("Set-Cookie"))
                    .containsExactly(
                            "session=abc; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax",
                            "old=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
            assertThat(wire.get("/in", "X-Forwarded-Proto", "https").headers().allValues("Set-Cookie"))
                    .allSatisfy(cookie -> assertThat(cookie).endsWith("; Secure"));
            assertThat(wire.get("/in").headers().firstValue("Location")).contains("/");
            assertThat(wire.get("/who", "Cookie", "a=b; session=abc").body()).isEqualTo("abc");
        }
    }

    @Test
    void json_is_written_as_it_is_told() {
        routes.get(
                "/json",
                _ -> Answer.json(201, json -> {
                    json.writeStartObject();
                    json.writeStringProperty("name", "zoë");
                    json.writeEndObject();
                }));

        try (var wire = new Wire(routes)) {
            var answer = wire.get("/json");
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("{\"name\":\"zoë\"}");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        }
    }

    @Test
    void half_a_stream_is_not_taken_for_the_whole() {
        routes.get(
                "/whole",
                _ -> Answer.stream(
                        200, "text/csv", out -> out.write("a,b\n".repeat(50_000).getBytes())));
        routes.get(
                "/half",
                _ -> Answer.stream(200, "text/csv", out -> {
                    out.write("a,b\n".repeat(50_000).getBytes());
                    out.flush();
                    throw new IOException("disk broke");
                }));

        try (var wire = new Wire(routes)) {
            assertThat(wire.get("/whole").body()).hasSize(200_000);
            assertThatThrownBy(() -> wire.get("/half")).hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void a_line_break_cannot_begin_another_header() {
        assertThatThrownBy(() -> Answer.redirect(303, "/\r\nSet-Cookie: a=b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cookie.brief("a", "b; Domain=x")).isInstanceOf(IllegalArgumentException.class);
    }
}
