// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;
import org.allmende.base.Hashes;
import org.allmende.signatures.SignatureCheck.Fall;
import org.allmende.signatures.SignatureCheck.Fault;

/// SHA-256 of a body, in the two headers that carry it: `Digest` (RFC 3230) and `Content-Digest` (RFC 9530).
final class BodyDigest {

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

    // `fence` stands around the base64 of a structured field.
    private static void compare(String name, Optional<String> header, String fence, byte[] body) throws Fall {
        var found = new ArrayList<String>();
        for (var part : header.orElse("").split(",")) {
            var equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase("sha-256")) {
                found.add(part.substring(equals + 1).strip());
            }
        }
        if (found.size() != 1) {
            throw new Fall(Fault.WRONG_DIGEST, "The " + name + " header must have one SHA-256.");
        }
        if (!MessageDigest.isEqual(decoded(name, found.getFirst(), fence), Hashes.sha256(body))) {
            throw new Fall(Fault.WRONG_DIGEST, "The body is not the one that the " + name + " header speaks of.");
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
