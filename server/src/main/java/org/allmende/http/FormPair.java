// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One name and value of a query or an urlencoded body.
record FormPair(String name, String value) {

    /// Splits `a=1&b=2`. A wrong percent sign, bytes that are not UTF-8 and NUL are malformed.
    static List<FormPair> parse(String text, int pairsMax) {
        var pairs = new ArrayList<FormPair>();
        var start = 0;
        while (start < text.length()) {
            var end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                if (pairs.size() == pairsMax) {
                    throw Fault.malformed("Too many parameters.");
                }
                pairs.add(pair(text.substring(start, end)));
            }
            start = end + 1;
        }
        return pairs;
    }

    private static FormPair pair(String text) {
        var equals = text.indexOf('=');
        return equals < 0
                ? new FormPair(decode(text, true), "")
                : new FormPair(decode(text.substring(0, equals), true), decode(text.substring(equals + 1), true));
    }

    /// Takes percent signs (and in forms, plus signs) back to what they stand for.
    static String decode(String text, boolean plusIsSpace) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var length = 0;
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                var high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                var low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw Fault.malformed("A percent sign stands alone.");
                }
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[length++] = plusIsSpace && bytes[i] == '+' ? (byte) ' ' : bytes[i];
            }
        }
        return utf8(bytes, length);
    }

    static String utf8(byte[] bytes, int length) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return clean(text.toString());
        } catch (CharacterCodingException _) {
            throw Fault.malformed("That is not UTF-8.");
        }
    }

    /// Refuses what no text of people contains and databases do not take: NUL, and half a surrogate pair.
    static String clean(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var paired = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || Character.isSurrogate(c) && !paired) {
                throw Fault.malformed("There is a character that cannot be text.");
            }
            i += paired ? 1 : 0;
        }
        return text;
    }
}
