// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.allmende.base.Hashes;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// One request on the wire, read no further than asked, and what is to be cleared away after it.
final class Exchange implements AutoCloseable {

    private static final int ID_BYTES = 12;

    // A photo beyond the limit, and a little more; a film is cut off.
    private static final long DRAIN_BYTES_MAX = 64L << 20;

    private static final int CHUNK_BYTES = 8 * 1024;

    /// By then what came slowly has come, or was cut off.
    private static final String PAUSE_SECONDS = "30";

    private final Request wire;
    private final Listen listen;
    private final HttpLimits limits;
    private final HeldBytes bodies;
    private final String id = Hashes.secret(ID_BYTES);
    private final List<Runnable> leftovers = new ArrayList<>();
    private List<String> segments;
    private List<FormPair> query;
    private byte[] body;
    private boolean overlong;
    private long held;
    private Params form;

    Exchange(Request wire, Listen listen, HttpLimits limits, HeldBytes bodies) {
        this.wire = wire;
        this.listen = listen;
        this.limits = limits;
        this.bodies = bodies;
    }

    Request wire() {
        return wire;
    }

    String id() {
        return id;
    }

    String method() {
        return wire.getMethod();
    }

    String target() {
        return wire.getHttpURI().getPathQuery();
    }

    List<String> segments() {
        if (segments == null) {
            segments = RouteTree.segments(wire.getHttpURI().getPath()).stream()
                    .map(segment -> FormPair.decode(segment, false))
                    .toList();
        }
        return segments;
    }

    List<FormPair> query() {
        if (query == null) {
            var raw = Optional.ofNullable(wire.getHttpURI().getQuery()).orElse("");
            query = FormPair.parse(raw, ParamTree.VALUES_MAX);
        }
        return query;
    }

    List<String> headers(String name) {
        return wire.getHeaders().getFields(name).stream()
                .map(HttpField::getValue)
                .map(value -> value == null ? "" : value)
                .toList();
    }

    Map<String, List<String>> headers() {
        var all = new LinkedHashMap<String, List<String>>();
        for (var field : wire.getHeaders()) {
            all.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(field.getValue() == null ? "" : field.getValue());
        }
        return all;
    }

    Optional<String> cookie(String name) {
        return Request.getCookies(wire).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    InetAddress remote() {
        var peer = peer();
        if (!trusted(peer)) {
            return peer;
        }
        // Read from the right: every proxy appends whom it saw, and what stands left of the first stranger is hearsay.
        for (var hop : hops("X-Forwarded-For").reversed()) {
            try {
                peer = InetAddress.ofLiteral(hop);
            } catch (IllegalArgumentException _) {
                return peer;
            }
            if (!trusted(peer)) {
                return peer;
            }
        }
        return peer;
    }

    String scheme() {
        var last = trusted(peer()) ? hops("X-Forwarded-Proto") : List.<String>of();
        var said = last.isEmpty() ? "" : last.getLast().toLowerCase(Locale.ROOT);
        return said.equals("https") || said.equals("http")
                ? said
                : wire.getHttpURI().getScheme();
    }

    String host() {
        return Optional.ofNullable(wire.getHttpURI().getAuthority()).orElse("");
    }

    private InetAddress peer() {
        return wire.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
                ? address.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    private boolean trusted(InetAddress address) {
        return listen.trusted().stream().anyMatch(network -> network.contains(address));
    }

    private List<String> hops(String name) {
        return headers(name).stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .toList();
    }

    byte[] body(long bytesMax) {
        if (body == null) {
            refuseAnnounced(bytesMax);
            try (var in = Content.Source.asInputStream(content())) {
                body = whole(in, bytesMax + 1);
            } catch (IOException e) {
                throw unread(e);
            }
        }
        // What is one byte too long stays so, also for a later reader who would take more: its end was never read.
        overlong |= body.length > bytesMax;
        if (overlong) {
            throw Fault.tooLarge(bytesMax);
        }
        return body;
    }

    private byte[] whole(InputStream in, long bytesMax) throws IOException {
        var out = new ByteArrayOutputStream();
        var chunk = new byte[CHUNK_BYTES];
        int read;
        while (out.size() < bytesMax
                && (read = in.read(chunk, 0, (int) Math.min(CHUNK_BYTES, bytesMax - out.size()))) >= 0) {
            hold(read);
            out.write(chunk, 0, read);
        }
        return out.toByteArray();
    }

    private void hold(int bytes) {
        if (!bodies.take(bytes)) {
            throw new Fault(503, "Too much is coming in at once. Please come again in a moment.")
                    .header("Retry-After", PAUSE_SECONDS);
        }
        held += bytes;
    }

    /// The bytes of the body as they come. They come once.
    Content.Source content() {
        return new PacedBody(wire, limits.idle());
    }

    /// Reads on, for a while, what a refused sender still has under way: cut off in the middle, most would show a
    /// broken
    /// connection instead of the answer that says what was wrong.
    void drain() {
        var buffer = new byte[8_192];
        try (var in = Content.Source.asInputStream(content())) {
            var drained = 0L;
            for (var read = in.read(buffer); read >= 0 && drained < DRAIN_BYTES_MAX; read = in.read(buffer)) {
                drained += read;
            }
        } catch (IOException | RuntimeException _) {
            // The answer is on its way; what the sender does now is its own affair.
        }
    }

    void refuseAnnounced(long bytesMax) {
        if (wire.getLength() > bytesMax) {
            throw Fault.tooLarge(bytesMax);
        }
    }

    static Fault unread(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return new Fault(408, "The body did not arrive in time.");
            }
        }
        return Fault.malformed("The body did not arrive whole.");
    }

    Params form(long bytesMax) {
        if (form == null) {
            var asked = new ParamTree();
            query().forEach(pair -> asked.add(pair.name(), new Value.Text(pair.value())));
            form = ParamTree.merge(asked.values(), sent(bytesMax));
        }
        return form;
    }

    private Map<String, Value> sent(long bytesMax) {
        var type = headers("Content-Type").stream().findFirst().orElse("");
        var plain = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        // Only uploads may need more than memory should hold.
        var textBytesMax = Math.min(bytesMax, RouteOptions.BODY_BYTES);
        if (plain.equals("application/json") || plain.endsWith("+json")) {
            return JsonForm.read(body(textBytesMax));
        }
        return switch (plain) {
            case "application/x-www-form-urlencoded" -> urlencoded(body(textBytesMax));
            case "multipart/form-data" -> new MultipartForm(this, limits.spool()).read(type, bytesMax);
            default -> Map.of();
        };
    }

    private static Map<String, Value> urlencoded(byte[] bytes) {
        var tree = new ParamTree();
        FormPair.parse(FormPair.utf8(bytes, bytes.length), ParamTree.VALUES_MAX)
                .forEach(pair -> tree.add(pair.name(), new Value.Text(pair.value())));
        return tree.values();
    }

    void afterwards(Runnable leftover) {
        leftovers.add(leftover);
    }

    @Override
    public void close() {
        bodies.give(held);
        leftovers.forEach(Runnable::run);
    }
}
