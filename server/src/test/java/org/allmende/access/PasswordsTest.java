// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private final Passwords passwords = new Passwords(64, 1);

    @Test
    void a_hash_of_the_reference_program_is_understood() {
        var phc = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(passwords.fits("password", phc)).isTrue();
        assertThat(passwords.fits("passwore", phc)).isFalse();
    }

    @Test
    void a_password_fits_its_hash_alone_and_no_two_hashes_are_alike() {
        var hash = passwords.hash("correct horse");

        assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$").isNotEqualTo(passwords.hash("correct horse"));
        assertThat(passwords.fits("correct horse", hash)).isTrue();
        assertThat(passwords.fits("correct Horse", hash)).isFalse();
        assertThat(new Passwords().hash("correct horse")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void letters_may_be_composed_in_any_way() {
        assertThat(passwords.fits("u\u0308ber den Berg", passwords.hash("\u00fcber den Berg")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "correct horse",
                "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$"
            })
    void a_broken_hash_fits_nothing_and_costs_nothing(String phc) {
        assertThat(passwords.fits("correct horse", phc)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "short12, at least 8",
        "AliceInWonderland, easy to guess",
        "a@example.org, easy to guess",
        "aaaaaaaaab, different"
    })
    void a_bad_password_is_told_what_is_bad_about_it(String password, String hint) {
        assertThat(passwords.problem(password, "aliceinwonderland", Optional.of("a@example.org")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains(hint));
    }

    @Test
    void length_is_counted_in_letters_and_has_an_end() {
        assertThat(passwords.problem("🐎🔋📎🐎", "alice", Optional.empty())).isPresent();
        assertThat(passwords.problem("🐎🔋📎🐎🐢🦊🐻🐼", "alice", Optional.empty()))
                .isEmpty();
        assertThat(passwords.problem("abc".repeat(67), "alice", Optional.empty()))
                .isPresent();
    }
}
