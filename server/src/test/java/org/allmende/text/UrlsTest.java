// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {

    @ParameterizedTest
    @CsvSource({
        "https://Example.ORG/Path?Q=1#F, https://example.org/Path?Q=1#F",
        "HTTPS://example.org., https://example.org",
        "https://example.org:443/a, https://example.org/a",
        "http://example.org:443/a, http://example.org:443/a",
        "http://localhost:8080/ap/1, http://localhost:8080/ap/1",
        "https://münchen.example/ü, https://xn--mnchen-3ya.example/%C3%BC",
        "https://faß.example/, https://xn--fa-hia.example/",
        "https://ＥＸＡＭＰＬＥ。org/, https://example.org/",
        "https://例え.テスト/, https://xn--r8jz45g.xn--zckzah/",
        "https://例え.xn--zckzah/, https://xn--r8jz45g.xn--zckzah/",
        "https://a_b.example/, https://a_b.example/",
        "https://a.example/?author=1, https://a.example/?author=1",
        "https://a.example/100%/%41|^, https://a.example/100%25/%41%7C%5E",
        "https://a.example/x#a#b, https://a.example/x#a%23b",
        "https://[2001:DB8::1]:8443/, https://[2001:db8::1]:8443/",
        "https://192.0.2.7/, https://192.0.2.7/"
    })
    void each_address_has_one_spelling(String written, String normal) {
        assertThat(Urls.parse(written)).contains(URI.create(normal));
        assertThat(Urls.parse(normal)).contains(URI.create(normal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "//example.org",
                "ftp://example.org",
                "https:/example.org",
                "https://",
                "https:///a",
                "https://good.example@evil.example/",
                "https://user:pass@a.example/",
                "https://a.example\\@b.example/",
                "https://a b.example/",
                "https://a.example:0/",
                "https://a.example:99999/",
                "https://a.example:80a/",
                "https://a..example/",
                "https://.example/",
                "https://-a.example/",
                "https://a-.example/",
                "https://a.example..",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://127.1/",
                "https://0177.0.0.1/",
                "https://1.2.3.256/",
                "https://℀.example/",
                "https://a\u2044b.example/",
                "https://a%2eb.example/",
                "https://a\u00ADb.example/",
                "https://a\u200Db.example/",
                "https://a.example/\u0007",
                "https://[::1/",
                "https://[fe80::1%25eth0]/",
                "https://[zz::1]/",
                "https://a.example/a\\b",
                "https://a.example/\n.b",
                "javascript://a.example/%0aalert(1)",
                "https://a.example/\uD800"
            })
    void what_could_be_read_in_two_ways_is_no_address(String written) {
        assertThat(Urls.parse(written)).isEmpty();
    }

    @Test
    void an_address_has_a_longest_length_also_after_encoding() {
        assertThat(Urls.parse("https://a.example/" + "x".repeat(2_030))).isPresent();
        assertThat(Urls.parse("https://a.example/" + "x".repeat(2_031))).isEmpty();
        assertThat(Urls.parse("https://a.example/" + "ü".repeat(400))).isEmpty();
        assertThat(Urls.parse(null)).isEmpty();
    }

    @Test
    void the_same_origin_is_the_same_scheme_host_and_port() {
        assertThat(Urls.sameOrigin("https://A.example/1", "https://a.example.:443/2"))
                .isTrue();
        assertThat(Urls.sameOrigin("https://a.example/1", "http://a.example/1")).isFalse();
        assertThat(Urls.sameOrigin("https://a.example/1", "https://a.example:8443/1"))
                .isFalse();
        assertThat(Urls.sameOrigin("https://a.example/1", "https://b.a.example/1"))
                .isFalse();
        assertThat(Urls.sameOrigin("https://fass.example/1", "https://faß.example/1"))
                .isFalse();
        assertThat(Urls.sameOrigin("nothing", "nothing")).isFalse();
    }

    @Test
    void a_domain_may_carry_a_port() {
        assertThat(Urls.domain("LocalHost:8080")).contains("localhost:8080");
        assertThat(Urls.domain("Example.org.:443")).contains("example.org");
        assertThat(Urls.domain("example.org/path")).isEmpty();
        assertThat(Urls.domain("example.org:")).contains("example.org");
        assertThat(Urls.domainOf("http://localhost:8080/ap/1")).contains("localhost:8080");
    }
}
