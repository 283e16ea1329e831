// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.Vocabulary;
import org.allmende.activitystreams.WireJson;
import org.allmende.activitystreams.WireParser;
import org.allmende.base.Addresses;
import org.allmende.http.OutboundFailure;
import org.allmende.http.OutboundRequest;
import org.allmende.http.Response;
import org.allmende.moderation.Domains;
import org.allmende.text.Urls;

/// Fetches documents of ActivityPub, in the name of the instance.
///
/// A document is believed only about what lives on the origin that served it (FEP-fe34).
final class Fetching {

    static final String ACCEPT =
            "application/activity+json, application/ld+json; profile=\"" + Vocabulary.ACTIVITY_STREAMS + "\"";

    private static final Duration IDLE_MAX = Duration.ofSeconds(10);

    private final Addresses addresses;
    private final Domains domains;
    private final InstanceActor instance;
    private final Signers signers;
    private final Knocking knocking;
    private final Allowance allowance;

    Fetching(
            Addresses addresses,
            Domains domains,
            InstanceActor instance,
            Signers signers,
            Knocking knocking,
            Allowance allowance) {
        this.addresses = addresses;
        this.domains = domains;
        this.instance = instance;
        this.signers = signers;
        this.knocking = knocking;
        this.allowance = allowance;
    }

    private record Served(Found found, String from) {}

    /// The document at `address`, or the one that it truly is: asked for again under the id that it gives itself, once,
    /// and only on the origin that has answered.
    Found fetch(String address, Errand errand) {
        var asked = withoutFragment(address);
        var first = serve(asked, errand);
        if (!(first.found instanceof Found.Document document)) {
            return first.found;
        }
        if (!Urls.sameOrigin(document.id(), first.from)) {
            return Found.nothing(first.from + " speaks about another origin: " + document.id());
        }
        return document.id().equals(asked) || document.id().equals(first.from)
                ? document
                : again(document.id(), errand);
    }

    private Found again(String id, Errand errand) {
        var second = serve(id, errand);
        return switch (second.found) {
            case Found.Document document when document.id().equals(id) && Urls.sameOrigin(id, second.from) -> document;
            case Found.Document document -> Found.nothing(id + " gives itself another id: " + document.id());
            case Found.Gone gone -> gone;
            case Found.Nothing nothing -> nothing;
        };
    }

    private Served serve(String address, Errand errand) {
        var uri = Urls.parse(address);
        if (uri.isEmpty() || addresses.ours(address)) {
            return new Served(Found.nothing(address + " is no address elsewhere"), address);
        }
        var host = uri.get().getRawAuthority();
        if (domains.suspended(host)) {
            return new Served(Found.nothing(host + " is suspended here"), address);
        }
        if (!errand.take(address) || !allowance.take(host)) {
            return new Served(new Found.Nothing(address + " is too far for now", true), address);
        }
        try {
            var response = ask(uri.get(), errand);
            var from = response.uri().toString();
            // A host of good repute may have led us there.
            return host(from).filter(domains::suspended).isPresent()
                    ? new Served(Found.nothing(from + " is suspended here"), from)
                    : new Served(read(address, response), from);
        } catch (OutboundFailure failure) {
            return new Served(new Found.Nothing(failure.getMessage(), failure.worthAnotherTry()), address);
        }
    }

    private Response ask(URI uri, Errand errand) throws OutboundFailure {
        var rest = errand.rest();
        var request = OutboundRequest.get(uri)
                .header("Accept", ACCEPT)
                .bytesMax(WireParser.BYTES_MAX)
                .within(rest.compareTo(IDLE_MAX) < 0 ? rest : IDLE_MAX, rest);
        return knocking.knock(request, signers.of(instance.id()).orElseThrow());
    }

    private static Found read(String address, Response response) {
        if (response.status() == 410) {
            return new Found.Gone();
        }
        if (!response.fine()) {
            var later = response.status() >= 500 || response.status() == 429 || response.status() == 408;
            return new Found.Nothing(address + " answers " + response.status(), later);
        }
        // Anything else may be a file that somebody uploaded (GHSA-jhrq-qvrm-qr36).
        if (!WireJson.announcedBy(response.header("Content-Type").orElse(""))) {
            return Found.nothing(address + " is no document of ActivityPub");
        }
        try {
            var json = WireJson.parse(response.bytes());
            var id = json.id();
            if (id.isEmpty()) {
                return Found.nothing(address + " has no id");
            }
            return json.is("Tombstone") && id.get().equals(address)
                    ? new Found.Gone()
                    : new Found.Document(json, response.bytes(), id.get());
        } catch (Unreadable unreadable) {
            return Found.nothing(address + ": " + unreadable.getMessage());
        }
    }

    /// WordPress has a query in its ids: only the fragment goes.
    static String withoutFragment(String address) {
        var hash = address.indexOf('#');
        return hash < 0 ? address : address.substring(0, hash);
    }

    /// The host of an address, with its port where it is not the usual one.
    static Optional<String> host(String address) {
        return Urls.domainOf(address);
    }
}
