// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.allmende.activitypub.Discovery.Edition;
import org.allmende.activitystreams.Documents;
import org.allmende.base.Addresses;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.RouteOptions;
import org.allmende.http.Routes;
import org.allmende.people.Person;
import org.allmende.text.Handle;
import org.allmende.text.Urls;

/// How this instance and its people are found. Pages of other sites may ask too.
final class DiscoveryRoutes {

    private final Commons commons;
    private final Addresses addresses;
    private final InstanceActor instance;
    private final Portraits portraits;
    private final Supplier<Standing> standing;
    private final Discovery discovery;

    DiscoveryRoutes(
            Commons commons,
            Addresses addresses,
            InstanceActor instance,
            Portraits portraits,
            Supplier<Standing> standing) {
        this.commons = commons;
        this.addresses = addresses;
        this.instance = instance;
        this.portraits = portraits;
        this.standing = standing;
        this.discovery = new Discovery(addresses);
    }

    void mount(Routes routes) {
        var open = routes.group("", RouteOptions::withCors);
        open.get("/.well-known/webfinger", this::webfinger);
        open.get(
                "/.well-known/host-meta",
                _ -> Answer.text(200, discovery.hostMeta()).contentType(Discovery.XRD_TYPE + "; charset=utf-8"));
        open.get(
                "/.well-known/host-meta.json",
                _ -> Answer.json(200, Documents.bytes(discovery.hostMetaJson())).contentType(Discovery.WEBFINGER_TYPE));
        open.get("/.well-known/nodeinfo", _ -> Answer.json(200, Documents.bytes(discovery.editions())));
        open.get("/nodeinfo/{version}", this::node);
    }

    private Answer webfinger(Request request) {
        var resource = request.query("resource")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Fault.malformed("Please say who: ?resource=acct:name@" + addresses.handles()));
        var person = person(resource).filter(Person::present).orElseThrow(Fault::missing);
        return Answer.bytes(
                        200,
                        Discovery.WEBFINGER_TYPE + "; charset=utf-8",
                        Documents.bytes(discovery.webfinger(person.id(), person.name(), portraits.avatar(person))))
                .header("Cache-Control", "public, max-age=3600");
    }

    private Optional<Person> person(String resource) {
        if (resource.startsWith("http://") || resource.startsWith("https://")) {
            return byAddress(resource);
        }
        // Only our own names: of others we know nothing that they would not tell better.
        return Handle.parse(resource)
                .filter(handle -> addresses.domains().contains(handle.domain()))
                .flatMap(handle -> commons.people().named(handle.name()));
    }

    private Optional<Person> byAddress(String address) {
        if (!addresses.ours(address)) {
            return Optional.empty();
        }
        if (address.equals(addresses.at("")) || address.equals(addresses.at("/"))) {
            return commons.people().find(instance.id());
        }
        return addresses
                .actor(address)
                .flatMap(commons.people()::find)
                .filter(Person::local)
                .or(() -> PagePath.of(Urls.parse(address).map(URI::getPath).orElse(""))
                        .filter(page -> page.post().isEmpty())
                        .flatMap(page -> commons.people().named(page.name())));
    }

    private Answer node(Request request) {
        var edition = Arrays.stream(Edition.values())
                .filter(each -> each.number().equals(request.path("version")))
                .findFirst()
                .orElseThrow(Fault::missing);
        return Answer.bytes(200, edition.contentType(), Documents.bytes(discovery.node(edition, facts())))
                .header("Cache-Control", "public, max-age=1800");
    }

    private NodeInfoFacts facts() {
        var told = standing.get();
        var counts = commons.people().counts();
        var nameplate = commons.house().nameplate();
        return new NodeInfoFacts(
                nameplate.title(),
                nameplate.description(),
                told.version(),
                told.openRegistrations(),
                counts.members(),
                told.activeMonth(),
                told.activeHalfYear(),
                counts.posts(),
                counts.answers(),
                told.source());
    }
}
