// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/// An open WebSocket. Sending never waits for the reader: one who falls too far behind is cut off.
public final class Socket {

    private final Session session;
    private final AtomicInteger waiting = new AtomicInteger();

    Socket(Session session) {
        this.session = session;
    }

    /// Sends a text; false when the other end is gone.
    public boolean send(String text) {
        if (!session.isOpen()) {
            return false;
        }
        if (waiting.incrementAndGet() > EventStream.QUEUE_MAX) {
            session.disconnect();
            return false;
        }
        session.sendText(text, Callback.from(waiting::decrementAndGet, _ -> session.disconnect()));
        return true;
    }

    public boolean open() {
        return session.isOpen();
    }

    /// Says goodbye with a code of RFC 6455, section 7.4.
    public void close(int code, String reason) {
        session.close(code, reason, Callback.NOOP);
    }

    public void close() {
        close(StatusCode.NORMAL, "");
    }

    void ping() {
        session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
    }
}
