// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandleTest {

    @ParameterizedTest
    @CsvSource({
        "anna, anna, ''",
        "@anna, anna, ''",
        "@Anna@Other.Example., Anna, other.example",
        "anna.b-c_@other.example, anna.b-c_, other.example",
        "acct:anna@other.example, anna, other.example",
        "ACCT:@anna@other.example, anna, other.example",
        "anna@localhost:8080, anna, localhost:8080",
        "anna@münchen.example, anna, xn--mnchen-3ya.example",
        "jörg@a.example, jörg, a.example",
        "@jo\u0308rg@a.example, jörg, a.example",
        "用户@a.example, 用户, a.example",
        "acct:a.b-c@a.example, a.b-c, a.example",
        "प्रिया@a.example, प्रिया, a.example",
        "محمد_1@a.example, محمد_1, a.example"
    })
    void a_handle_is_read_in_all_its_forms(String written, String name, String domain) {
        assertThat(Handle.parse(written)).contains(new Handle(name, domain));
    }

    // CVE-2023-42451: a domain that is spelt otherwise must be the same domain or none.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "@@",
                "@@anna",
                "anna@",
                "@anna@",
                "anna@a@b",
                "an\u202Ena@a.example",
                "an\u200Bna@a.example",
                "an\u200Dna@a.example",
                "an\u2066na@a.example",
                "an\u2044na@a.example",
                "an\u2215na@a.example",
                "an\uFF0Fna@a.example",
                "an\uFF20na@a.example",
                "an\uFE6Bna@a.example",
                "an\u2CC6na@a.example",
                "a\u0338nna@a.example",
                "\u0308anna@a.example",
                "a\u0301\u0302\u0303\u0304\u0305nna@a.example",
                "\uFF41nna@a.example",
                "\uFB01nn@a.example",
                "an\u00A0na@a.example",
                "an\uD800na@a.example",
                "an\uFE0Fna@a.example",
                ".anna@a.example",
                "anna.@a.example",
                "an na",
                "anna@a.example/x",
                "anna@a.example#",
                "anna@a .example",
                "anna@a.example?",
                "anna@a\u200B.example",
                "anna@a.example:0",
                "anna@127.1",
                "anna@a%2eexample",
                "anna@b\\a.example"
            })
    void what_is_no_handle_is_refused(String written) {
        assertThat(Handle.parse(written)).isEmpty();
    }

    @Test
    void a_handle_is_the_same_in_upper_and_lower_case_and_needs_no_domain_at_home() {
        var handle = Handle.parse("Anna@Home.Example").orElseThrow();

        assertThat(handle.key())
                .isEqualTo(Handle.parse("aNNA@home.example").orElseThrow().key());
        assertThat(handle.seenFrom("home.example")).isEqualTo(Handle.local("Anna"));
        assertThat(handle).hasToString("Anna@home.example");
    }

    @Test
    void a_handle_cannot_be_made_of_a_domain_that_is_not_normal() {
        assertThatThrownBy(() -> new Handle("anna", "Home.Example")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Handle.local("a b")).isInstanceOf(IllegalArgumentException.class);
    }
}
