// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One connection to a server on this machine, kept open, over which requests go one after the other.
///
/// Written by hand because it shares two processors with what it measures: it does nothing that is not asked of it.
final class Line implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final int PATIENCE_MILLIS = 60_000;

    record Reply(int status, String head, byte[] body) {
        boolean fine() {
            return status / 100 == 2;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final int port;
    private final byte[] buffer = new byte[BUFFER];
    private Socket socket;
    private InputStream in;
    private int from;
    private int to;

    Line(int port) {
        this.port = port;
    }

    Reply send(byte[] request) throws IOException {
        if (socket == null) {
            connect();
        }
        socket.getOutputStream().write(request);
        var head = head();
        var lower = head.toLowerCase(Locale.ROOT);
        var status = Integer.parseInt(head, 9, 12, 10);
        var body = body(lower, status);
        if (lower.contains("\r\nconnection: close")) {
            close();
        }
        return new Reply(status, head, body);
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = socket.getInputStream();
        from = 0;
        to = 0;
    }

    private String head() throws IOException {
        var head = new StringBuilder(512);
        // The end is an empty line.
        while (head.length() < 4 || head.charAt(head.length() - 3) != '\n' || head.charAt(head.length() - 1) != '\n') {
            head.append((char) next());
        }
        return head.toString();
    }

    private byte[] body(String lower, int status) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if (lower.contains("\r\ntransfer-encoding: chunked")) {
            var body = new ByteArrayOutputStream();
            for (var size = chunk(); size > 0; size = chunk()) {
                body.write(exactly(size));
                line();
            }
            line();
            return body.toByteArray();
        }
        var at = lower.indexOf("\r\ncontent-length:");
        if (at < 0) {
            throw new IOException("an answer of unknown length:\n" + lower);
        }
        return exactly(Integer.parseInt(
                lower.substring(at + 17, lower.indexOf('\r', at + 17)).strip()));
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var read = next(); read != '\n'; read = next()) {
            line.append((char) read);
        }
        return line.toString();
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = new byte[length];
        var had = Math.min(length, to - from);
        System.arraycopy(buffer, from, bytes, 0, had);
        from += had;
        if (in.readNBytes(bytes, had, length - had) < length - had) {
            throw new EOFException("the server hung up in the middle of an answer");
        }
        return bytes;
    }

    private int next() throws IOException {
        if (from == to) {
            to = in.read(buffer);
            from = 0;
            if (to <= 0) {
                to = 0;
                throw new EOFException("the server hung up");
            }
        }
        return buffer[from++] & 0xff;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
