// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.allmende.http.Header;
import org.allmende.http.Outbound;
import org.allmende.http.OutboundFailure;
import org.allmende.http.OutboundRequest;
import org.allmende.http.Response;
import org.allmende.signatures.HttpSignature;
import org.allmende.signatures.HttpSignature.Parcel;
import org.allmende.signatures.HttpSignature.Scheme;
import org.allmende.signatures.HttpSignature.Signer;

/// Sends signed requests, each in the manner that its host is known to read, else in the other one too.
final class Knocking {

    /// What servers answer to a signature that they cannot read.
    private static final Set<Integer> MISREAD = Set.of(400, 401);

    // Signing is what the processors do most when much is sent. Who waits here leaves them to those who read pages.
    private final Semaphore signing = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private final Outbound outbound;
    private final Hosts hosts;
    private final Clock clock;

    Knocking(Outbound outbound, Hosts hosts, Clock clock) {
        this.outbound = outbound;
        this.hosts = hosts;
        this.clock = clock;
    }

    Response knock(OutboundRequest request, Signer signer) throws OutboundFailure {
        return knock(request, Parcel.of(request.body()), signer);
    }

    /// The same where the digest of the body is known already, or there is more to sign.
    Response knock(OutboundRequest request, Parcel parcel, Signer signer) throws OutboundFailure {
        var host = request.uri().getRawAuthority();
        var usual = hosts.scheme(host);
        var first = send(request, parcel, signer, usual);
        if (!MISREAD.contains(first.status())) {
            return first;
        }
        var other = usual == Scheme.CAVAGE ? Scheme.RFC9421 : Scheme.CAVAGE;
        var second = send(request, parcel, signer, other);
        if (MISREAD.contains(second.status())) {
            return first;
        }
        hosts.speaks(host, other);
        return second;
    }

    private Response send(OutboundRequest request, Parcel parcel, Signer signer, Scheme scheme) throws OutboundFailure {
        return outbound.send(request.signedBy((method, uri, _, _) -> sign(scheme, method, uri, parcel, signer)));
    }

    private List<Header> sign(Scheme scheme, String method, URI uri, Parcel parcel, Signer signer) {
        signing.acquireUninterruptibly();
        try {
            return headers(HttpSignature.sign(scheme, method, uri, parcel, signer, clock.instant()));
        } finally {
            signing.release();
        }
    }

    private static List<Header> headers(Map<String, String> signed) {
        return signed.entrySet().stream()
                .map(entry -> new Header(entry.getKey(), entry.getValue()))
                .toList();
    }
}
