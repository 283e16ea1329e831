// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.allmende.Chance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTemplateTest {

    private static LinkTemplate template(String text) {
        return new LinkTemplate("rel", text);
    }

    @Test
    void the_gap_is_filled_and_unknown_gaps_are_emptied() {
        assertThat(template("https://a.example/i?o={object}&then={on-success}&x=1")
                        .filled("object", "https://b.example/@ann?a=1&b=ü #2"))
                .contains(
                        URI.create(
                                "https://a.example/i?o=https%3A%2F%2Fb.example%2F%40ann%3Fa%3D1%26b%3D%C3%BC%20%232&then=&x=1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/i?o={uri}",
                "https://{object}/",
                "https://a{object}/",
                "https://a.example{object}/",
                "https://a.example@{object}/",
                "https://b.example@a.example/{object}",
                "javascript:alert({object})",
                "//a.example/{object}",
                "{object}",
                "https://a.example/{object}/{",
                "https://a.example/\\{object}",
                "https://a.example/\n{object}",
                "ftp://a.example/{object}"
            })
    void what_could_lead_elsewhere_is_refused(String text) {
        assertThat(template(text).filled("object", "evil.example")).isEmpty();
    }

    @Test
    void whatever_is_put_in_the_host_stays() {
        Chance.times(
                1_000,
                chance -> template("https://a.example/i?o={object}")
                        .filled("object", chance.text(60))
                        .ifPresent(page -> {
                            assertThat(page.getHost()).isEqualTo("a.example");
                            assertThat(page.getPath()).isEqualTo("/i");
                        }));
    }
}
