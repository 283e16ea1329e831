// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The public half of an Ed25519 key (RFC 8032): who somebody is, whichever server they live on.
public final class Ed25519Public {

    public static final int BYTES = 32;
    public static final int SIGNATURE_BYTES = 64;

    /// What precedes the raw key in a Multikey: the multicodec number of Ed25519 public keys.
    private static final byte[] MULTICODEC = {(byte) 0xed, 0x01};

    /// What precedes the raw key in a SubjectPublicKeyInfo: the only form a JDK reads.
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final String DID_KEY = "did:key:";
    private static final BigInteger FIELD = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    private final byte[] raw;
    private final PublicKey key;

    private Ed25519Public(byte[] raw, PublicKey key) {
        this.raw = raw;
        this.key = key;
    }

    /// Reads the 32 bytes of the key. Empty for a wrong length, or a number that is no canonical coordinate.
    public static Optional<Ed25519Public> of(byte[] raw) {
        if (raw.length != BYTES || !canonical(raw)) {
            return Optional.empty();
        }
        try {
            var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(join(SPKI, raw)));
            return Optional.of(new Ed25519Public(raw.clone(), key));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    /// Reads `z6Mk…`, the `publicKeyMultibase` of a Multikey.
    public static Optional<Ed25519Public> fromMultikey(String multikey) {
        return Base58.fromMultibase(multikey)
                .filter(bytes -> bytes.length == MULTICODEC.length + BYTES)
                .filter(bytes -> Arrays.equals(bytes, 0, MULTICODEC.length, MULTICODEC, 0, MULTICODEC.length))
                .flatMap(bytes -> of(Arrays.copyOfRange(bytes, MULTICODEC.length, bytes.length)));
    }

    /// Reads `did:key:z6Mk…`, also with the key repeated behind a `#`, as verification methods name it.
    public static Optional<Ed25519Public> fromDidKey(String did) {
        if (!did.startsWith(DID_KEY)) {
            return Optional.empty();
        }
        var parts = did.substring(DID_KEY.length()).split("#", -1);
        var plain = parts.length == 1 || parts.length == 2 && parts[1].equals(parts[0]);
        return plain ? fromMultikey(parts[0]) : Optional.empty();
    }

    public byte[] raw() {
        return raw.clone();
    }

    public String multikey() {
        return Base58.multibase(join(MULTICODEC, raw));
    }

    public String didKey() {
        return DID_KEY + multikey();
    }

    public boolean verify(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            // A signature out of range, or a key that is no point of the curve: it never signed anything.
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519Public that && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return multikey();
    }

    // Little-endian, with the sign of x in the highest bit.
    private static boolean canonical(byte[] raw) {
        var digits = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            digits[i] = raw[BYTES - 1 - i];
        }
        digits[0] &= 0x7f;
        return new BigInteger(1, digits).compareTo(FIELD) < 0;
    }

    private static byte[] join(byte[] head, byte[] tail) {
        var whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }
}
