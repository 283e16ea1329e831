// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.allmende.Chance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParamsTest {

    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String MULTIPART = "multipart/form-data; boundary=cut";

    private final AtomicReference<Function<Params, Object>> question = new AtomicReference<>();
    private Wire wire;

    @BeforeEach
    void open() {
        var routes = new Routes();
        routes.get("/form", request -> told(request.form()));
        routes.post("/form", request -> told(request.form()));
        routes.group("", options -> options.bodyBytesMax(400_000)).post("/bounded", request -> told(request.form()));
        wire = new Wire(routes);
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void three_encodings_read_alike() {
        Function<Params, Object> whole = form -> String.join(
                "|",
                form.string("status").orElseThrow(),
                form.strings("media_ids").toString(),
                form.map("poll").strings("options").toString(),
                form.map("poll").integer("expires_in").orElseThrow().toString(),
                form.map("poll").bool("multiple").orElseThrow().toString(),
                form.maps("fields").stream()
                        .map(field -> field.string("name").orElse("?") + "="
                                + field.string("value").orElse("?"))
                        .toList()
                        .toString());
        var expected = "hé & so|[1, 2]|[yes, no]|300|true|[a=b, c=d]";

        assertThat(ask(
                        whole,
                        URLENCODED,
                        "status=h%C3%A9+%26+so&media_ids[]=1&media_ids%5B%5D=2&poll[options][]=yes"
                                + "&poll[options][]=no&poll[expires_in]=300&poll[multiple]=on"
                                + "&fields[][name]=a&fields[][value]=b&fields[][name]=c&fields[][value]=d"))
                .isEqualTo(expected);
        assertThat(ask(whole, JSON, """
                        {"status": "hé & so", "media_ids": [1, "2"],
                         "poll": {"options": ["yes", "no"], "expires_in": 300, "multiple": true},
                         "fields": {"0": {"name": "a", "value": "b"}, "1": {"name": "c", "value": "d"}}}""")).isEqualTo(expected);
        assertThat(ask(
                        whole,
                        MULTIPART,
                        part("status", "hé & so")
                                + part("media_ids[]", "1")
                                + part("media_ids[]", "2")
                                + part("poll[options][]", "yes")
                                + part("poll[options][]", "no")
                                + part("poll[expires_in]", "300")
                                + part("poll[multiple]", "1")
                                + part("fields[0][name]", "a")
                                + part("fields[0][value]", "b")
                                + part("fields[1][name]", "c")
                                + part("fields[1][value]", "d")
                                + "--cut--\r\n"))
                .isEqualTo(expected);
    }

    @Test
    void null_and_empty_are_told_from_absent() {
        Function<Params, Object> question =
                form -> form.has("a") + " " + form.string("a") + " " + form.bool("a") + " " + form.has("b");

        assertThat(ask(question, JSON, "{\"a\": null}")).isEqualTo("true Optional.empty Optional.empty false");
        assertThat(ask(question, URLENCODED, "a=")).isEqualTo("true Optional[] Optional.empty false");
    }

    @Test
    void the_body_comes_before_the_query() {
        question.set(form -> form.string("a").orElse("") + form.string("b").orElse(""));

        assertThat(wire.send("POST", "/form?a=1&b=2", "a=3".getBytes(UTF_8), "Content-Type", URLENCODED)
                        .body())
                .isEqualTo("32");
        assertThat(wire.get("/form?a=x").body()).isEqualTo("x");
    }

    @Test
    void a_large_upload_waits_on_disk_and_is_gone_afterwards() throws Exception {
        var picture = "x".repeat(300_000);
        question.set(form -> {
            var upload = form.upload("file").orElseThrow();
            try (var in = upload.open()) {
                return upload.filename() + " " + upload.contentType().orElse("?") + " " + upload.bytes() + " "
                        + in.readAllBytes().length + " " + wire.spooled();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        var body = filePart("file", "a b.png", picture) + "--cut--\r\n";
        var answer = wire.send("POST", "/bounded", body.getBytes(UTF_8), "Content-Type", MULTIPART);

        assertThat(answer.body()).isEqualTo("a b.png image/png 300000 300000 1");
        assertThat(wire.spoolEmpties()).isTrue();
    }

    @Test
    void a_refused_upload_leaves_nothing_behind() throws Exception {
        var body = filePart("file", "a.png", "x".repeat(300_000)) + filePart("file", "b.png", "y".repeat(300_000));

        var announced = wire.send("POST", "/bounded", body.getBytes(UTF_8), "Content-Type", MULTIPART);
        var chunked = chunked("/bounded", MULTIPART, body);

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(chunked).startsWith("HTTP/1.1 413");
        assertThat(wire.spoolEmpties()).isTrue();
    }

    @Test
    void a_body_that_does_not_say_its_length_is_bounded_too() throws IOException {
        assertThat(chunked("/bounded", URLENCODED, "a=" + "x".repeat(400_000))).startsWith("HTTP/1.1 413");
        assertThat(chunked("/bounded", URLENCODED, "a=" + "x".repeat(300_000))).startsWith("HTTP/1.1 200");
    }

    @Test
    void malformed_bodies_are_told_so() {
        assertThat(status(JSON, "{\"a\": ")).isEqualTo(400);
        assertThat(status(JSON, "[1]")).isEqualTo(400);
        assertThat(status(JSON, "{} {}")).isEqualTo(400);
        assertThat(status(JSON, "{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}"))
                .isEqualTo(400);
        assertThat(status(JSON, "{\"a\": \"\\u0000\"}")).isEqualTo(400);
        assertThat(status(JSON, "{\"a\": \"\\ud83d\"}")).isEqualTo(400);
        assertThat(status(JSON, "{\"a\": [" + "1,".repeat(5_000) + "1]}")).isEqualTo(400);
        assertThat(status(URLENCODED, "a=%")).isEqualTo(400);
        assertThat(status(URLENCODED, "a=%zz")).isEqualTo(400);
        assertThat(status(URLENCODED, "a=%ff")).isEqualTo(400);
        assertThat(status(URLENCODED, "a=%00")).isEqualTo(400);
        assertThat(status(URLENCODED, "a=1&a[]=2")).isEqualTo(400);
        assertThat(status(URLENCODED, "a[]=1&a[b]=2")).isEqualTo(400);
        assertThat(status(URLENCODED, "a" + "[b]".repeat(20) + "=1")).isEqualTo(400);
        assertThat(status(URLENCODED, "a=1&".repeat(5_000))).isEqualTo(400);
        assertThat(status(MULTIPART, part("a", "1"))).isEqualTo(400);
        assertThat(status(MULTIPART, "nonsense")).isEqualTo(400);
        assertThat(status("multipart/form-data", part("a", "1") + "--cut--\r\n"))
                .isEqualTo(400);
        assertThat(status(MULTIPART, part("a", "1").repeat(600) + "--cut--\r\n"))
                .isEqualTo(400);
    }

    @Test
    void emoji_pass() {
        assertThat(ask(form -> form.string("a").orElseThrow(), JSON, "{\"a\": \"\\ud83d\\ude00\"}"))
                .isEqualTo("😀");
        assertThat(ask(form -> form.string("a").orElseThrow(), URLENCODED, "a=%F0%9F%98%80"))
                .isEqualTo("😀");
    }

    @Test
    void no_bytes_and_no_near_miss_break_the_reader() {
        question.set(ParamsTest::everything);
        Chance.times(
                200,
                chance -> assertThat(status(type(chance), chance.bytes(300))).isIn(200, 400));
        Chance.times(
                600,
                chance -> assertThat(status(type(chance), nearMiss(chance).getBytes(UTF_8)))
                        .isIn(200, 400));
    }

    private static Object everything(Params form) {
        form.names().forEach(name -> {
            form.string(name);
            form.integer(name);
            form.bool(name);
            form.strings(name);
            form.maps(name);
            form.map(name).names();
            form.uploads(name);
        });
        return "read";
    }

    private static String type(Chance chance) {
        return chance.of(JSON, URLENCODED, MULTIPART, "multipart/form-data; boundary=\"", "multipart/form-data");
    }

    private static String nearMiss(Chance chance) {
        return chance.joined(
                30,
                "a",
                "[",
                "]",
                "[]",
                "=",
                "&",
                "%41",
                "%",
                "{",
                "}",
                "\"",
                ":",
                ",",
                "1e9",
                "null",
                "\\u",
                "--cut",
                "--",
                "\r\n",
                "\r",
                "\n",
                "Content-Disposition: form-data",
                "; name=\"a[]\"",
                "; name=",
                "; filename=\"x\"",
                "; filename*=UTF-8''%zz",
                "Content-Transfer-Encoding: base64",
                "é",
                "\u0000",
                "Content-Type: ");
    }

    private Answer told(Params form) {
        var asked = question.get();
        return Answer.text(200, asked == null ? "read" : asked.apply(form).toString());
    }

    private String ask(Function<Params, Object> asked, String type, String body) {
        question.set(asked);
        return wire.send("POST", "/form", body.getBytes(UTF_8), "Content-Type", type)
                .body();
    }

    private int status(String type, String body) {
        return status(type, body.getBytes(UTF_8));
    }

    private int status(String type, byte[] body) {
        return wire.send("POST", "/form", body, "Content-Type", type).statusCode();
    }

    private String chunked(String path, String type, String body) throws IOException {
        return wire.raw("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + type
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                + "\r\n0\r\n\r\n");
    }

    private static String part(String name, String value) {
        return "--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String filePart(String name, String filename, String content) {
        return "--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + filename
                + "\"\r\nContent-Type: image/png\r\n\r\n" + content + "\r\n";
    }
}
