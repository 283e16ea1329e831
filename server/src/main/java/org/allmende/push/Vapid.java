// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// With what this instance says to push servers who it is (RFC 8292), and seals what it keeps of others.
record Vapid(String publicKey, PrivateKey privateKey, byte[] sealing) {

    /// RFC 8292 §2 allows a day; the clocks of others may be wrong by some hours.
    private static final Duration HOLDS = Duration.ofHours(12);

    private static final int NONCE_BYTES = 12;
    private static final int KEY_BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder UNBASE64 = Base64.getUrlDecoder();

    /// In base64url: the point, and the key as PKCS 8.
    static Vapid read(String publicKey, String privateKey) {
        try {
            var encoded = UNBASE64.decode(privateKey);
            var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            var sealing = Envelope.derive(
                    new byte[0], encoded, "allmende push bearer".getBytes(StandardCharsets.US_ASCII), KEY_BYTES);
            return new Vapid(publicKey, key, sealing);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key for push cannot be read", e);
        }
    }

    /// A signed word for one push server: from whom, until when, and whom to ask if something is wrong.
    String token(String audience, String contact, Instant now) {
        var head = part("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");
        var claims = part("{\"aud\":\"%s\",\"exp\":%d,\"sub\":\"%s\"}"
                .formatted(audience, now.plus(HOLDS).getEpochSecond(), contact));
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(privateKey);
            signature.update((head + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return head + "." + claims + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java signs with P-256", e);
        }
    }

    private static String part(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    String sealed(String secret, SecureRandom random) {
        try {
            var nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            var sealed = Envelope.seal(sealing, nonce, secret.getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(nonce) + "." + BASE64.encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java seals with AES", e);
        }
    }

    String opened(String sealed) {
        var dot = sealed.indexOf('.');
        try {
            return new String(
                    Envelope.open(
                            sealing,
                            UNBASE64.decode(sealed.substring(0, dot)),
                            UNBASE64.decode(sealed.substring(dot + 1))),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this was sealed with another key", e);
        }
    }

    @Override
    public String toString() {
        return "push key " + publicKey;
    }
}
