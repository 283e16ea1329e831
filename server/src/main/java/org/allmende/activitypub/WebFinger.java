// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.Addresses;
import org.allmende.http.Outbound;
import org.allmende.http.OutboundFailure;
import org.allmende.http.OutboundRequest;
import org.allmende.http.Response;
import org.allmende.moderation.Domains;
import org.allmende.text.Handle;

/// Asks a domain who is behind a handle (RFC 7033).
final class WebFinger {

    private static final String ACCEPT = "application/jrd+json, application/json";

    /// Answers are a few hundred bytes.
    private static final long BYTES_MAX = 256 * 1024;

    private static final Duration IDLE_MAX = Duration.ofSeconds(5);
    static final int LINKS_MAX = 100;
    private static final int SUBJECT_LENGTH_MAX = 1_000;

    private final Addresses addresses;
    private final Domains domains;
    private final Outbound outbound;
    private final Allowance allowance;

    WebFinger(Addresses addresses, Domains domains, Outbound outbound, Allowance allowance) {
        this.addresses = addresses;
        this.domains = domains;
        this.outbound = outbound;
        this.allowance = allowance;
    }

    /// Whom the domain says it is, and the addresses of the actors that it names.
    record Answer(Handle subject, List<String> actors) {}

    Optional<Answer> ask(Handle handle, Errand errand) {
        if (handle.local() || handle.domain().equals(addresses.authority()) || domains.suspended(handle.domain())) {
            return Optional.empty();
        }
        var query = "/.well-known/webfinger?resource=" + URLEncoder.encode("acct:" + handle, UTF_8);
        for (var scheme : schemes()) {
            var address = scheme + "://" + handle.domain() + query;
            if (errand.take(address) && allowance.take(handle.domain())) {
                var answer = ask(URI.create(address), errand);
                if (answer.isPresent()) {
                    return answer.filter(Response::fine).flatMap(response -> read(response.bytes()));
                }
            }
        }
        return Optional.empty();
    }

    // Handles name no scheme. Where plain http is not allowed by name, the way out refuses the second attempt.
    private LinkedHashSet<String> schemes() {
        var schemes = new LinkedHashSet<String>();
        schemes.add(addresses.base().getScheme());
        schemes.addAll(List.of("https", "http"));
        return schemes;
    }

    private Optional<Response> ask(URI uri, Errand errand) {
        var rest = errand.rest();
        try {
            return Optional.of(outbound.send(OutboundRequest.get(uri)
                    .header("Accept", ACCEPT)
                    .bytesMax(BYTES_MAX)
                    .within(rest.compareTo(IDLE_MAX) < 0 ? rest : IDLE_MAX, rest)));
        } catch (OutboundFailure _) {
            return Optional.empty();
        }
    }

    static Optional<Answer> read(byte[] bytes) {
        try {
            var json = WireJson.parse(bytes);
            var actors = json.objects("links")
                    .limit(LINKS_MAX)
                    .filter(link -> link.text("rel", 100).filter("self"::equals).isPresent())
                    .filter(link ->
                            link.text("type", 255).filter(WireJson::announcedBy).isPresent())
                    .flatMap(link -> link.address("href").stream())
                    .distinct()
                    .toList();
            return json.text("subject", SUBJECT_LENGTH_MAX)
                    .flatMap(Handle::parse)
                    .filter(subject -> !subject.local())
                    .map(subject -> new Answer(subject, actors));
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }
}
