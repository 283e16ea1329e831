// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.activitypub.WebFinger.Answer;
import org.allmende.base.Addresses;
import org.allmende.people.Elsewhere;
import org.allmende.text.Handle;
import org.allmende.text.Urls;

/// Finds the page of another server where somebody at home there does what they wanted to do here, by the activity
/// intents of FEP-3b86 and the older `subscribe` of OStatus.
///
/// We send browsers there, so an address counts only if the domain that was typed says it itself, over TLS, and if it
/// lies at that domain or where the account lives.
final class WaysElsewhere implements Elsewhere {

    static final String INTENT = "https://w3id.org/fep/3b86/";
    static final String SUBSCRIBE = "http://ostatus.org/schema/1.0/subscribe";

    /// Longer than any handle or address of a server.
    private static final int TYPED_MAX = 600;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Addresses addresses;
    private final WebFinger webFinger;
    private final Clock clock;

    WaysElsewhere(Addresses addresses, WebFinger webFinger, Clock clock) {
        this.addresses = addresses;
        this.webFinger = webFinger;
        this.clock = clock;
    }

    /// One way to do it: which link, and in which of its gaps the object goes.
    private record Offer(String rel, String gap) {}

    private static List<Offer> offers(Wish wish) {
        var plain = List.of(new Offer(INTENT + "Object", "object"), new Offer(SUBSCRIBE, "uri"));
        var best = switch (wish) {
            case FOLLOW -> new Offer(INTENT + "Follow", "object");
            case ANSWER -> new Offer(INTENT + "Create", "inReplyTo");
            case LIKE -> new Offer(INTENT + "Like", "object");
            case SHARE -> new Offer(INTENT + "Announce", "object");
        };
        return Stream.concat(Stream.of(best), plain.stream()).toList();
    }

    @Override
    public Way way(String typed, Wish wish, String object) {
        var text = typed.strip();
        if (text.isEmpty() || text.length() > TYPED_MAX) {
            return new Way.Unreadable();
        }
        var handle = Handle.parse(text).filter(one -> !one.local());
        var domain = handle.map(Handle::domain).or(() -> server(text));
        if (domain.isEmpty()) {
            return new Way.Unreadable();
        }
        if (webFinger.ours(domain.get())) {
            return new Way.Here();
        }
        var errand = Errand.hasty(clock);
        var answer = handle.isPresent() ? person(handle.get(), errand) : webFinger.askServer(domain.get(), errand);
        return answer.<Way>map(found -> offers(wish).stream()
                        .flatMap(offer -> page(found, offer, domain.get(), object).stream())
                        .findFirst()
                        .<Way>map(Way.To::new)
                        .orElseGet(() -> new Way.Unoffered(domain.get())))
                .orElseGet(() -> new Way.Silent(domain.get()));
    }

    /// `place.example`, or any address there. A bare word is the name of somebody, but of nobody elsewhere.
    private static Optional<String> server(String text) {
        return text.contains("://")
                ? Urls.domainOf(text)
                : Urls.domain(text).filter(domain -> domain.contains(".") || domain.contains(":"));
    }

    // A domain may call its people by another: then that one must say so too.
    private Optional<Answer> person(Handle handle, Errand errand) {
        return webFinger
                .ask(handle, errand)
                .filter(answer -> answer.subject().key().equals(handle.key())
                        || webFinger
                                .ask(answer.subject(), errand)
                                .filter(other -> other.subject()
                                                .key()
                                                .equals(answer.subject().key())
                                        && other.actors().stream().anyMatch(answer.actors()::contains))
                                .isPresent());
    }

    private Optional<URI> page(Answer answer, Offer offer, String domain, String object) {
        return answer.templates().stream()
                .filter(template -> template.rel().equalsIgnoreCase(offer.rel()))
                .flatMap(template -> template.filled(offer.gap(), object).stream())
                .filter(this::safe)
                .filter(page -> page.getRawAuthority().equals(domain)
                        || answer.actors().stream()
                                .flatMap(actor -> Urls.domainOf(actor).stream())
                                .anyMatch(page.getRawAuthority()::equals))
                .findFirst();
    }

    private boolean safe(URI page) {
        return page.getScheme().equals("https") || LOOPBACK.contains(page.getHost()) && trial();
    }

    // Only an instance that is tried out on one machine is itself without TLS on a loopback address.
    private boolean trial() {
        return addresses.base().getScheme().equals("http")
                && LOOPBACK.contains(addresses.base().getHost());
    }
}
