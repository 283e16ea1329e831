// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    private final Addresses addresses = new Addresses(URI.create("https://Example.org"));
    private final Addresses loopback = new Addresses(URI.create("http://localhost:8080"));

    @Test
    void what_is_made_is_read_again() {
        var alice = new ActorId(7);
        var post = new PostId(99);

        assertThat(addresses.actor(alice)).isEqualTo("https://example.org/ap/actors/7");
        assertThat(addresses.mainKey(alice)).isEqualTo("https://example.org/ap/actors/7#main-key");
        assertThat(addresses.page("alice", post)).isEqualTo("https://example.org/@alice/99");
        assertThat(addresses.handle("alice")).isEqualTo("alice@example.org");
        assertThat(loopback.handle("bob")).isEqualTo("bob@localhost:8080");
        assertThat(addresses.actor(addresses.actor(alice))).contains(alice);
        assertThat(addresses.followers(addresses.followers(alice))).contains(alice);
        assertThat(addresses.post(addresses.post(post))).contains(post);
        assertThat(addresses.birth(addresses.birth(post))).contains(post);
        assertThat(addresses.deed(addresses.deed(alice, 12))).contains(new Addresses.Deed(alice, 12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://example.org/ap/posts/",
                "https://example.org/ap/posts/007",
                "https://example.org/ap/posts/-7",
                "https://example.org/ap/posts/7/",
                "https://example.org/ap/posts/7#x",
                "https://example.org/ap/posts/7?x",
                "https://example.org/ap/posts/99999999999999999999",
                "https://example.org.evil.example/ap/posts/7",
                "https://evil.example/https://example.org/ap/posts/7",
                "http://example.org/ap/posts/7",
                "https://example.org:443/ap/posts/7",
                "https://example.org/ap/actors/7"
            })
    void what_we_would_not_have_written_names_no_post(String uri) {
        assertThat(addresses.post(uri)).isEmpty();
    }

    @Test
    void any_text_is_read_or_refused() {
        Chance.times(1_000, chance -> {
            var text = chance.text(40);
            addresses.ours(text);
            addresses
                    .deed("https://example.org/ap/actors/" + text)
                    .ifPresent(deed -> assertThat(addresses.deed(deed.actor(), deed.number()))
                            .endsWith(text));
        });
    }

    @Test
    void our_own_host_is_known_in_every_spelling() {
        assertThat(addresses.ours("https://example.org")).isTrue();
        assertThat(addresses.ours("HTTPS://EXAMPLE.org/anything?x#y")).isTrue();
        assertThat(addresses.ours("https://example.org@evil.example/")).isFalse();
        assertThat(addresses.ours("https://example.organic/")).isFalse();
        assertThat(addresses.ours("/ap/posts/7")).isFalse();
        assertThat(addresses.ours("not an address")).isFalse();
    }

    @Test
    void a_base_with_a_path_is_a_mistake() {
        assertThatThrownBy(() -> new Addresses(URI.create("https://example.org/x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Addresses(URI.create("mailto:x@example.org")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
