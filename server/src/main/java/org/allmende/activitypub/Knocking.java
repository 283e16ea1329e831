// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.http.Header;
import org.allmende.http.Outbound;
import org.allmende.http.OutboundFailure;
import org.allmende.http.OutboundRequest;
import org.allmende.http.Response;
import org.allmende.signatures.HttpSignature;
import org.allmende.signatures.HttpSignature.Scheme;
import org.allmende.signatures.HttpSignature.Signer;

/// Sends signed requests, each in the manner that its host is known to read, else in the other one too.
final class Knocking {

    /// What servers answer to a signature that they cannot read.
    private static final Set<Integer> MISREAD = Set.of(400, 401);

    private final Outbound outbound;
    private final Hosts hosts;
    private final Clock clock;

    Knocking(Outbound outbound, Hosts hosts, Clock clock) {
        this.outbound = outbound;
        this.hosts = hosts;
        this.clock = clock;
    }

    Response knock(OutboundRequest request, Signer signer) throws OutboundFailure {
        var host = request.uri().getRawAuthority();
        var usual = hosts.scheme(host);
        var first = send(request, signer, usual);
        if (!MISREAD.contains(first.status())) {
            return first;
        }
        var other = usual == Scheme.CAVAGE ? Scheme.RFC9421 : Scheme.CAVAGE;
        var second = send(request, signer, other);
        if (MISREAD.contains(second.status())) {
            return first;
        }
        hosts.speaks(host, other);
        return second;
    }

    private Response send(OutboundRequest request, Signer signer, Scheme scheme) throws OutboundFailure {
        return outbound.send(request.signedBy((method, uri, _, body) ->
                headers(HttpSignature.sign(scheme, method, uri, body, signer, clock.instant()))));
    }

    private static List<Header> headers(Map<String, String> signed) {
        return signed.entrySet().stream()
                .map(entry -> new Header(entry.getKey(), entry.getValue()))
                .toList();
    }
}
