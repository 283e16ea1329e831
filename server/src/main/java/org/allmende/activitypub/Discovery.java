// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.activitystreams.WirePicture;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.signatures.HttpSignature;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes how we are found: WebFinger (RFC 7033), host-meta (RFC 6415) and NodeInfo 2.0 and 2.1.
final class Discovery {

    static final String WEBFINGER_TYPE = "application/jrd+json";
    static final String XRD_TYPE = "application/xrd+xml";

    private static final String WEBFINGER = "/.well-known/webfinger?resource={uri}";
    private static final String SCHEMA = "http://nodeinfo.diaspora.software/ns/schema/";

    // The web door answers there. What comes after such a deed is ours to choose, so no addresses to go on to are
    // taken.
    private static final Map<String, String> INTENTS = intents();

    private final Addresses addresses;

    private static Map<String, String> intents() {
        var intents = new LinkedHashMap<String, String>();
        intents.put(WaysElsewhere.SUBSCRIBE, "/authorize_interaction?uri={uri}");
        intents.put(WaysElsewhere.INTENT + "Follow", "/intents/follow?object={object}");
        intents.put(WaysElsewhere.INTENT + "Create", "/intents/create?content={content}&inReplyTo={inReplyTo}");
        intents.put(WaysElsewhere.INTENT + "Like", "/intents/like?object={object}");
        intents.put(WaysElsewhere.INTENT + "Announce", "/intents/announce?object={object}");
        intents.put(WaysElsewhere.INTENT + "Object", "/intents/object?object={object}");
        return Collections.unmodifiableMap(intents);
    }

    Discovery(Addresses addresses) {
        this.addresses = addresses;
    }

    /// With the pages where members here do something about what they saw elsewhere (FEP-3b86).
    ObjectNode webfinger(ActorId actor, String name, Optional<WirePicture> avatar) {
        var uri = addresses.actor(actor);
        var page = addresses.page(name);
        var document = JsonNodeFactory.instance.objectNode().put("subject", "acct:" + addresses.handle(name));
        document.putArray("aliases").add(page).add(uri);
        var links = document.putArray("links");
        links.addObject()
                .put("rel", "http://webfinger.net/rel/profile-page")
                .put("type", "text/html")
                .put("href", page);
        links.addObject()
                .put("rel", "self")
                .put("type", HttpSignature.CONTENT_TYPE)
                .put("href", uri);
        avatar.ifPresent(picture -> links.addObject()
                .put("rel", "http://webfinger.net/rel/avatar")
                .put("type", picture.mediaType())
                .put("href", picture.url()));
        INTENTS.forEach((rel, template) -> links.addObject().put("rel", rel).put("template", addresses.at(template)));
        return document;
    }

    String hostMeta() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
                  <Link rel="lrdd" type="%s" template="%s"/>
                </XRD>
                """.formatted(WEBFINGER_TYPE, addresses.at(WEBFINGER));
    }

    ObjectNode hostMetaJson() {
        var document = JsonNodeFactory.instance.objectNode();
        document.putArray("links")
                .addObject()
                .put("rel", "lrdd")
                .put("type", WEBFINGER_TYPE)
                .put("template", addresses.at(WEBFINGER));
        return document;
    }

    /// `/.well-known/nodeinfo`: where the two editions are.
    ObjectNode editions() {
        var document = JsonNodeFactory.instance.objectNode();
        var links = document.putArray("links");
        for (var edition : Edition.values()) {
            links.addObject()
                    .put("rel", SCHEMA + edition.number())
                    .put("href", addresses.at("/nodeinfo/" + edition.number()));
        }
        return document;
    }

    ObjectNode node(Edition edition, NodeInfoFacts facts) {
        var document = JsonNodeFactory.instance.objectNode().put("version", edition.number());
        var software = document.putObject("software").put("name", "allmende").put("version", facts.version());
        if (edition == Edition.V2_1) {
            facts.source().ifPresent(source -> software.put("repository", source));
        }
        document.putArray("protocols").add("activitypub");
        var services = document.putObject("services");
        services.putArray("inbound");
        services.putArray("outbound");
        document.put("openRegistrations", facts.openRegistrations());
        var usage = document.putObject("usage");
        usage.putObject("users")
                .put("total", facts.members())
                .put("activeMonth", facts.activeMonth())
                .put("activeHalfyear", facts.activeHalfYear());
        usage.put("localPosts", facts.localPosts()).put("localComments", facts.localComments());
        document.putObject("metadata").put("nodeName", facts.title()).put("nodeDescription", facts.description());
        return document;
    }

    enum Edition {
        V2_0("2.0"),
        V2_1("2.1");

        private final String number;

        Edition(String number) {
            this.number = number;
        }

        String number() {
            return number;
        }

        String contentType() {
            return "application/json; profile=\"" + SCHEMA + number + "#\"; charset=utf-8";
        }
    }
}
