// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One connection to another server. It blocks whoever reads or writes; what lasts too long is cut from outside, by
/// [OutboundLines#sweep].
final class OutboundLine {

    private static final int BUFFER_BYTES = 8 * 1024;

    private final Socket wire = new Socket();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private InputStream in;
    private OutputStream out;
    private boolean heard;
    private boolean patient = true;

    // Times of System.nanoTime(), and a span of it. The idle ones expect nothing.
    private long deadline = Long.MAX_VALUE;
    private long idle = Long.MAX_VALUE;
    private volatile long lately;
    private volatile boolean overdue;

    void connect(InetSocketAddress address) throws IOException {
        wire.setTcpNoDelay(true);
        try {
            wire.connect(address);
        } catch (IOException e) {
            throw reason(e);
        }
        in = wire.getInputStream();
        out = wire.getOutputStream();
    }

    /// Speaks TLS from here on, to nobody but `host`.
    void secure(SSLSocketFactory factory, SSLParameters parameters, String host, int port) throws IOException {
        try {
            var secure = (SSLSocket) factory.createSocket(wire, host, port, true);
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            in = secure.getInputStream();
            out = secure.getOutputStream();
        } catch (IOException e) {
            throw reason(e);
        }
    }

    /// From now on something has to come within `quiet` each time, and everything until `until`.
    synchronized void expect(Duration quiet, long until) {
        lately = System.nanoTime();
        idle = quiet.toNanos();
        deadline = until;
        heard = false;
    }

    /// Waits for the next request.
    synchronized void rest() {
        lately = System.nanoTime();
        idle = Long.MAX_VALUE;
        deadline = Long.MAX_VALUE;
    }

    long lately() {
        return lately;
    }

    synchronized void cutIfOverdue(long now) {
        if (idle < Long.MAX_VALUE && (now - deadline > 0 || now - lately > idle)) {
            overdue = true;
            cut();
        }
    }

    /// At once, and without a farewell: one that is written could block again.
    void cut() {
        try {
            wire.close();
        } catch (IOException _) {
            // Then it was closed already.
        }
    }

    /// The other side has closed the connection before it could see a request.
    boolean stale() {
        return !heard && !overdue;
    }

    void write(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw reason(e);
        }
        lately = System.nanoTime();
    }

    /// At least one byte, and -1 at the end of all that comes.
    int read(byte[] bytes, int offset, int length) throws IOException {
        if (at == end && !fill()) {
            return -1;
        }
        var amount = Math.min(length, end - at);
        System.arraycopy(buffer, at, bytes, offset, amount);
        at += amount;
        return amount;
    }

    /// A line without its end, of at most so many bytes.
    String text(int bytesMax) throws IOException {
        var text = new StringBuilder();
        while (true) {
            if (at == end && !fill()) {
                throw new EOFException("breaks off");
            }
            var from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            text.append(new String(buffer, from, at - from, ISO_8859_1));
            if (text.length() > bytesMax) {
                throw new IOException("answers with too long a head");
            }
            if (at < end) {
                at++;
                var length = text.length();
                if (length > 0 && text.charAt(length - 1) == '\r') {
                    text.setLength(length - 1);
                }
                return text.toString();
            }
        }
    }

    /// Nothing that belongs to no answer has come.
    boolean clean() {
        return at == end;
    }

    /// From now on, only what is there already is read.
    void patient(boolean yes) {
        patient = yes;
    }

    private boolean fill() throws IOException {
        if (!patient) {
            throw new EOFException("has not come yet");
        }
        try {
            at = 0;
            end = Math.max(0, in.read(buffer));
        } catch (IOException e) {
            end = 0;
            throw reason(e);
        }
        lately = System.nanoTime();
        heard |= end > 0;
        return end > 0;
    }

    private IOException reason(IOException e) {
        return overdue ? new SocketException("no answer in time") : e;
    }
}
