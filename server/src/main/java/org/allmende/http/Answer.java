// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What we say to a request: status, headers, cookies and a body. Immutable; each change makes another one.
///
/// Texts above 1 KB are compressed for whoever takes gzip. Where an `ETag` is given, `If-None-Match` is honoured;
/// files have one by themselves and are sent in parts on demand.
public final class Answer {

    private static final JsonFactory JSON = new JsonFactory();

    private final int status;
    private final List<Header> headers;
    private final List<Cookie> cookies;
    private final AnswerBody body;

    private Answer(int status, List<Header> headers, List<Cookie> cookies, AnswerBody body) {
        this.status = status;
        this.headers = List.copyOf(headers);
        this.cookies = List.copyOf(cookies);
        this.body = body;
    }

    public static Answer bytes(int status, String contentType, byte[] bytes) {
        return new Answer(status, List.of(type(contentType)), List.of(), new AnswerBody.Bytes(bytes.clone()));
    }

    public static Answer json(int status, byte[] json) {
        return bytes(status, "application/json; charset=utf-8", json);
    }

    public static Answer json(int status, JsonWriter writer) {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            writer.write(json);
        }
        return json(status, bytes.toByteArray());
    }

    public static Answer text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer html(int status, String html) {
        return bytes(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer noContent() {
        return empty(204);
    }

    public static Answer empty(int status) {
        return new Answer(status, List.of(), List.of(), new AnswerBody.None());
    }

    /// Sends the client elsewhere: 303 after a form, 302 for now, 301 and 308 for good.
    public static Answer redirect(int status, String url) {
        return empty(status).header("Location", url);
    }

    /// A file, whole or in the part that the client asks for.
    public static Answer file(Path file, String contentType) {
        return new Answer(200, List.of(type(contentType)), List.of(), new AnswerBody.File(file));
    }

    /// What a reel holds, whole or in the part that the client asks for.
    public static Answer reel(Reel reel, String contentType) {
        return new Answer(200, List.of(type(contentType)), List.of(), new AnswerBody.Wound(reel));
    }

    public static Answer stream(int status, String contentType, StreamWriter writer) {
        return new Answer(status, List.of(type(contentType)), List.of(), new AnswerBody.Stream(writer));
    }

    /// Keeps the connection open for server-sent events.
    public static Answer events(EventSource source) {
        return new Answer(200, List.of(type("text/event-stream")), List.of(), new AnswerBody.Events(source))
                .header("Cache-Control", "no-store")
                // nginx would collect events into packets otherwise.
                .header("X-Accel-Buffering", "no");
    }

    /// Accepts a WebSocket, with one of the protocols that the client offered if it offered any.
    public static Answer socket(SocketListener listener, Optional<String> protocol) {
        return new Answer(101, List.of(), List.of(), new AnswerBody.Upgraded(listener, protocol));
    }

    private static Header type(String contentType) {
        return new Header("Content-Type", contentType);
    }

    public Answer status(int other) {
        return new Answer(other, headers, cookies, body);
    }

    /// Sets a header in place of any of that name.
    public Answer header(String name, String value) {
        var others = new ArrayList<>(
                headers.stream().filter(header -> !header.named(name)).toList());
        others.add(new Header(name, value));
        return new Answer(status, others, cookies, body);
    }

    /// Sets a header unless somebody further in has.
    public Answer headerIfAbsent(String name, String value) {
        return header(name).isPresent() ? this : header(name, value);
    }

    /// Adds a header beside those of that name.
    public Answer also(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, more, cookies, body);
    }

    public Answer contentType(String contentType) {
        return header("Content-Type", contentType);
    }

    /// What this version of the content is called; quotes are added.
    public Answer etag(String version) {
        return header("ETag", '"' + version + '"');
    }

    /// The content at this address never changes.
    public Answer immutable() {
        return header("Cache-Control", "public, max-age=31536000, immutable");
    }

    public Answer cookie(Cookie cookie) {
        var more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Answer(status, headers, more, body);
    }

    public int status() {
        return status;
    }

    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.named(name))
                .map(Header::value)
                .findFirst();
    }

    public List<Header> headers() {
        return headers;
    }

    List<Cookie> cookies() {
        return cookies;
    }

    AnswerBody body() {
        return body;
    }

    Answer body(AnswerBody other) {
        return new Answer(status, headers, cookies, other);
    }
}
