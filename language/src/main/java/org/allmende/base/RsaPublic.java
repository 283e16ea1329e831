// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The public half of an RSA key, ours or a stranger's.
public final class RsaPublic {

    /// Shorter keys can be broken; no server in use makes them.
    public static final int BITS_MIN = 2_048;

    /// Checking grows with the square of the length; nobody publishes more.
    public static final int BITS_MAX = 8_192;

    /// An 8,192-bit key needs about 1,500 characters; the rest is for generous white space.
    public static final int PEM_LENGTH_MAX = 4_096;

    /// Larger exponents only make checking slow. Everybody uses 65,537.
    private static final int EXPONENT_BITS_MAX = 64;

    private static final Pattern PEM = Pattern.compile(
            "\\s*-----BEGIN (RSA )?PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PUBLIC KEY-----\\s*");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /// AlgorithmIdentifier of RSA, which a bare PKCS#1 key lacks.
    private static final byte[] ALGORITHM = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private final RSAPublicKey key;

    private RsaPublic(RSAPublicKey key) {
        this.key = key;
    }

    /// Reads a PEM text: SubjectPublicKeyInfo or PKCS#1, whatever its white space. Empty for anything else.
    public static Optional<RsaPublic> fromPem(String pem) {
        if (pem.length() > PEM_LENGTH_MAX) {
            return Optional.empty();
        }
        var match = PEM.matcher(pem);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            var der = Base64.getDecoder().decode(SPACE.matcher(match.group(2)).replaceAll(""));
            // Some servers write PKCS#1 under the title of the other, so the title is not asked.
            return fromDer(der).or(() -> fromDer(wrapped(der)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static Optional<RsaPublic> fromDer(byte[] spki) {
        try {
            var key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki));
            var bits = key.getModulus().bitLength();
            var sound = bits >= BITS_MIN
                    && bits <= BITS_MAX
                    && key.getModulus().testBit(0)
                    && key.getPublicExponent().testBit(0)
                    && key.getPublicExponent().bitLength() > 1
                    && key.getPublicExponent().bitLength() <= EXPONENT_BITS_MAX;
            return sound ? Optional.of(new RsaPublic(key)) : Optional.empty();
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    /// As every server publishes it: SubjectPublicKeyInfo, 64 characters a line.
    public String pem() {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(key.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
    }

    public boolean verify(RsaHash hash, byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance(hash.algorithm());
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            // Thrown for signatures of a wrong length.
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RsaPublic that
                && key.getModulus().equals(that.key.getModulus())
                && key.getPublicExponent().equals(that.key.getPublicExponent());
    }

    @Override
    public int hashCode() {
        return key.getModulus().hashCode();
    }

    @Override
    public String toString() {
        return pem();
    }

    private static byte[] wrapped(byte[] pkcs1) {
        var bits = new ByteArrayOutputStream();
        bits.write(0);
        bits.writeBytes(pkcs1);
        var inner = new ByteArrayOutputStream();
        inner.writeBytes(ALGORITHM);
        inner.writeBytes(tagged(0x03, bits.toByteArray()));
        return tagged(0x30, inner.toByteArray());
    }

    // DER: lengths below 65,536 are all that a bounded key can have.
    private static byte[] tagged(int tag, byte[] content) {
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (content.length < 0x80) {
            whole.write(content.length);
        } else if (content.length < 0x100) {
            whole.write(0x81);
            whole.write(content.length);
        } else {
            whole.write(0x82);
            whole.write(content.length >> 8);
            whole.write(content.length);
        }
        whole.writeBytes(content);
        return whole.toByteArray();
    }
}
