// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.allmende.base.Hashes;
import org.allmende.signatures.SignatureCheck.Fall;
import org.allmende.signatures.SignatureCheck.Fault;

/// The hash of a body, in the two headers that carry it: `Digest` (RFC 3230) and `Content-Digest` (RFC 9530).
final class BodyDigest {

    /// Nobody sends more than two.
    private static final int HASHES_MAX = 8;

    private static final Map<String, UnaryOperator<byte[]>> HASHES =
            Map.of("sha-256", Hashes::sha256, "sha-512", Hashes::sha512);

    private BodyDigest() {}

    static String header(String digest) {
        return "SHA-256=" + digest;
    }

    static String contentHeader(String digest) {
        return "sha-256=:" + digest + ":";
    }

    static void check(Optional<String> header, byte[] body) throws Fall {
        compare("Digest", header, "", body);
    }

    static void checkContent(Optional<String> header, byte[] body) throws Fall {
        compare("Content-Digest", header, ":", body);
    }

    // `fence` stands around the base64 of a structured field. Hashes that we do not know are left aside; of those that
    // we know there must be one, none twice, and all must fit.
    private static void compare(String name, Optional<String> header, String fence, byte[] body) throws Fall {
        var found = new HashMap<String, String>();
        for (var part : header.orElse("").split(",", HASHES_MAX + 1)) {
            var equals = part.indexOf('=');
            var hash = equals < 0 ? "" : part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (HASHES.containsKey(hash)
                    && found.put(hash, part.substring(equals + 1).strip()) != null) {
                throw new Fall(Fault.WRONG_DIGEST, "The " + name + " header says " + hash + " twice.");
            }
        }
        if (found.isEmpty()) {
            throw new Fall(Fault.WRONG_DIGEST, "The " + name + " header must have a SHA-256 or a SHA-512.");
        }
        for (var one : found.entrySet()) {
            var made = HASHES.get(one.getKey()).apply(body);
            if (!MessageDigest.isEqual(decoded(name, one.getValue(), fence), made)) {
                throw new Fall(Fault.WRONG_DIGEST, "The body is not the one that the " + name + " header speaks of.");
            }
        }
    }

    private static byte[] decoded(String name, String value, String fence) throws Fall {
        if (value.length() >= 2 * fence.length() && value.startsWith(fence) && value.endsWith(fence)) {
            try {
                return Base64.getDecoder().decode(value.substring(fence.length(), value.length() - fence.length()));
            } catch (IllegalArgumentException _) {
                // told below
            }
        }
        throw new Fall(Fault.MALFORMED, "The " + name + " header is not base64.");
    }
}
