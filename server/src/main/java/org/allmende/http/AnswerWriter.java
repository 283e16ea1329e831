// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/// Puts an answer on the wire, in the thread of its request.
final class AnswerWriter {

    private static final int CHUNK_BYTES = 32 * 1024;

    private final OpenEnds ends;
    private final ServerWebSocketContainer sockets;
    private final Duration heartbeat;

    AnswerWriter(OpenEnds ends, ServerWebSocketContainer sockets, Duration heartbeat) {
        this.ends = ends;
        this.sockets = sockets;
        this.heartbeat = heartbeat;
    }

    /// Writes the whole answer; false if the connection has passed to a socket, which now completes `callback`.
    boolean write(Answer answer, Exchange exchange, Response response, Callback callback) throws IOException {
        if (answer.body() instanceof AnswerBody.Upgraded upgraded) {
            return upgrade(upgraded, exchange, response, callback);
        }
        var fitted = fitted(answer, exchange);
        response.setStatus(fitted.status());
        fitted.headers().forEach(header -> response.getHeaders().add(header.name(), header.value()));
        var secure = exchange.scheme().equals("https");
        for (var cookie : fitted.cookies()) {
            var header = cookie.header(secure);
            response.getHeaders().add(header.name(), header.value());
        }
        body(fitted.body(), exchange, response);
        return true;
    }

    private static Answer fitted(Answer answer, Exchange exchange) {
        try {
            return new Rendition(exchange.method(), exchange::headers).of(answer);
        } catch (Fault fault) {
            return fault.plain();
        }
    }

    private boolean upgrade(AnswerBody.Upgraded upgraded, Exchange exchange, Response response, Callback callback)
            throws IOException {
        var taken = sockets.upgrade(
                (_, handshake, _) -> {
                    upgraded.protocol().ifPresent(handshake::setAcceptedSubProtocol);
                    return new OpenEnds.Frames(upgraded.listener(), ends);
                },
                exchange.wire(),
                response,
                callback);
        return !taken
                && write(Fault.malformed("This is no WebSocket handshake.").plain(), exchange, response, callback);
    }

    private void body(AnswerBody body, Exchange exchange, Response response) throws IOException {
        var head = exchange.method().equals("HEAD");
        switch (body) {
            case AnswerBody.None() -> Content.Sink.write(response, true, ByteBuffer.allocate(0));
            case AnswerBody.Bytes(var bytes) -> {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
                Content.Sink.write(response, true, ByteBuffer.wrap(bytes, 0, head ? 0 : bytes.length));
            }
            case AnswerBody.Stretch(var file, var from, var length) -> {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
                stretch(file, from, head ? 0 : length, response);
            }
            case AnswerBody.Unwound(var reel, var from, var length) -> {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
                stream(head || length == 0 ? _ -> {} : out -> reel.copy(from, length, out), response);
            }
            case AnswerBody.Stream(var writer) -> stream(head ? _ -> {} : writer, response);
            case AnswerBody.Events(var source) -> {
                if (head) {
                    Content.Sink.write(response, true, ByteBuffer.allocate(0));
                } else {
                    events(source, exchange, response);
                }
            }
            case AnswerBody.File _, AnswerBody.Wound _, AnswerBody.Upgraded _ ->
                throw new IllegalStateException("dealt with before");
        }
    }

    private static void stream(StreamWriter writer, Response response) throws IOException {
        // Closed only if all went well: closing says that the body is complete.
        var out = Response.asBufferedOutputStream(response.getRequest(), response);
        writer.write(out);
        out.close();
    }

    private static void stretch(Path file, long from, long length, Response response) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, length));
            var left = length;
            while (left > 0) {
                chunk.clear().limit((int) Math.min(chunk.capacity(), left));
                var read = channel.read(chunk, from + length - left);
                if (read < 0) {
                    throw new IOException("the file has become shorter");
                }
                left -= read;
                Content.Sink.write(response, left == 0, chunk.flip());
            }
            if (length == 0) {
                Content.Sink.write(response, true, ByteBuffer.allocate(0));
            }
        }
    }

    private void events(EventSource source, Exchange exchange, Response response) throws IOException {
        var endPoint = exchange.wire().getConnectionMetaData().getConnection().getEndPoint();
        var stream = new EventStream(endPoint::close);
        ends.add(stream);
        var out = Content.Sink.asOutputStream(response);
        stream.pump(source, out, heartbeat);
        out.close();
    }
}
