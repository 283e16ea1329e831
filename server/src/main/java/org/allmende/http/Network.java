// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// A block of addresses in the notation of operators: `10.0.0.0/8`, `fd00::/8`, or one address alone.
public record Network(InetAddress base, int bits) {

    public Network {
        if (bits < 0 || bits > base.getAddress().length * 8) {
            throw new IllegalArgumentException("no such prefix length: /" + bits);
        }
        base = masked(base, bits);
    }

    /// Reads an address literal with an optional prefix length. Names are refused: they would be looked up.
    public static Network parse(String text) {
        var slash = text.indexOf('/');
        var address = literal(slash < 0 ? text : text.substring(0, slash));
        try {
            var bits = slash < 0 ? address.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
            return new Network(address, bits);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("not a network: " + text);
        }
    }

    public boolean contains(InetAddress address) {
        var theirs = address.getAddress();
        var ours = base.getAddress();
        var whole = bits / 8;
        return theirs.length == ours.length
                && Arrays.equals(theirs, 0, whole, ours, 0, whole)
                && (bits % 8 == 0 || ((theirs[whole] ^ ours[whole]) & (0xff00 >> (bits % 8)) & 0xff) == 0);
    }

    private static InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("not an address: " + text);
        }
    }

    /// The address with everything after the first `bits` bits set to nought.
    static InetAddress masked(InetAddress address, int bits) {
        var bytes = address.getAddress();
        var whole = bits / 8;
        if (whole < bytes.length) {
            bytes[whole] = (byte) (bytes[whole] & (0xff00 >> (bits % 8)));
            Arrays.fill(bytes, whole + 1, bytes.length, (byte) 0);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the length did not change", e);
        }
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + bits;
    }
}
