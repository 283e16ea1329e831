// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/back?x=1",
                "urn:ietf:wg:oauth:2.0:oob",
                "myapp://",
                "myapp://oauth/callback",
                "org.example.app:/oauth",
                "http://localhost:1234/",
                "http://127.0.0.1/back",
                "http://[::1]:80/",
                "http://abcdef.onion/back"
            })
    void apps_may_return_to_the_web_to_themselves_and_to_this_machine(String uri) {
        assertThat(RedirectUris.acceptable(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "back",
                "/back",
                "//app.example",
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "blob:https://app.example/x",
                "urn:ietf:wg:oauth:2.0:oob:auto",
                "http://app.example/back",
                "http://127.0.0.1.evil.example/",
                "http://localhost@evil.example/",
                "https://user@app.example/",
                "https:///back",
                "https://app.example/back#fragment",
                "https://app.example/a b",
                "https://app.example/\n",
                "https://app.example/\"><script>",
                "my app://x"
            })
    void dangerous_and_broken_addresses_are_refused(String uri) {
        assertThat(RedirectUris.acceptable(uri)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example/back, https://app.example/back, true",
        "https://app.example/back, https://app.example/back/, false",
        "https://app.example/back, https://app.example/back?x, false",
        "https://app.example:1/back, https://app.example:2/back, false",
        "http://127.0.0.1/back, http://127.0.0.1:54321/back, true",
        "http://localhost:1/back, http://localhost:2/back, true",
        "http://localhost/back, http://127.0.0.1/back, false",
        "http://localhost/back, http://localhost:2/other, false",
        "http://localhost/back, http://localhost:2@evil.example/back, false",
        "myapp://back, myapp://other, false"
    })
    void the_address_must_be_the_registered_one_but_for_the_port_on_this_machine(
            String registered, String used, boolean fits) {
        assertThat(RedirectUris.fits(List.of("https://other.example/", registered), used))
                .isEqualTo(fits);
    }
}
