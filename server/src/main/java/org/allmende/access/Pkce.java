// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.allmende.base.Hashes;

/// Proof Key for Code Exchange (RFC 7636), by SHA-256 alone: `plain` proves nothing to who reads along.
final class Pkce {

    static final String METHOD = "S256";

    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private Pkce() {}

    static boolean acceptable(String challenge) {
        return CHALLENGE.matcher(challenge).matches();
    }

    static boolean fits(String challenge, String verifier) {
        if (!VERIFIER.matcher(verifier).matches()) {
            return false;
        }
        var digest = Hashes.sha256(verifier.getBytes(StandardCharsets.US_ASCII));
        return Hashes.same(Base64.getUrlEncoder().withoutPadding().encodeToString(digest), challenge);
    }
}
