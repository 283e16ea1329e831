// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

    @ParameterizedTest
    @CsvSource({
        "read, read:statuses, true",
        "read, read, true",
        "read, write, false",
        "read, admin:read, false",
        "read:statuses, read, false",
        "read:statuses, read:accounts, false",
        "follow, write:follows, true",
        "follow, read:blocks, true",
        "follow, write:statuses, false",
        "admin:read, admin:read:accounts, true",
        "admin:read, admin:write:accounts, false",
        "write push, push, true"
    })
    void a_scope_covers_what_is_part_of_it(String given, String wanted, boolean covered) {
        assertThat(Scopes.parse(given).orElseThrow().covers(wanted)).isEqualTo(covered);
    }

    @Test
    void scopes_are_read_as_apps_send_them() {
        assertThat(Scopes.parse("read write follow push")).hasToString("Optional[follow push read write]");
        assertThat(Scopes.parse(" read  write+push ")).hasToString("Optional[push read write]");
        assertThat(Scopes.parse("")).contains(Scopes.USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything", "read:everything", "READ", "read,write", "admin", "read:"})
    void an_unknown_scope_is_refused(String text) {
        assertThat(Scopes.parse(text)).isEmpty();
        assertThat(Scopes.parse("read " + text)).isEmpty();
    }

    @Test
    void scopes_within_others_reach_no_further() {
        var app = Scopes.parse("read write:statuses").orElseThrow();

        assertThat(Scopes.parse("read:accounts write:statuses").orElseThrow().within(app))
                .isTrue();
        assertThat(Scopes.parse("write").orElseThrow().within(app)).isFalse();
    }
}
