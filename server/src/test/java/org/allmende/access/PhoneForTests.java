// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Instant;

/// An app for one-time codes.
public final class PhoneForTests {

    private PhoneForTests() {}

    public static String code(String secret, Instant when) {
        return Totp.code(Base32.read(secret), when);
    }
}
