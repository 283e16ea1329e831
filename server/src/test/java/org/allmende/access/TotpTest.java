// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Codes from the phone, held against the examples of the standards.
class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @Test
    void the_examples_of_the_standard_come_out() {
        // RFC 6238, appendix B, the last six of its eight digits.
        var examples = Map.of(
                59L, "287082",
                1_111_111_109L, "081804",
                1_111_111_111L, "050471",
                1_234_567_890L, "005924",
                2_000_000_000L, "279037",
                20_000_000_000L, "353130");

        examples.forEach((second, code) ->
                assertThat(Totp.code(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code));
    }

    @Test
    void a_code_counts_a_step_before_and_after_and_never_again() {
        var now = Instant.ofEpochSecond(1_234_567_890);
        var step = 1_234_567_890L / 30;

        assertThat(Totp.step(SECRET, Totp.code(SECRET, now.minusSeconds(30)), now, 0))
                .hasValue(step - 1);
        assertThat(Totp.step(SECRET, Totp.code(SECRET, now.plusSeconds(30)), now, 0))
                .hasValue(step + 1);
        assertThat(Totp.step(SECRET, Totp.code(SECRET, now.minusSeconds(60)), now, 0))
                .isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, now), now, step)).isEmpty();
        assertThat(Totp.step(SECRET, "", now, 0)).isEmpty();
    }

    @Test
    void base32_is_read_as_it_was_written() {
        // RFC 4648 §10.
        assertThat(Base32.write("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
        assertThat(Base32.write("foob".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YQ");
        var bytes = new byte[20];
        new SecureRandom().nextBytes(bytes);
        assertThat(Base32.read(Base32.write(bytes))).isEqualTo(bytes);
    }
}
