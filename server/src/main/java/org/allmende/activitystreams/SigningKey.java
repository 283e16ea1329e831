// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import org.allmende.base.Ed25519Public;
import org.allmende.base.RsaHash;
import org.allmende.base.RsaPublic;

/// A stranger's key, of a kind that requests are signed with.
public sealed interface SigningKey {

    record Rsa(RsaPublic key) implements SigningKey {}

    record Ed25519(Ed25519Public key) implements SigningKey {}

    /// What a signature says it was made with. One that says nothing, or `hs2019`, leaves it to the key.
    enum Algorithm {
        ANY,
        RSA_SHA256,
        RSA_SHA512,
        ED25519
    }

    default boolean verify(Algorithm algorithm, byte[] message, byte[] signature) {
        return switch (this) {
            case Rsa(var key) ->
                switch (algorithm) {
                    case RSA_SHA256 -> key.verify(RsaHash.SHA256, message, signature);
                    case RSA_SHA512 -> key.verify(RsaHash.SHA512, message, signature);
                    // hs2019 was meant for SHA-512, but nearly everybody who writes it means SHA-256.
                    case ANY ->
                        key.verify(RsaHash.SHA256, message, signature)
                                || key.verify(RsaHash.SHA512, message, signature);
                    case ED25519 -> false;
                };
            case Ed25519(var key) ->
                switch (algorithm) {
                    case ANY, ED25519 -> key.verify(message, signature);
                    case RSA_SHA256, RSA_SHA512 -> false;
                };
        };
    }
}
