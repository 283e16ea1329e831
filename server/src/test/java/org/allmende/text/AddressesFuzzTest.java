// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.allmende.Fuzzed;

/// Addresses, domains and handles have one spelling, whatever was sent, and it means one thing to every reader.
class AddressesFuzzTest implements Fuzzed {

    @Override
    public void read(byte[] input) {
        var text = new String(input, UTF_8);

        Urls.parse(text).ifPresent(AddressesFuzzTest::normal);
        Urls.parse("https://" + text).ifPresent(AddressesFuzzTest::normal);
        Urls.domain(text).ifPresent(domain -> {
            assertThat(Urls.domain(domain)).contains(domain);
            assertThat(Urls.domainOf("https://" + domain + "/")).contains(domain);
        });
        Handle.parse(text).ifPresent(handle -> {
            assertThat(Handle.parse(handle.toString())).contains(handle);
            assertThat(handle.key().key()).isEqualTo(handle.key());
        });
        Languages.normal(text)
                .ifPresent(tag -> assertThat(Languages.normal(tag)).contains(tag));
        Tags.parse(text).ifPresent(tag -> assertThat(Tags.parse(tag)).contains(tag));
    }

    private static void normal(URI uri) {
        var text = uri.toString();
        assertThat(Urls.parse(text)).contains(uri);
        assertThat(text.length()).isLessThanOrEqualTo(Urls.LENGTH_MAX);
        assertThat(text).matches("https?://[a-z0-9._:\\[\\]-]+([/?#][!-~]*)?");
        assertThat(uri.getRawUserInfo()).isNull();
        assertThat(Urls.origin(text)).isEqualTo(Optional.of(uri.getScheme() + "://" + uri.getRawAuthority()));
        assertThat(Urls.sameOrigin(text, uri.getScheme() + "://" + uri.getRawAuthority() + "/other"))
                .isTrue();
        assertThat(Urls.sameOrigin(text, "https://other.example.org.example/")).isFalse();
    }

    @Override
    public List<String> words() {
        return List.of(
                "https://",
                "http://",
                "HTTPS://",
                "xn--",
                "[::1]",
                "[2001:db8::1]",
                ":443",
                ":80",
                ":8443",
                "127.0.0.1",
                "0x7f",
                "0177.",
                "。",
                "ß",
                "ü",
                "\u00AD",
                "\u200D",
                "%2e",
                "%00",
                "\\",
                "@",
                "#",
                "?",
                "..",
                "acct:",
                "a.example",
                "例え",
                "K",
                "ſ",
                "İ",
                "zh-Hant",
                "x-",
                "_");
    }
}
