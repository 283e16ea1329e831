// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.allmende.activitystreams.WirePicture;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private static final ActorId ANNA = new ActorId(7);
    private static final WirePicture PICTURE = new WirePicture(
            "https://home.example/media/1.webp", "image/webp", "A heron", 800, 600, Optional.empty(), Optional.empty());

    @Test
    void we_are_found() {
        var discovery = new Discovery(new Addresses(URI.create("http://localhost:8080")));
        var jrd = discovery.webfinger(ANNA, "anna", Optional.of(PICTURE));
        var facts =
                new NodeInfoFacts("Home", "Ours", "0.1.0", true, 5, 4, 5, 60, 20, Optional.of("https://src.example"));
        var edition20 = discovery.node(Discovery.Edition.V2_0, facts);
        var edition21 = discovery.node(Discovery.Edition.V2_1, facts);

        assertThat(jrd.path("subject").stringValue()).isEqualTo("acct:anna@localhost:8080");
        assertThat(jrd.path("links").findValuesAsString("rel")).contains("self");
        assertThat(jrd.toString()).contains("http://localhost:8080/ap/actors/7", "http://localhost:8080/@anna");
        assertThat(discovery.hostMeta()).contains("http://localhost:8080/.well-known/webfinger?resource={uri}");
        assertThat(discovery.hostMetaJson().toString()).contains("lrdd");
        assertThat(discovery.editions().toString()).contains("/nodeinfo/2.0", "/nodeinfo/2.1");
        assertThat(edition20.path("usage").path("users").path("total").intValue())
                .isEqualTo(5);
        assertThat(edition20.path("software").has("repository")).isFalse();
        assertThat(edition21.path("software").path("repository").stringValue()).isEqualTo("https://src.example");
    }
}
