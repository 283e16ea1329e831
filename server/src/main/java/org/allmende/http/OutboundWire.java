// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.allmende.http.OutboundFailure.Reason;
import org.allmende.http.OutboundLines.Origin;

/// One hop on the wire, in HTTP/1.1, on the thread of whoever asks. It does nothing by itself: no redirects, cookies or
/// credentials.
///
/// A client that does more costs as much as a signature for each new host: a post goes to thousands.
final class OutboundWire implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// Shorter than most servers keep quiet connections, so that we rarely meet one that is just closing.
    private static final Duration POOLED = Duration.ofSeconds(15);

    /// Gentle to small servers, enough for a burst to a large one.
    private static final int CONNECTIONS_PER_HOST = 4;

    /// All hosts together: those of a conversation are met again, those of a post to thousands are not.
    private static final int IDLE_CONNECTIONS = 256;

    private static final Set<String> CARRYING = Set.of("POST", "PUT", "PATCH");

    private final OutboundPolicy policy;
    private final GuardedResolver resolver;
    private final OutboundTls tls;
    private final OutboundLines lines = new OutboundLines(CONNECTIONS_PER_HOST, IDLE_CONNECTIONS, POOLED);

    OutboundWire(OutboundPolicy policy, GuardedResolver.Lookup lookup) {
        this.policy = policy;
        this.resolver = new GuardedResolver(policy, lookup);
        this.tls = new OutboundTls(policy);
    }

    /// Gives the answer as soon as its head is there.
    Hop send(OutboundRequest hop, Duration left) throws IOException {
        var until = System.nanoTime() + left.toNanos();
        var origin = new Origin(hop.uri().getScheme(), hop.uri().getHost(), OutboundPolicy.port(hop.uri()));
        lines.enter(origin, left);
        try {
            var waiting = lines.waiting(origin);
            if (waiting.isPresent()) {
                var line = waiting.get();
                try {
                    lines.use(line);
                    return exchange(line, origin, hop, until);
                } catch (IOException e) {
                    // Closed by the other side while it waited, which is seen only now.
                    if (!line.stale()) {
                        throw e;
                    }
                }
            }
            return exchange(open(origin, hop, until), origin, hop, until);
        } catch (IOException | RuntimeException e) {
            lines.leave(origin);
            throw e;
        }
    }

    private Hop exchange(OutboundLine line, Origin origin, OutboundRequest hop, long until) throws IOException {
        try {
            // Signing may have to wait for its turn, which is not the fault of the other side.
            line.expect(Duration.ofNanos(until - System.nanoTime()), until);
            var bytes = bytes(hop);
            line.expect(hop.idle(), until);
            line.write(bytes);
            var head = ResponseHead.read(line);
            return new Hop(hop, head, ResponseBody.of(hop.method(), head, line), line, origin);
        } catch (IOException | RuntimeException e) {
            lines.end(line);
            throw e;
        }
    }

    private OutboundLine open(Origin origin, OutboundRequest hop, long until) throws IOException {
        var proxy = policy.onionProxy().filter(_ -> OutboundPolicy.onion(origin.host()));
        var left = Duration.ofNanos(until - System.nanoTime());
        var addresses = proxy.isPresent()
                ? resolver.allowed(proxy.get().host(), proxy.get().port(), left)
                : resolver.allowed(origin.host(), origin.port(), left);
        var secure = origin.scheme().equals("https");
        if (secure) {
            tls.prepare();
        }
        var failure = new IOException("leads nowhere");
        for (var address : addresses) {
            var line = new OutboundLine();
            try {
                line.expect(CONNECT, until);
                lines.use(line);
                line.connect(address);
                line.expect(hop.idle(), until);
                if (proxy.isPresent()) {
                    OnionWay.lead(line, origin.host(), origin.port());
                }
                if (secure) {
                    tls.begin(line, origin.host(), origin.port());
                }
                return line;
            } catch (IOException e) {
                lines.end(line);
                failure = e;
            } catch (RuntimeException e) {
                lines.end(line);
                throw e;
            }
        }
        throw failure;
    }

    private byte[] bytes(OutboundRequest hop) {
        var headers = new ArrayList<Header>();
        headers.add(new Header("Host", authority(hop.uri())));
        headers.add(new Header("User-Agent", policy.userAgent()));
        headers.add(new Header("Accept-Encoding", "gzip"));
        hop.headers().forEach(header -> put(headers, header));
        hop.signer()
                .map(signer -> signer.sign(hop.method(), hop.uri(), hop.headers(), hop.body()))
                .ifPresent(signed -> signed.forEach(header -> put(headers, header)));
        if (hop.body().length > 0 || CARRYING.contains(hop.method())) {
            put(headers, new Header("Content-Length", Integer.toString(hop.body().length)));
        }
        var query = hop.uri().getRawQuery() == null ? "" : "?" + hop.uri().getRawQuery();
        var text = new StringBuilder(1_024)
                .append(hop.method())
                .append(' ')
                .append(hop.uri().getRawPath())
                .append(query)
                .append(" HTTP/1.1\r\n");
        headers.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        var head = text.append("\r\n").toString().getBytes(ISO_8859_1);
        // One write makes one packet where it can.
        var bytes = new byte[head.length + hop.body().length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(hop.body(), 0, bytes, head.length, hop.body().length);
        return bytes;
    }

    private static void put(List<Header> headers, Header header) {
        headers.removeIf(other -> other.named(header.name()));
        headers.add(header);
    }

    private static String authority(URI uri) {
        var usual = uri.getScheme().equals("https") ? 443 : 80;
        return OutboundPolicy.port(uri) == usual ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /// How many connections are kept open for the next request.
    int idle() {
        return lines.waiting();
    }

    @Override
    public void close() {
        lines.close();
    }

    /// One answer under way. Closing it before its end cuts the connection.
    final class Hop implements AutoCloseable {

        private static final int CHUNK_BYTES = 16 * 1024;

        private final OutboundRequest hop;
        private final ResponseHead answer;
        private final ResponseBody body;
        private final OutboundLine line;
        private final Origin origin;

        private Hop(OutboundRequest hop, ResponseHead answer, ResponseBody body, OutboundLine line, Origin origin) {
            this.hop = hop;
            this.answer = answer;
            this.body = body;
            this.line = line;
            this.origin = origin;
        }

        Response head() {
            return new Response(answer.status(), answer.headers(), new byte[0], hop.uri());
        }

        byte[] bytes(long bytesMax) throws IOException {
            var bytes = new ByteArrayOutputStream();
            copy(bytes, bytesMax);
            return bytes.toByteArray();
        }

        byte[] beginning(int bytesMax) throws IOException {
            try (var in = body()) {
                return in.readNBytes(bytesMax);
            }
        }

        void copy(OutputStream out, long bytesMax) throws IOException {
            if (!hop.method().equals("HEAD")
                    && answer.length().filter(length -> length > bytesMax).isPresent()) {
                throw tooLarge(bytesMax);
            }
            var chunk = new byte[CHUNK_BYTES];
            var total = 0L;
            try (var in = body()) {
                for (var read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    total += read;
                    if (total > bytesMax) {
                        throw tooLarge(bytesMax);
                    }
                    out.write(chunk, 0, read);
                }
            }
        }

        private OutboundFailure tooLarge(long bytesMax) {
            return new OutboundFailure(Reason.TOO_LARGE, hop.uri() + " sends more than " + bytesMax + " bytes");
        }

        /// The bound counts unpacked bytes: a kilobyte of gzip can hold a megabyte.
        InputStream body() throws IOException {
            var coding = head().header("Content-Encoding").orElse("identity");
            return switch (coding.toLowerCase(Locale.ROOT)) {
                case "gzip", "x-gzip" -> hop.method().equals("HEAD") ? body : new GZIPInputStream(body);
                case "identity", "" -> body;
                default -> throw new IOException("packed by " + coding + ", which was not asked for");
            };
        }

        @Override
        public void close() {
            if (answer.reusable() && body.settled()) {
                lines.keep(line, origin);
            } else {
                lines.end(line);
            }
            lines.leave(origin);
        }
    }
}
