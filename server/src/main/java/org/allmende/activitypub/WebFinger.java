// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.Addresses;
import org.allmende.http.Outbound;
import org.allmende.http.OutboundFailure;
import org.allmende.http.OutboundRequest;
import org.allmende.http.Response;
import org.allmende.moderation.Domains;
import org.allmende.text.DescriptorLinks;
import org.allmende.text.Handle;
import org.allmende.text.Urls;

/// Asks a domain who is behind a handle (RFC 7033).
final class WebFinger {

    private static final String ACCEPT = "application/jrd+json, application/json";

    /// Answers are a few hundred bytes.
    private static final long BYTES_MAX = 256 * 1024;

    private static final Duration IDLE_MAX = Duration.ofSeconds(5);
    static final int LINKS_MAX = 100;
    private static final int SUBJECT_LENGTH_MAX = 1_000;
    private static final int REL_LENGTH_MAX = 255;

    private static final String HOST_META = "application/xrd+xml";
    private static final String LRDD = "lrdd";
    private static final String GAP = "{uri}";

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

    /// Whom the domain says it is, the addresses of the actors that it names, and where they do things.
    record Answer(Handle subject, List<String> actors, List<LinkTemplate> templates) {}

    boolean ours(String domain) {
        return addresses.domains().contains(domain);
    }

    Optional<Answer> ask(Handle handle, Errand errand) {
        return handle.local()
                ? Optional.empty()
                : errand.told(handle, () -> ask(handle.domain(), _ -> "acct:" + handle, errand));
    }

    /// Who speaks for a server as a whole, by the address of the server itself.
    Optional<Answer> askServer(String domain, Errand errand) {
        return ask(domain, scheme -> scheme + "://" + domain + "/", errand);
    }

    private Optional<Answer> ask(String domain, UnaryOperator<String> resource, Errand errand) {
        if (ours(domain) || domains.suspended(domain)) {
            return Optional.empty();
        }
        for (var scheme : schemes()) {
            var whom = URLEncoder.encode(resource.apply(scheme), UTF_8);
            var answer = get(scheme + "://" + domain + "/.well-known/webfinger?resource=" + whom, ACCEPT, errand);
            if (answer.isPresent()) {
                return answer.filter(Response::fine)
                        .or(() -> byHostMeta(scheme, domain, whom, errand))
                        .flatMap(response -> read(response.bytes()));
            }
        }
        return Optional.empty();
    }

    // A domain that has handles and no server of its own may say in its host-meta alone who answers for it (RFC 6415).
    private Optional<Response> byHostMeta(String scheme, String domain, String whom, Errand errand) {
        return get(scheme + "://" + domain + "/.well-known/host-meta", HOST_META, errand)
                .filter(Response::fine)
                .flatMap(response -> DescriptorLinks.template(new String(response.bytes(), UTF_8), LRDD))
                .filter(template -> template.length() <= LinkTemplate.LENGTH_MAX && template.contains(GAP))
                .flatMap(template -> Urls.parse(template.replace(GAP, whom)))
                .filter(uri ->
                        uri.getScheme().equals("https") || uri.getScheme().equals(scheme))
                .filter(uri -> !ours(uri.getRawAuthority()) && !domains.suspended(uri.getRawAuthority()))
                .flatMap(uri -> get(uri.toString(), ACCEPT, errand))
                .filter(Response::fine);
    }

    // Handles name no scheme. Where plain http is not allowed by name, the way out refuses the second attempt.
    private LinkedHashSet<String> schemes() {
        var schemes = new LinkedHashSet<String>();
        schemes.add(addresses.base().getScheme());
        schemes.addAll(List.of("https", "http"));
        return schemes;
    }

    private Optional<Response> get(String address, String accept, Errand errand) {
        var uri = URI.create(address);
        if (!errand.take(address) || !allowance.take(uri.getRawAuthority())) {
            return Optional.empty();
        }
        var rest = errand.rest();
        try {
            return Optional.of(outbound.send(OutboundRequest.get(uri)
                    .header("Accept", accept)
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
                    .map(subject -> new Answer(subject, actors, templates(json)));
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    // Others than OStatus have been put into `href` as well (FEP-3b86).
    private static List<LinkTemplate> templates(WireJson json) {
        return json.objects("links")
                .limit(LINKS_MAX)
                .flatMap(link -> link
                        .text("rel", REL_LENGTH_MAX)
                        .flatMap(rel -> link.text("template", LinkTemplate.LENGTH_MAX)
                                .or(() -> link.text("href", LinkTemplate.LENGTH_MAX)
                                        .filter(text -> text.contains("{")))
                                .map(text -> new LinkTemplate(rel, text)))
                        .stream())
                .toList();
    }
}
