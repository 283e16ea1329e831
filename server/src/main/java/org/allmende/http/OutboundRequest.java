// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something to ask of another server, with what we are willing to bear.
///
/// @param bytesMax the largest body that is taken, unpacked
/// @param idle how long nothing may come
/// @param total how long all hops together may take
public record OutboundRequest(
        String method,
        URI uri,
        List<Header> headers,
        byte[] body,
        long bytesMax,
        Duration idle,
        Duration total,
        Optional<Signer> signer) {

    /// The largest document that the Fediverse sends.
    private static final long BYTES_MAX = 1024 * 1024;

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration TOTAL = Duration.ofSeconds(30);

    public OutboundRequest {
        headers = List.copyOf(headers);
    }

    public static OutboundRequest get(URI uri) {
        return new OutboundRequest("GET", uri, List.of(), new byte[0], BYTES_MAX, IDLE, TOTAL, Optional.empty());
    }

    public static OutboundRequest post(URI uri, String contentType, byte[] body) {
        var headers = List.of(new Header("Content-Type", contentType));
        return new OutboundRequest("POST", uri, headers, body, BYTES_MAX, IDLE, TOTAL, Optional.empty());
    }

    public OutboundRequest header(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new OutboundRequest(method, uri, more, body, bytesMax, idle, total, signer);
    }

    public OutboundRequest bytesMax(long bytes) {
        return new OutboundRequest(method, uri, headers, body, bytes, idle, total, signer);
    }

    public OutboundRequest within(Duration quiet, Duration whole) {
        return new OutboundRequest(method, uri, headers, body, bytesMax, quiet, whole, signer);
    }

    public OutboundRequest signedBy(Signer hand) {
        return new OutboundRequest(method, uri, headers, body, bytesMax, idle, total, Optional.of(hand));
    }

    OutboundRequest at(URI elsewhere, List<Header> kept) {
        return new OutboundRequest(method, elsewhere, kept, body, bytesMax, idle, total, signer);
    }
}
