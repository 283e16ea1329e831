// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.allmende.Fuzzed;
import org.allmende.text.Handle;
import org.allmende.text.Urls;

/// Whatever a domain answers about a handle, it is nothing, or somebody elsewhere with addresses that are addresses.
class WebFingerFuzzTest implements Fuzzed {

    @Override
    public void read(byte[] input) {
        WebFinger.read(input).ifPresent(answer -> {
            assertThat(answer.subject().local()).isFalse();
            assertThat(Handle.parse(answer.subject().toString())).contains(answer.subject());
            assertThat(answer.templates())
                    .hasSizeLessThanOrEqualTo(WebFinger.LINKS_MAX)
                    .allSatisfy(template -> template.filled("uri", "evil.example")
                            .ifPresent(page ->
                                    assertThat(template.text()).startsWithIgnoringCase(page.getScheme() + "://")));
            assertThat(answer.actors())
                    .hasSizeLessThanOrEqualTo(WebFinger.LINKS_MAX)
                    .doesNotHaveDuplicates()
                    .allSatisfy(address -> assertThat(Urls.origin(address))
                            .hasValueSatisfying(origin -> assertThat(address).startsWith(origin)));
        });
    }

    @Override
    public List<String> words() {
        return List.of(
                "{\"subject\":\"acct:anna@a.example\"",
                "\"links\":[",
                "{\"rel\":\"self\"",
                "\"type\":\"application/activity+json\"",
                "\"href\":\"https://a.example/1\"",
                "\"aliases\":[",
                "application/ld+json; profile=\\\"https://www.w3.org/ns/activitystreams\\\"",
                "\"rel\":\"http://ostatus.org/schema/1.0/subscribe\"",
                "\"template\":\"https://a.example/i?o={uri}\"",
                "{object}",
                "acct:",
                "@b.example",
                "https://",
                "xn--",
                ",",
                "}]}",
                "\\u0000",
                "null");
    }
}
