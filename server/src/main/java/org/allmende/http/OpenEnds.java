// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.api.exceptions.WebSocketException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event streams and sockets that are open, so that they can be kept alive and, at the end, closed.
final class OpenEnds {

    private static final Logger LOG = LoggerFactory.getLogger(OpenEnds.class);

    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    void add(EventStream stream) {
        streams.add(stream);
        stream.onClose(() -> streams.remove(stream));
        // Checked after adding: either this sees the closing, or the closing sees the stream.
        if (closing) {
            stream.close();
        }
    }

    private void add(Socket socket) {
        sockets.add(socket);
        if (closing) {
            goodbye(socket);
        }
    }

    void ping() {
        sockets.forEach(Socket::ping);
    }

    void closeAll() {
        closing = true;
        streams.forEach(EventStream::close);
        sockets.forEach(OpenEnds::goodbye);
    }

    private static void goodbye(Socket socket) {
        socket.close(StatusCode.SHUTDOWN, "The server stops.");
    }

    /// Turns Jetty's callbacks into those of a listener. Public because Jetty looks its methods up by name, and only
    /// finds them in public classes.
    public static final class Frames implements Session.Listener.AutoDemanding {

        private final SocketListener listener;
        private final OpenEnds ends;
        private Socket socket;

        Frames(SocketListener listener, OpenEnds ends) {
            this.listener = listener;
            this.ends = ends;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            socket = new Socket(session);
            ends.add(socket);
            listener.opened(socket);
        }

        @Override
        public void onWebSocketText(String text) {
            listener.text(text);
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            // Connections break all day; only what our own listeners throw is news.
            if (cause instanceof RuntimeException && !(cause instanceof WebSocketException)) {
                LOG.error("a socket failed", cause);
            }
        }

        @Override
        public void onWebSocketClose(int code, String reason, Callback callback) {
            ends.sockets.remove(socket);
            listener.closed();
            callback.succeed();
        }
    }
}
