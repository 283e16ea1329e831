// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.allmende.http.OutboundFailure.Reason;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Socks5Proxy;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// One hop on the wire, by Jetty's client with everything switched off that acts by itself: redirects, cookies,
/// credentials, unpacking.
final class OutboundWire implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// Shorter than most servers keep quiet connections, so that we rarely meet one that is just closing.
    private static final Duration POOLED = Duration.ofSeconds(15);

    /// Gentle to small servers, enough for a burst to a large one.
    private static final int CONNECTIONS_PER_HOST = 4;

    /// All hosts together: those of a conversation are met again, those of a post to thousands are not.
    private static final int IDLE_CONNECTIONS = 256;

    /// What we know of the way to a host is little, but the hosts of one post are thousands.
    private static final Duration FORGOTTEN = Duration.ofSeconds(5);

    private static final int HEADER_BYTES = 32 * 1024;
    private static final int THREADS_MAX = 6;
    private static final int THREADS_MIN = 1;

    private final OutboundPolicy policy;
    private final OutboundPool pool;
    private final HttpClient client;

    OutboundWire(OutboundPolicy policy, GuardedResolver.Lookup lookup) {
        this.policy = policy;
        this.pool = new OutboundPool(CONNECTIONS_PER_HOST, IDLE_CONNECTIONS);
        var transport = new HttpClientTransportOverHTTP(connector(policy));
        transport.setConnectionPoolFactory(pool);
        this.client = new HttpClient(transport);
        client.setSocketAddressResolver(new GuardedResolver(policy, lookup));
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(null);
        client.setMaxConnectionsPerDestination(CONNECTIONS_PER_HOST);
        client.setMaxResponseHeadersSize(HEADER_BYTES);
        client.setDestinationIdleTimeout(FORGOTTEN.toMillis());
        policy.onionProxy().ifPresent(proxy -> client.getProxyConfiguration().addProxy(onion(proxy)));
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("the client for going out does not start", e);
        }
        client.getProtocolHandlers().clear();
        client.getContentDecoderFactories().clear();
    }

    private static ClientConnector connector(OutboundPolicy policy) {
        var threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
        threads.setName("outbound");
        var virtual = new VirtualThreadPool(0);
        virtual.setName("response");
        threads.setVirtualThreadsExecutor(virtual);
        var connector = new ClientConnector();
        connector.setExecutor(threads);
        connector.setSelectors(1);
        connector.setConnectTimeout(CONNECT);
        connector.setIdleTimeout(POOLED);
        var tls = new SslContextFactory.Client();
        policy.authorities().ifPresent(pem -> tls.setTrustStore(Authorities.with(pem)));
        connector.setSslContextFactory(tls);
        return connector;
    }

    private static Socks5Proxy onion(OutboundPolicy.OnionProxy proxy) {
        return new Socks5Proxy(proxy.host(), proxy.port()) {
            @Override
            public boolean matches(Origin origin) {
                return OutboundPolicy.onion(origin.getAddress().getHost());
            }
        };
    }

    Hop send(OutboundRequest hop, Duration left) {
        var listener = new InputStreamResponseListener();
        var request = client.newRequest(hop.uri())
                .method(hop.method())
                .idleTimeout(hop.idle().toMillis(), TimeUnit.MILLISECONDS)
                .timeout(left.toMillis(), TimeUnit.MILLISECONDS);
        request.headers(fields -> {
            fields.put(HttpHeader.USER_AGENT, policy.userAgent());
            fields.put(HttpHeader.ACCEPT_ENCODING, "gzip");
            hop.headers().forEach(header -> fields.put(header.name(), header.value()));
            var signed = hop.signer().map(signer -> signer.sign(hop.method(), hop.uri(), hop.headers(), hop.body()));
            signed.ifPresent(headers -> headers.forEach(header -> fields.put(header.name(), header.value())));
        });
        if (hop.body().length > 0) {
            request.body(new BytesRequestContent(hop.body()));
        }
        request.send(listener);
        return new Hop(hop, request, listener, left);
    }

    /// How many connections are kept open for the next request.
    int idle() {
        return pool.waiting();
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the client for going out does not stop", e);
        }
    }

    /// One request under way. Closing it before its end cuts the connection.
    static final class Hop implements AutoCloseable {

        private static final int CHUNK_BYTES = 16 * 1024;

        private final OutboundRequest hop;
        private final Request request;
        private final InputStreamResponseListener listener;
        private final Duration left;
        private Response head;

        private Hop(OutboundRequest hop, Request request, InputStreamResponseListener listener, Duration left) {
            this.hop = hop;
            this.request = request;
            this.listener = listener;
            this.left = left;
        }

        Response head() throws IOException {
            try {
                var answer = listener.get(left.toMillis(), TimeUnit.MILLISECONDS);
                var headers = answer.getHeaders().stream()
                        .filter(field -> field.getValue() != null)
                        .map(field -> new Header(field.getName(), field.getValue()))
                        .toList();
                head = new Response(answer.getStatus(), headers, new byte[0], hop.uri());
                return head;
            } catch (IllegalArgumentException e) {
                throw new IOException("answers with malformed headers", e);
            } catch (ExecutionException e) {
                throw new IOException(e.getCause().getMessage(), e.getCause());
            } catch (TimeoutException e) {
                throw new IOException("no answer in time", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        byte[] bytes(long bytesMax) throws IOException {
            var bytes = new ByteArrayOutputStream();
            copy(bytes, bytesMax);
            return bytes.toByteArray();
        }

        byte[] beginning(int bytesMax) throws IOException {
            try (var in = body()) {
                return in.readNBytes(bytesMax);
            }
        }

        void copy(OutputStream out, long bytesMax) throws IOException {
            if (head.header("Content-Length")
                    .filter(length -> longer(length, bytesMax))
                    .isPresent()) {
                throw tooLarge(bytesMax);
            }
            var chunk = new byte[CHUNK_BYTES];
            var total = 0L;
            try (var in = body()) {
                for (var read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    total += read;
                    if (total > bytesMax) {
                        throw tooLarge(bytesMax);
                    }
                    out.write(chunk, 0, read);
                }
            }
        }

        private boolean longer(String length, long bytesMax) {
            return !hop.method().equals("HEAD") && length.matches("\\d{1,18}") && Long.parseLong(length) > bytesMax;
        }

        private OutboundFailure tooLarge(long bytesMax) {
            return new OutboundFailure(Reason.TOO_LARGE, hop.uri() + " sends more than " + bytesMax + " bytes");
        }

        /// The bound counts unpacked bytes: a kilobyte of gzip can hold a megabyte.
        InputStream body() throws IOException {
            var in = listener.getInputStream();
            var coding = head.header("Content-Encoding").orElse("identity");
            return switch (coding.toLowerCase(Locale.ROOT)) {
                case "gzip", "x-gzip" -> hop.method().equals("HEAD") ? in : new GZIPInputStream(in);
                case "identity", "" -> in;
                default -> throw new IOException("packed by " + coding + ", which was not asked for");
            };
        }

        @Override
        public void close() {
            // Without effect where the answer has arrived whole.
            request.abort(new IOException("no longer wanted"));
        }
    }
}
