// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.base.Ed25519Keys;
import org.allmende.base.RsaKeys;
import org.allmende.people.MemberKeys;

/// Keys that were made once and lie beside the tests, because making one takes as long as a test. They open nothing.
public final class TestKeys {

    private static final List<RsaKeys> MADE = read();

    /// Of the one who usually acts in a test.
    public static final RsaKeys RSA = MADE.get(0);

    /// Of the one who has nothing to do with the first.
    public static final RsaKeys OTHER = MADE.get(1);

    /// Of all members of a village.
    public static final MemberKeys MEMBER = new MemberKeys(MADE.get(2), Ed25519Keys.generate());

    private static final int NAMED = 3;
    private static final AtomicInteger GIVEN = new AtomicInteger();

    private TestKeys() {}

    /// A key that is none of those above, and another one each time, until they begin again after a dozen.
    public static RsaKeys next() {
        return MADE.get(NAMED + Math.floorMod(GIVEN.getAndIncrement(), MADE.size() - NAMED));
    }

    private static List<RsaKeys> read() {
        try (var in = TestKeys.class.getResourceAsStream("rsa-keys-of-tests.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> RsaKeys.fromBytes(Base64.getDecoder().decode(line)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
