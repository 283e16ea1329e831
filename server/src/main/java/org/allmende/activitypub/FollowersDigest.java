// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import org.allmende.base.Hashes;

/// What a set of followers comes to, so that two servers can compare theirs without telling them (FEP-8fcf): the
/// SHA-256 of each address, all joined by exclusive or, in hexadecimal.
final class FollowersDigest {

    private static final int BYTES = 32;

    private FollowersDigest() {}

    /// The order does not matter, and who is listed twice counts once.
    static String of(Collection<String> addresses) {
        var digest = new byte[BYTES];
        for (var address : new HashSet<>(addresses)) {
            var one = Hashes.sha256(address.getBytes(UTF_8));
            for (var i = 0; i < BYTES; i++) {
                digest[i] ^= one[i];
            }
        }
        return HexFormat.of().formatHex(digest);
    }
}
