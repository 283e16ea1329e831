// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.allmende.Chance;
import org.junit.jupiter.api.Test;

class DescriptorLinksTest {

    private static final String TEMPLATE = "https://a.example/.well-known/webfinger?resource={uri}";

    @Test
    void the_first_link_of_the_kind_with_a_template_counts() {
        var xml = """
                <?xml version="1.0" encoding="UTF-8"?>
                <XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
                  <Link rel="other" template="https://b.example/{uri}"/>
                  <Link rel="lrdd" href="https://b.example/"/>
                  <Link rel="lrdd" type="application/jrd+json" template="%s"/>
                  <Link rel="lrdd" template="https://c.example/{uri}"/>
                </XRD>
                """.formatted(TEMPLATE);

        assertThat(DescriptorLinks.template(xml, "lrdd")).contains(TEMPLATE);
        assertThat(DescriptorLinks.template(xml, "none")).isEmpty();
        assertThat(DescriptorLinks.template("{\"links\":[]}", "lrdd")).isEmpty();
    }

    @Test
    void entities_are_not_followed() {
        var xml = """
                <!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "&a;&a;&a;">]>
                <XRD><Link rel="lrdd" template="&b;{uri}"/></XRD>
                """;

        assertThat(DescriptorLinks.template(xml, "lrdd")).contains("&b;{uri}");
    }

    @Test
    void whatever_is_sent_nothing_is_fetched_or_thrown() {
        Chance.times(1_000, chance -> {
            var xml = chance.joined(
                    40,
                    "<XRD>",
                    "</XRD>",
                    "<Link ",
                    "rel=\"lrdd\" ",
                    "template=\"",
                    "{uri}",
                    "\"",
                    "/>",
                    "<!",
                    "[",
                    "]",
                    "&a;",
                    "<?",
                    "?>",
                    "<a>".repeat(300),
                    "\u0000",
                    " ",
                    "ü");

            assertThat(DescriptorLinks.template(xml, "lrdd").orElse("x")).isNotBlank();
        });
    }
}
