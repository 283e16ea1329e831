// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.allmende.base.Hashes;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests over HTTP/1.1, each in a virtual thread of its own.
public final class HttpServer {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int ID_BYTES = 12;

    /// Platform threads only accept and select; handlers run in virtual ones.
    private static final int THREADS_MAX = 8;

    private static final int THREADS_MIN = 2;

    /// Connections beyond the limit get so little time to say something.
    private static final Duration CROWDED_IDLE = Duration.ofSeconds(2);

    /// A socket message is a subscription or a small control message.
    private static final int SOCKET_TEXT_BYTES = 64 * 1024;

    private final Listen address;
    private final Routes routes;
    private final HttpLimits limits;
    private final OpenEnds ends = new OpenEnds();
    private final Dawdlers dawdlers;
    private final HeldBytes bodies;
    private final Server server;
    private final ServerConnector connector;

    public HttpServer(Listen address, Routes routes, HttpLimits limits) {
        this.address = address;
        this.routes = routes;
        this.limits = limits;
        this.dawdlers = new Dawdlers(limits.idle());
        this.bodies = new HeldBytes(limits.bodyBytesInAll());
        this.server = new Server(threads());
        this.connector = new ServerConnector(server, null, null, null, 0, 1, new HttpConnectionFactory(wire()));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(limits.idle().toMillis());
        server.addConnector(connector);
        var crowd = new NetworkConnectionLimit(limits.connectionsMax(), connector);
        crowd.setEndPointIdleTimeout(CROWDED_IDLE.toMillis());
        server.addBean(crowd);
        server.setErrorHandler(HttpServer::unrouted);
        server.setHandler(new GracefulHandler(new Conversation(new AnswerWriter(ends, sockets(), limits.heartbeat()))));
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
        threads.setName("http");
        var virtual = new VirtualThreadPool(0);
        virtual.setName("request");
        threads.setVirtualThreadsExecutor(virtual);
        return threads;
    }

    private HttpConfiguration wire() {
        var wire = new HttpConfiguration();
        wire.setRequestHeaderSize(limits.headerBytesMax());
        wire.setSendServerVersion(false);
        return wire;
    }

    private ServerWebSocketContainer sockets() {
        var sockets = ServerWebSocketContainer.ensure(server);
        sockets.setMaxTextMessageSize(SOCKET_TEXT_BYTES);
        sockets.setMaxFrameSize(SOCKET_TEXT_BYTES);
        sockets.setIdleTimeout(limits.heartbeat().multipliedBy(3));
        return sockets;
    }

    /// Starts to answer. Throws [PortBusy] if somebody else listens there.
    public void start() {
        try {
            Files.createDirectories(limits.spool());
            server.start();
        } catch (IOException e) {
            stop(Duration.ZERO);
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw new PortBusy(address, e);
                }
            }
            throw new IllegalStateException("cannot listen on " + address.host() + ":" + address.port(), e);
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not start", e);
        }
        beat();
    }

    private void beat() {
        server.getScheduler().schedule(this::look, limits.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        ends.ping();
        dawdlers.sweep(connector.getConnectedEndPoints(), System.nanoTime());
        if (server.isRunning()) {
            beat();
        }
    }

    /// The port that is listened on, also where any was asked for.
    public int port() {
        return connector.getLocalPort();
    }

    /// Takes no new connections, closes streams and sockets, lets running requests finish within `drain`.
    public void stop(Duration drain) {
        ends.closeAll();
        server.setStopTimeout(drain.toMillis());
        try {
            server.stop();
        } catch (TimeoutException _) {
            LOG.warn("stopped although requests were still running after {}", drain);
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        }
    }

    /// What the parser refuses never reaches a route: oversized headers, malformed requests.
    private static boolean unrouted(Request request, Response response, Callback callback) {
        response.getHeaders().put("X-Request-Id", Hashes.secret(ID_BYTES));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        var text = HttpStatus.getMessage(response.getStatus()) + "\n";
        response.write(true, StandardCharsets.UTF_8.encode(text), callback);
        return true;
    }

    /// One request and its answer.
    private final class Conversation extends Handler.Abstract {

        private final AnswerWriter writer;

        private Conversation(AnswerWriter writer) {
            this.writer = writer;
        }

        @Override
        public boolean handle(Request wire, Response response, Callback callback) {
            try (var exchange = new Exchange(wire, address, limits, bodies)) {
                response.getHeaders().put("X-Request-Id", exchange.id());
                var answer = routes.answer(new org.allmende.http.Request(exchange));
                if (writer.write(answer, exchange, response, callback)) {
                    exchange.drain();
                    callback.succeeded();
                }
            } catch (IOException e) {
                // Half an answer is on the wire, or nobody reads it any more: Jetty cuts the connection, without a
                // word in the log, which strangers could fill.
                callback.failed(new EofException(e));
            } catch (RuntimeException e) {
                LOG.error(
                        "the answer to {} {} could not be written",
                        wire.getMethod(),
                        wire.getHttpURI().getPath(),
                        e);
                callback.failed(e);
            }
            return true;
        }
    }
}
