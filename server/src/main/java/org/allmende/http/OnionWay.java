// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;

/// Asks a SOCKS5 proxy to connect to a name that only it can look up (RFC 1928).
final class OnionWay {

    private static final byte VERSION = 5;
    private static final byte CONNECT = 1;
    private static final byte BY_NAME = 3;
    private static final int NAME_MAX = 255;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private OnionWay() {}

    static void lead(OutboundLine line, String host, int port) throws IOException {
        var name = host.getBytes(US_ASCII);
        if (name.length > NAME_MAX) {
            throw new IOException("too long a name for the proxy");
        }
        line.write(new byte[] {VERSION, 1, 0});
        if (next(line) != VERSION || next(line) != 0) {
            throw new IOException("the proxy lets nobody in");
        }
        var wish = new ByteArrayOutputStream();
        wish.writeBytes(new byte[] {VERSION, CONNECT, 0, BY_NAME, (byte) name.length});
        wish.writeBytes(name);
        wish.write(port >> 8);
        wish.write(port);
        line.write(wish.toByteArray());
        if (next(line) != VERSION || next(line) != 0) {
            throw new IOException("the proxy cannot reach it");
        }
        next(line);
        // Where the proxy itself has been connected from, which matters to nobody.
        var length = switch (next(line)) {
            case 1 -> IPV4_BYTES;
            case BY_NAME -> next(line);
            default -> IPV6_BYTES;
        };
        for (var i = 0; i < length + 2; i++) {
            next(line);
        }
    }

    private static int next(OutboundLine line) throws IOException {
        var one = new byte[1];
        if (line.read(one, 0, 1) < 0) {
            throw new EOFException("the proxy hangs up");
        }
        return one[0] & 0xff;
    }
}
