// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/// A server on a free port of loopback, and ways to talk to it: politely, or byte by byte.
final class Wire implements AutoCloseable {

    final HttpServer server;
    final Path spool;
    private final HttpClient client = HttpClient.newHttpClient();

    Wire(Routes routes) {
        this(routes, List.of(), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    Wire(Routes routes, List<Network> trusted, Duration idle, Duration heartbeat) {
        this(routes, trusted, limits -> limits.idle(idle).heartbeat(heartbeat));
    }

    Wire(Routes routes, List<Network> trusted, UnaryOperator<HttpLimits> bounds) {
        try {
            spool = Files.createTempDirectory("spool");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        var limits = bounds.apply(HttpLimits.usual(spool));
        server = new HttpServer(Listen.at("127.0.0.1:0").trusting(trusted), routes, limits);
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, new byte[0], headers);
    }

    HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
        var publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        var request = HttpRequest.newBuilder(uri(path)).method(method, publisher);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpClient client() {
        return client;
    }

    /// Sends bytes as they are and reads until the server closes.
    String raw(String text) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (java.net.SocketException reset) {
                return "";
            }
        }
    }

    long spooled() throws IOException {
        try (var files = Files.list(spool)) {
            return files.count();
        }
    }

    /// Whether the spool becomes empty: files go when the answer is out, which the client may see first.
    boolean spoolEmpties() throws IOException, InterruptedException {
        for (var tries = 0; tries < 200 && spooled() > 0; tries++) {
            Thread.sleep(10);
        }
        return spooled() == 0;
    }

    @Override
    public void close() {
        server.stop(Duration.ZERO);
        client.shutdownNow();
    }
}
