// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A message sealed for one app: what goes into the body, and the headers that belong to it.
///
/// By RFC 8291 (`aes128gcm`), or by the fourth draft before it (`aesgcm`), which older apps read.
record Envelope(Map<String, String> headers, byte[] body) {

    static final int SALT_BYTES = 16;
    static final int AUTH_BYTES = 16;

    /// Push servers need not take longer messages (RFC 8030 §7.2); what the envelope itself takes is left out.
    static final int MESSAGE_BYTES_MAX = 3_900;

    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int SECRET_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final int RECORD_BYTES = 4_096;

    /// Marks the last record (RFC 8188 §2).
    private static final byte LAST = 2;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /// `ours` and `salt` are used for this one message and never again.
    static Envelope standard(byte[] message, ECPublicKey theirs, byte[] auth, KeyPair ours, byte[] salt) {
        try {
            var us = Curve.write((ECPublicKey) ours.getPublic());
            var info = joined(ascii("WebPush: info\0"), Curve.write(theirs), us);
            var secret = derive(auth, shared(ours.getPrivate(), theirs), info, SECRET_BYTES);
            var key = derive(salt, secret, ascii("Content-Encoding: aes128gcm\0"), KEY_BYTES);
            var nonce = derive(salt, secret, ascii("Content-Encoding: nonce\0"), NONCE_BYTES);
            var sealed = seal(key, nonce, joined(message, new byte[] {LAST}));
            var head = ByteBuffer.allocate(SALT_BYTES + Integer.BYTES + 1)
                    .put(salt)
                    .putInt(RECORD_BYTES)
                    .put((byte) us.length)
                    .array();
            return new Envelope(Map.of("Content-Encoding", "aes128gcm"), joined(head, us, sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a message cannot be sealed", e);
        }
    }

    static Envelope legacy(byte[] message, ECPublicKey theirs, byte[] auth, KeyPair ours, byte[] salt) {
        try {
            var us = Curve.write((ECPublicKey) ours.getPublic());
            var secret =
                    derive(auth, shared(ours.getPrivate(), theirs), ascii("Content-Encoding: auth\0"), SECRET_BYTES);
            var context = joined(ascii("P-256\0"), counted(Curve.write(theirs)), counted(us));
            var key = derive(salt, secret, joined(ascii("Content-Encoding: aesgcm\0"), context), KEY_BYTES);
            var nonce = derive(salt, secret, joined(ascii("Content-Encoding: nonce\0"), context), NONCE_BYTES);
            // Two bytes that say how much padding follows: none.
            var body = seal(key, nonce, joined(new byte[2], message));
            var headers = new LinkedHashMap<String, String>();
            headers.put("Content-Encoding", "aesgcm");
            headers.put("Encryption", "salt=" + BASE64.encodeToString(salt));
            headers.put("Crypto-Key", "dh=" + BASE64.encodeToString(us));
            return new Envelope(headers, body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a message cannot be sealed", e);
        }
    }

    private static byte[] shared(PrivateKey ours, ECPublicKey theirs) throws GeneralSecurityException {
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ours);
        agreement.doPhase(theirs, true);
        return agreement.generateSecret();
    }

    static byte[] derive(byte[] salt, byte[] secret, byte[] info, int bytes) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(secret)
                        .addSalt(salt)
                        .thenExpand(info, bytes));
    }

    static byte[] seal(byte[] key, byte[] nonce, byte[] text) throws GeneralSecurityException {
        return cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(text);
    }

    static byte[] open(byte[] key, byte[] nonce, byte[] sealed) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(sealed);
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] counted(byte[] bytes) {
        return ByteBuffer.allocate(Short.BYTES + bytes.length)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
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
