// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import org.allmende.activity.Proof;
import org.allmende.activitypub.SignatureVerifier.Answer.Proven;
import org.allmende.activitypub.SignatureVerifier.Answer.Unproven;
import org.allmende.activitystreams.Documents;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.RouteOptions;
import org.allmende.http.Routes;
import org.allmende.moderation.Domains;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.text.Urls;

/// `POST /ap/inbox` and the inboxes of members: read, prove, hand over, answer.
final class Inbox {

    private final People people;
    private final Domains domains;
    private final Addresses addresses;
    private final SignatureVerifier verifier;
    private final Arrivals arrivals;
    private final Hosts hosts;
    private final Refreshing refreshing;
    private final Reconciliation reconciliation;
    private final Relays relays;

    Inbox(
            Commons commons,
            Addresses addresses,
            SignatureVerifier verifier,
            Arrivals arrivals,
            Hosts hosts,
            Refreshing refreshing,
            Reconciliation reconciliation,
            Relays relays) {
        this.people = commons.people();
        this.domains = commons.domains();
        this.addresses = addresses;
        this.verifier = verifier;
        this.arrivals = arrivals;
        this.hosts = hosts;
        this.refreshing = refreshing;
        this.reconciliation = reconciliation;
        this.relays = relays;
    }

    void mount(Routes routes) {
        var bounded = routes.group("", options -> options.bodyBytesMax(RouteOptions.BODY_BYTES));
        bounded.post("/ap/inbox", this::post);
        bounded.post("/ap/actors/{id}/inbox", request -> {
            var _ = ActorId.parse(request.path("id"))
                    .flatMap(people::find)
                    .filter(person -> person.local() && person.present())
                    .orElseThrow(Fault::missing);
            return post(request);
        });
    }

    private Answer post(Request request) {
        var body = request.body();
        try {
            return post(request, body, WireActivity.read(WireJson.parse(body)));
        } catch (Unreadable unreadable) {
            throw Fault.malformed(unreadable.getMessage());
        }
    }

    // The cheap questions first: most of what is not for us needs no key.
    private Answer post(Request request, byte[] body, WireActivity wire) throws Unreadable {
        if (addresses.ours(wire.actor())) {
            throw new Fault(403, "Members of this instance do not write to it this way.");
        }
        var domain = Urls.domainOf(wire.actor()).orElseThrow();
        if (domains.suspended(domain)) {
            return Answer.empty(202);
        }
        // Of whoever left we could not even get the key any more.
        if (wire.aboutItself() && people.byUri(wire.actor()).isEmpty()) {
            return Answer.empty(202);
        }
        return switch (verifier.check(Asked.signed(request, addresses, body), wire, request.remote())) {
            case Proven(var speaker, var proof, var said, var carrier) -> {
                // Who was only carried here has not shown that they live.
                if (proof instanceof Proof.Signature) {
                    heard(speaker, domain);
                }
                carrier.ifPresent(relay -> relays.carried(said, relay));
                if (carrier.isEmpty() && relays.heard(said, speaker)) {
                    yield answer(Arrivals.Reception.TAKEN);
                }
                var reception = arrivals.take(
                        said,
                        speaker,
                        proof,
                        said == wire ? body : Documents.bytes(said.json().raw()));
                if (proof instanceof Proof.Signature) {
                    request.header(SynchronizationHeader.NAME)
                            .ifPresent(header -> reconciliation.heard(speaker, header));
                }
                yield answer(reception);
            }
            case Unproven(var reason) -> throw new Fault(401, reason);
        };
    }

    private void heard(Person speaker, String domain) {
        hosts.alive(domain);
        refreshing.ifStale(speaker);
    }

    // Why is not said: it could tell of blocks, and of posts that the sender may not see.
    private static Answer answer(Arrivals.Reception reception) {
        return switch (reception) {
            case TAKEN -> Answer.empty(202);
            case REFUSED -> throw new Fault(403, "This is not accepted here.");
        };
    }
}
