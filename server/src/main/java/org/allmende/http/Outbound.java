// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.allmende.http.OutboundFailure.Reason;

/// The one way out: every request to another server goes through here and is checked at every hop.
///
/// Only to addresses that the policy allows, over no more than three redirects, in bounded time and size, without
/// cookies.
public final class Outbound implements AutoCloseable {

    private static final int HOPS_MAX = 3;

    /// What is read of an answer that a download did not want: enough for its explanation.
    private static final int REFUSAL_BYTES = 64 * 1024;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD");

    private final OutboundPolicy policy;
    private final Clock clock;
    private final GuardedResolver.Lookup lookup;
    private OutboundWire wire;

    public Outbound(OutboundPolicy policy, Clock clock) {
        this(policy, clock, InetAddress::getAllByName);
    }

    Outbound(OutboundPolicy policy, Clock clock, GuardedResolver.Lookup lookup) {
        this.policy = policy;
        this.clock = clock;
        this.lookup = lookup;
    }

    /// Asks and waits for the whole answer, whatever its status.
    public Response send(OutboundRequest request) throws OutboundFailure {
        return follow(request, (_, hop) -> hop.bytes(request.bytesMax()));
    }

    /// Asks and takes the beginning of a good answer of one of these content types, as much as the request is willing
    /// to bear, and nothing of any other.
    public Response beginning(OutboundRequest request, Set<String> contentTypes) throws OutboundFailure {
        var bytesMax = (int) Math.min(request.bytesMax(), Integer.MAX_VALUE - 8L);
        return follow(
                request,
                (head, hop) -> head.fine() && contentTypes.contains(head.contentType())
                        ? hop.beginning(bytesMax)
                        : new byte[0]);
    }

    /// Asks and writes the body of a good answer into a file, which is gone again if something fails. The response
    /// has no bytes then; an answer with another status is kept in memory, cut off where it is long.
    public Response download(OutboundRequest request, Path file, long bytesMax) throws OutboundFailure {
        return follow(request, (head, hop) -> {
            if (!head.fine()) {
                return hop.beginning(REFUSAL_BYTES);
            }
            try (var out = Files.newOutputStream(file)) {
                hop.copy(out, bytesMax);
                return new byte[0];
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        });
    }

    /// Takes the body of a good answer as it comes, unpacked, as far as it wants. What it throws ends the request.
    @FunctionalInterface
    public interface Drain {
        void take(Response head, InputStream body) throws IOException;
    }

    /// Asks and hands over the body of a good answer as it comes. How much of it is taken is for `drain` to bound. An
    /// answer with another status is kept in memory, cut off where it is long.
    public Response pour(OutboundRequest request, Drain drain) throws OutboundFailure {
        return follow(request, (head, hop) -> {
            if (!head.fine()) {
                return hop.beginning(REFUSAL_BYTES);
            }
            try (var body = hop.body()) {
                drain.take(head, body);
            }
            return new byte[0];
        });
    }

    private interface Reader {
        byte[] read(Response head, OutboundWire.Hop hop) throws IOException;
    }

    private Response follow(OutboundRequest request, Reader reader) throws OutboundFailure {
        var deadline = clock.instant().plus(request.total());
        var hop = request.at(plain(request.uri()), request.headers());
        for (var hops = 0; hops <= HOPS_MAX; hops++) {
            var response = ask(hop, deadline, reader);
            if (!REDIRECTS.contains(response.status())) {
                return response;
            }
            hop = next(hop, response);
        }
        throw new OutboundFailure(Reason.BAD_REDIRECT, request.uri() + " redirects more than " + HOPS_MAX + " times");
    }

    private Response ask(OutboundRequest hop, Instant deadline, Reader reader) throws OutboundFailure {
        var refusal = policy.refusal(hop.uri());
        if (refusal.isPresent()) {
            throw new OutboundFailure(Reason.REFUSED, hop.uri() + ": " + refusal.get());
        }
        var left = Duration.between(clock.instant(), deadline);
        if (!left.isPositive()) {
            throw new OutboundFailure(Reason.UNREACHABLE, hop.uri() + " leads round for too long");
        }
        try (var sent = wire().send(hop, left)) {
            var head = sent.head();
            var bytes = REDIRECTS.contains(head.status()) ? new byte[0] : reader.read(head, sent);
            return new Response(head.status(), head.headers(), bytes, hop.uri());
        } catch (OutboundFailure failure) {
            throw failure;
        } catch (IOException e) {
            throw failure(hop.uri(), e);
        }
    }

    private static OutboundFailure failure(URI uri, IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof GuardedResolver.Forbidden) {
                return new OutboundFailure(Reason.REFUSED, uri + ": " + cause.getMessage(), failure);
            }
        }
        return new OutboundFailure(Reason.UNREACHABLE, uri + ": " + failure.getMessage(), failure);
    }

    private OutboundRequest next(OutboundRequest hop, Response response) throws OutboundFailure {
        var location = response.header("Location")
                .orElseThrow(() -> new OutboundFailure(Reason.BAD_REDIRECT, hop.uri() + " redirects to nowhere"));
        var status = response.status();
        // A POST that silently became a GET would look delivered.
        if (!REPEATABLE.contains(hop.method()) && status != 307 && status != 308) {
            throw new OutboundFailure(
                    Reason.BAD_REDIRECT, hop.uri() + " answers a " + hop.method() + " with " + status);
        }
        URI target;
        try {
            target = plain(hop.uri().resolve(new URI(location.strip())));
        } catch (URISyntaxException _) {
            throw new OutboundFailure(Reason.BAD_REDIRECT, hop.uri() + " redirects to something that is no address");
        }
        return hop.at(target, origin(target).equals(origin(hop.uri())) ? hop.headers() : withoutSecrets(hop.headers()));
    }

    /// Without fragment, with scheme and host in lower case, ASCII throughout: as it will stand on the wire, so that
    /// it can be signed.
    private static URI plain(URI uri) throws OutboundFailure {
        try {
            var text = uri.toASCIIString();
            var bare = text.contains("#") ? text.substring(0, text.indexOf('#')) : text;
            var parsed = new URI(bare);
            if (parsed.getScheme() == null || parsed.getHost() == null) {
                throw new OutboundFailure(Reason.REFUSED, uri + " is not a complete address");
            }
            var path = parsed.getRawPath().isEmpty() ? "/" : parsed.getRawPath();
            var query = parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery();
            return new URI(parsed.getScheme().toLowerCase(Locale.ROOT) + "://"
                    + parsed.getRawAuthority().toLowerCase(Locale.ROOT) + path + query);
        } catch (URISyntaxException _) {
            throw new OutboundFailure(Reason.REFUSED, uri + " is not an address");
        }
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + ":" + OutboundPolicy.port(uri);
    }

    private static List<Header> withoutSecrets(List<Header> headers) {
        return headers.stream().filter(header -> !header.named("Authorization")).toList();
    }

    /// How many connections are kept open for the next request.
    synchronized int idleConnections() {
        return wire == null ? 0 : wire.idle();
    }

    /// Made at the first request: many starts of the program never go out, and all should be quick.
    private synchronized OutboundWire wire() {
        if (wire == null) {
            wire = new OutboundWire(policy, lookup);
        }
        return wire;
    }

    @Override
    public synchronized void close() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }
}
