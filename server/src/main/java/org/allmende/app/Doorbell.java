// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.allmende.base.Ids;
import org.allmende.http.Outbound;
import org.allmende.http.OutboundFailure;
import org.allmende.http.OutboundRequest;
import org.allmende.http.Response;
import org.allmende.push.Courier;

/// Rings at the servers that wake apps.
final class Doorbell implements Courier {

    /// They say a word or two at most.
    private static final int ANSWER_BYTES_MAX = 16 * 1024;

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration TOTAL = Duration.ofSeconds(20);

    /// Who asks for a longer pause gets our usual one.
    private static final long PAUSE_SECONDS_MAX = Duration.ofDays(1).toSeconds();

    private final Outbound outbound;

    Doorbell(Outbound outbound) {
        this.outbound = outbound;
    }

    @Override
    public Reply bring(String endpoint, Map<String, String> headers, byte[] body) {
        var request = OutboundRequest.post(URI.create(endpoint), "application/octet-stream", body)
                .bytesMax(ANSWER_BYTES_MAX)
                .within(IDLE, TOTAL);
        for (var header : headers.entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        try {
            return reply(outbound.send(request));
        } catch (OutboundFailure failure) {
            var reason = String.valueOf(failure.getMessage());
            return failure.worthAnotherTry() ? new Reply.Later(reason, Optional.empty()) : new Reply.Gone(reason);
        }
    }

    private static Reply reply(Response response) {
        var status = response.status();
        if (status >= 200 && status < 300) {
            return new Reply.Taken();
        }
        var reason = "answers " + status;
        return status == 408 || status == 429 || status >= 500
                ? new Reply.Later(reason, pause(response))
                : new Reply.Gone(reason);
    }

    private static Optional<Duration> pause(Response response) {
        return response.header("Retry-After")
                .flatMap(Ids::parse)
                .filter(seconds -> seconds <= PAUSE_SECONDS_MAX)
                .map(Duration::ofSeconds);
    }
}
