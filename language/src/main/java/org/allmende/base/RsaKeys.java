// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;

/// An RSA key that may sign: what the Fediverse checks requests with.
public final class RsaKeys {

    /// What every known server makes and reads.
    private static final int BITS = 2_048;

    private final RSAPrivateCrtKey secret;
    private final RsaPublic open;

    private RsaKeys(RSAPrivateCrtKey secret, RsaPublic open) {
        this.secret = secret;
        this.open = open;
    }

    public static RsaKeys generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return of((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /// Reads what [#bytes] wrote: PKCS#8.
    public static RsaKeys fromBytes(byte[] bytes) {
        try {
            var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
            return of((RSAPrivateCrtKey) key);
        } catch (GeneralSecurityException | ClassCastException e) {
            throw new IllegalArgumentException("not an RSA private key in PKCS#8", e);
        }
    }

    /// The secret as PKCS#8, for our own database.
    public byte[] bytes() {
        return secret.getEncoded();
    }

    public RsaPublic open() {
        return open;
    }

    public byte[] sign(RsaHash hash, byte[] message) {
        try {
            var signer = Signature.getInstance(hash.algorithm());
            signer.initSign(secret);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read can sign", e);
        }
    }

    private static RsaKeys of(RSAPrivateCrtKey secret) throws GeneralSecurityException {
        var open = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
        var read = RsaPublic.fromDer(open.getEncoded());
        return new RsaKeys(
                secret, read.orElseThrow(() -> new IllegalArgumentException("an RSA key that nobody would accept")));
    }
}
