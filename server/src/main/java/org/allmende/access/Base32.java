// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/// Bytes as capitals and digits that nobody mixes up (RFC 4648 §6), without padding.
final class Base32 {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String write(byte[] bytes) {
        var text = new StringBuilder();
        var buffer = 0;
        var bits = 0;
        for (var one : bytes) {
            buffer = buffer << Byte.SIZE | one & 0xff;
            for (bits += Byte.SIZE; bits >= BITS; bits -= BITS) {
                text.append(LETTERS.charAt(buffer >> bits - BITS & 0x1f));
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(LETTERS.charAt(buffer << BITS - bits & 0x1f)).toString();
    }

    static byte[] read(String text) {
        var bytes = new ByteArrayOutputStream();
        var buffer = 0;
        var bits = 0;
        for (var letter : text.toUpperCase(Locale.ROOT).toCharArray()) {
            buffer = buffer << BITS | LETTERS.indexOf(letter);
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.write(buffer >> bits);
            }
        }
        return bytes.toByteArray();
    }
}
