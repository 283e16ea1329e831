// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The receiving half of Web Push, as a browser has it. Written from the standard, with HMAC alone, to share nothing
/// with what it checks.
public final class PushReader {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final byte[] auth = new byte[16];

    public PushReader() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
            new SecureRandom().nextBytes(auth);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public String publicKey() {
        return BASE64.encodeToString(point());
    }

    private byte[] point() {
        var at = ((ECPublicKey) keys.getPublic()).getW();
        return joined(new byte[] {4}, padded(at.getAffineX()), padded(at.getAffineY()));
    }

    private static byte[] padded(BigInteger number) {
        var hex = number.toString(16);
        return HexFormat.of().parseHex("0".repeat(64 - hex.length()) + hex);
    }

    public String auth() {
        return BASE64.encodeToString(auth);
    }

    /// What was sealed for this reader. `header` gives a header of the request, or null.
    public String open(UnaryOperator<String> header, byte[] body) {
        try {
            return new String(
                    header.apply("Content-Encoding").equals("aes128gcm") ? standard(body) : legacy(header, body),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("cannot be opened", e);
        }
    }

    private byte[] standard(byte[] body) throws GeneralSecurityException {
        var salt = Arrays.copyOf(body, 16);
        var length = body[20] & 0xff;
        var theirs = Arrays.copyOfRange(body, 21, 21 + length);
        var sealed = Arrays.copyOfRange(body, 21 + length, body.length);
        var secret = hkdf(auth, shared(theirs), joined(ascii("WebPush: info\0"), point(), theirs), 32);
        var key = hkdf(salt, secret, ascii("Content-Encoding: aes128gcm\0"), 16);
        var nonce = hkdf(salt, secret, ascii("Content-Encoding: nonce\0"), 12);
        var padded = opened(key, nonce, sealed);
        var end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        if (padded[end] != 2) {
            throw new AssertionError("not the last record");
        }
        return Arrays.copyOf(padded, end);
    }

    private byte[] legacy(UnaryOperator<String> header, byte[] body) throws GeneralSecurityException {
        var salt = part(header.apply("Encryption"), "salt=");
        var theirs = part(header.apply("Crypto-Key"), "dh=");
        var secret = hkdf(auth, shared(theirs), ascii("Content-Encoding: auth\0"), 32);
        var context = joined(ascii("P-256\0"), new byte[] {0, 65}, point(), new byte[] {0, 65}, theirs);
        var key = hkdf(salt, secret, joined(ascii("Content-Encoding: aesgcm\0"), context), 16);
        var nonce = hkdf(salt, secret, joined(ascii("Content-Encoding: nonce\0"), context), 12);
        var padded = opened(key, nonce, body);
        return Arrays.copyOfRange(padded, 2 + ((padded[0] & 0xff) << 8 | padded[1] & 0xff), padded.length);
    }

    private static byte[] part(String header, String name) {
        return Arrays.stream(header.split("[;,]", -1))
                .filter(one -> one.startsWith(name))
                .map(one -> Base64.getUrlDecoder().decode(one.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    private byte[] shared(byte[] theirs) throws GeneralSecurityException {
        var x = new BigInteger(1, Arrays.copyOfRange(theirs, 1, 33));
        var y = new BigInteger(1, Arrays.copyOfRange(theirs, 33, 65));
        var parameters = ((ECPublicKey) keys.getPublic()).getParams();
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(keys.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), parameters)), true);
        return agreement.generateSecret();
    }

    private static byte[] hkdf(byte[] salt, byte[] secret, byte[] info, int length) throws GeneralSecurityException {
        var first = hmac(hmac(salt, secret), joined(info, new byte[] {1}));
        return Arrays.copyOf(first, length);
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] opened(byte[] key, byte[] nonce, byte[] sealed) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        return cipher.doFinal(sealed);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
