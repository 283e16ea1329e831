// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.allmende.base.Hashes;

/// Time-based one-time passwords (RFC 6238), as every app makes them: six digits, anew each half minute, by SHA-1.
final class Totp {

    static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;
    private static final Duration STEP = Duration.ofSeconds(30);

    /// RFC 6238 §5.2: one step for a clock that is off, or a slow hand.
    private static final int STEPS_OFF = 1;

    private Totp() {}

    /// The time step whose code this is, newer than `last`; empty where it is none.
    static OptionalLong step(byte[] secret, String code, Instant now, long last) {
        var here = now.getEpochSecond() / STEP.toSeconds();
        return LongStream.rangeClosed(here - STEPS_OFF, here + STEPS_OFF)
                .filter(step -> step > last && Hashes.same(code(secret, step), code))
                .findFirst();
    }

    static String code(byte[] secret, Instant when) {
        return code(secret, when.getEpochSecond() / STEP.toSeconds());
    }

    // RFC 4226 §5.3.
    private static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var at = hash[hash.length - 1] & 0xf;
            var number = ByteBuffer.wrap(hash, at, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java knows HMAC", e);
        }
    }
}
