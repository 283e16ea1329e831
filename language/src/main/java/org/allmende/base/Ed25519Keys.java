// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/// An Ed25519 key that may sign. Thirty-two bytes, the seed, are the whole secret: it can move with its person.
///
/// Nothing outside this class and [Ed25519Public] knows which library does the arithmetic.
public final class Ed25519Keys {

    public static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final PrivateKey secret;
    private final Ed25519Public open;

    private Ed25519Keys(byte[] seed, PrivateKey secret, Ed25519Public open) {
        this.seed = seed;
        this.secret = secret;
        this.open = open;
    }

    public static Ed25519Keys generate() {
        var seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        return fromSeed(seed);
    }

    public static Ed25519Keys fromSeed(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("an Ed25519 seed has " + SEED_BYTES + " bytes");
        }
        var own = seed.clone();
        var pair = pair(own);
        var encoded = pair.getPublic().getEncoded();
        var raw = Arrays.copyOfRange(encoded, encoded.length - Ed25519Public.BYTES, encoded.length);
        return new Ed25519Keys(own, pair.getPrivate(), Ed25519Public.of(raw).orElseThrow());
    }

    public byte[] seed() {
        return seed.clone();
    }

    public Ed25519Public open() {
        return open;
    }

    public byte[] sign(byte[] message) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(secret);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    // The JDK cannot derive a public key from a seed, but its generator draws exactly the seed from its source of
    // randomness (RFC 8032 §5.1.5), so it is given one that has nothing else to say.
    private static KeyPair pair(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("an Ed25519 key is made of " + seed.length + " bytes");
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
