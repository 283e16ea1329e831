// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/// Bytes as people can copy them: the Bitcoin alphabet, without 0, O, I and l.
///
/// As multibase (`z` in front) it is how keys and proofs are written on the wire.
public final class Base58 {

    /// Longer than any key or signature we read (a 64-byte signature has 88); the cost grows with the square.
    public static final int LENGTH_MAX = 256;

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);
    private static final String MULTIBASE = "z";

    private Base58() {}

    public static String encode(byte[] bytes) {
        var text = new StringBuilder();
        var rest = new BigInteger(1, bytes);
        while (rest.signum() > 0) {
            var parts = rest.divideAndRemainder(BASE);
            text.append(ALPHABET.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            text.append('1');
        }
        return text.reverse().toString();
    }

    /// Empty for anything that [#encode] would not have written.
    public static Optional<byte[]> decode(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        var number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            var digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            number = number.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        var zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == '1') {
            zeros++;
        }
        return Optional.of(withZeros(zeros, number));
    }

    public static String multibase(byte[] bytes) {
        return MULTIBASE + encode(bytes);
    }

    public static Optional<byte[]> fromMultibase(String text) {
        return text.startsWith(MULTIBASE) ? decode(text.substring(MULTIBASE.length())) : Optional.empty();
    }

    private static byte[] withZeros(int zeros, BigInteger number) {
        if (number.signum() == 0) {
            return new byte[zeros];
        }
        var digits = number.toByteArray();
        // A BigInteger writes a sign byte where the first bit is set; it is no part of the number.
        var from = digits[0] == 0 ? 1 : 0;
        var length = digits.length - from;
        var bytes = Arrays.copyOfRange(digits, from, from + zeros + length);
        Arrays.fill(bytes, (byte) 0);
        System.arraycopy(digits, from, bytes, zeros, length);
        return bytes;
    }
}
