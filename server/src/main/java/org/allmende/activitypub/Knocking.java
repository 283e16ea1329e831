// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.allmende.http.Header;
import org.allmende.http.Outbound;
import org.allmende.http.OutboundFailure;
import org.allmende.http.OutboundRequest;
import org.allmende.http.Response;
import org.allmende.signatures.HttpSignature;
import org.allmende.signatures.HttpSignature.Parcel;
import org.allmende.signatures.HttpSignature.Scheme;
import org.allmende.signatures.HttpSignature.Signer;

/// Sends signed requests, each in the manner that its host is known to read, else in the other ones too.
final class Knocking {

    /// What servers answer to a signature that they cannot read.
    private static final Set<Integer> MISREAD = Set.of(400, 401);

    private static final int HOPELESS_MAX = 10_000;

    private static final Duration HOPELESS_FOR = Duration.ofHours(1);

    // Signing is what the processors do most when much is sent. Who waits here leaves them to those who read pages.
    private final Semaphore signing = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private final Outbound outbound;
    private final Hosts hosts;
    private final Clock clock;

    /// Who refuses everything does not want us, however we sign.
    private final Cache<String, Scheme> hopeless = Caffeine.newBuilder()
            .maximumSize(HOPELESS_MAX)
            .expireAfterWrite(HOPELESS_FOR)
            .build();

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
        if (!MISREAD.contains(first.status()) || hopeless.getIfPresent(host) != null) {
            return first;
        }
        for (var other : others(request, usual)) {
            var next = send(request, parcel, signer, other);
            if (!MISREAD.contains(next.status())) {
                hosts.speaks(host, other);
                return next;
            }
        }
        hopeless.put(host, usual);
        return first;
    }

    private static List<Scheme> others(OutboundRequest request, Scheme usual) {
        return Stream.of(Scheme.values())
                .filter(scheme -> scheme != usual)
                .filter(scheme ->
                        scheme != Scheme.CAVAGE_WITHOUT_QUERY || request.uri().getRawQuery() != null)
                .toList();
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
