// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.base.RsaKeys;

/// The rest of the Fediverse: several servers on this machine with people on them, who can be fetched, who sign, and
/// who take whatever is delivered to them and count it.
final class Elsewhere implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// One person there. The key is their server's: making thousands would take longer than measuring.
    record Stranger(String uri, int port, String name, RsaKeys keys) {

        String inbox() {
            return uri + "/inbox";
        }

        String keyId() {
            return uri + "#main-key";
        }

        Letter letter(String ask, String domain) {
            return new Letter(this, ask, domain);
        }
    }

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<RsaKeys> keys = new ArrayList<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(8);
    private final AtomicInteger arrived = new AtomicInteger();

    Elsewhere(int amount) throws IOException {
        for (var i = 0; i < amount; i++) {
            var own = RsaKeys.generate();
            keys.add(own);
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(workers);
            server.createContext(
                    "/", exchange -> answer(exchange, server.getAddress().getPort(), own));
            server.start();
            servers.add(server);
        }
    }

    /// The n-th person, evenly spread over the servers.
    Stranger stranger(int number) {
        var at = number % servers.size();
        var port = servers.get(at).getAddress().getPort();
        var name = "guest" + number;
        return new Stranger("http://localhost:" + port + "/users/" + name, port, name, keys.get(at));
    }

    private void answer(HttpExchange exchange, int port, RsaKeys own) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("POST")) {
                arrived.incrementAndGet();
                exchange.sendResponseHeaders(202, -1);
            } else if (path.equals("/.well-known/webfinger")) {
                var account = exchange.getRequestURI().getQuery().replaceFirst("^resource=acct:", "");
                send(exchange, "application/jrd+json", finger(port, account.split("@")[0]));
            } else if (path.matches("/users/[a-z0-9]+")) {
                send(exchange, "application/activity+json", actor(port, path.substring(7), own));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String finger(int port, String name) {
        return """
                {"subject":"acct:%1$s@localhost:%2$d","links":[{"rel":"self","type":"application/activity+json",
                "href":"http://localhost:%2$d/users/%1$s"}]}""".formatted(name, port);
    }

    private static String actor(int port, String name, RsaKeys own) {
        return """
                {"@context":["https://www.w3.org/ns/activitystreams","https://w3id.org/security/v1"],
                "id":"%1$s","type":"Person","preferredUsername":"%2$s","name":"%2$s","summary":"A guest.",
                "inbox":"%1$s/inbox","outbox":"%1$s/outbox","followers":"%1$s/followers","url":"%1$s",
                "publicKey":{"id":"%1$s#main-key","owner":"%1$s","publicKeyPem":"%3$s"}}""".formatted(
                        "http://localhost:" + port + "/users/" + name,
                        name,
                        own.open().pem().replace("\n", "\\n"));
    }

    int arrived() {
        return arrived.get();
    }

    /// Waits until so many have arrived since the start, and tells when the last did.
    long await(int amount) {
        var began = System.nanoTime();
        while (arrived.get() < amount) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("of " + amount + " deliveries only " + arrived + " arrived");
            }
            Tested.nap(Duration.ofMillis(1));
        }
        return System.nanoTime();
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        workers.shutdown();
    }
}
