// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.allmende.http.OutboundFailure.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ways out that need more than an address: a private authority, and onions.
@Timeout(60)
class OutboundWaysTest {

    private static final OutboundPolicy LOCAL =
            OutboundPolicy.strict("Allmende/test").allowLoopback();
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void a_private_authority_counts_where_it_is_named() throws Exception {
        var certificate = selfSigned();
        var server = secure();
        var uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
        var other = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
        try (var without = new Outbound(LOCAL, Clock.systemUTC());
                var with = new Outbound(LOCAL.authorities(certificate), Clock.systemUTC())) {
            assertThat(reason(without, uri)).isEqualTo(Reason.UNREACHABLE);
            assertThat(with.send(OutboundRequest.get(uri)).text()).isEqualTo("secure");
            // The certificate names localhost, and nothing else.
            assertThat(reason(with, other)).isEqualTo(Reason.UNREACHABLE);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void from_https_nobody_is_led_to_plain_http() throws Exception {
        var certificate = selfSigned();
        var server = secure();
        var uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/down");
        try (var outbound = new Outbound(LOCAL.authorities(certificate), Clock.systemUTC())) {
            assertThat(reason(outbound, uri)).isEqualTo(Reason.REFUSED);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_file_that_holds_no_certificates_is_named() throws IOException {
        var file = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nnonsense\n");

        try (var outbound = new Outbound(LOCAL.authorities(file), Clock.systemUTC())) {
            assertThatThrownBy(() -> outbound.send(OutboundRequest.get(URI.create("https://localhost/"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ca.pem");
        }
    }

    @Test
    void an_onion_is_reached_through_the_proxy_and_nothing_else_is() throws Exception {
        var routes = new Routes();
        routes.get("/hello", request -> Answer.text(200, "hello from " + request.host()));
        routes.get("/out", _ -> Answer.redirect(302, "http://127.0.0.1:1/"));
        try (var wire = new Wire(routes);
                var proxy = new Proxy(wire.server.port());
                var outbound = new Outbound(
                        OutboundPolicy.strict("Allmende/test").onionProxy("127.0.0.1", proxy.port()),
                        Clock.systemUTC())) {
            var onion = outbound.send(OutboundRequest.get(URI.create("http://Abc.onion/hello")));

            assertThat(onion.text()).isEqualTo("hello from abc.onion");
            assertThat(proxy.asked).containsExactly("abc.onion:80");
            assertThat(reason(outbound, URI.create("http://abc.onion/out"))).isEqualTo(Reason.REFUSED);
            assertThat(reason(outbound, URI.create("https://127.0.0.1/"))).isEqualTo(Reason.REFUSED);
            assertThat(reason(outbound, URI.create("https://127.0.0.1:" + proxy.port() + "/")))
                    .isEqualTo(Reason.REFUSED);
            assertThat(reason(outbound, URI.create("https://localhost:" + proxy.port() + "/")))
                    .isEqualTo(Reason.REFUSED);
        }
    }

    private static Reason reason(Outbound outbound, URI uri) {
        try {
            outbound.send(OutboundRequest.get(uri));
            return null;
        } catch (OutboundFailure failure) {
            return failure.reason();
        }
    }

    private Path selfSigned() throws Exception {
        var store = folder.resolve("keys").toString();
        var pem = folder.resolve("ca.pem").toString();
        keytool(
                "-genkeypair",
                "-alias",
                "us",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-ext",
                "bc:c",
                "-validity",
                "2",
                "-keystore",
                store);
        keytool("-exportcert", "-rfc", "-alias", "us", "-file", pem, "-keystore", store);
        return Path.of(pem);
    }

    private static void keytool(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        var run = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(run.getInputStream().readAllBytes(), UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
    }

    private HttpsServer secure() throws Exception {
        var keys = KeyStore.getInstance(folder.resolve("keys").toFile(), PASSWORD);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        var tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 6);
            exchange.getResponseBody().write("secure".getBytes(UTF_8));
            exchange.close();
        });
        server.createContext("/down", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://localhost:1/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    /// A SOCKS5 proxy (RFC 1928) that notes who is asked for and connects everybody to one server of ours.
    private static final class Proxy implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final int target;
        private final List<String> asked = new CopyOnWriteArrayList<>();

        private Proxy(int target) throws IOException {
            this.target = target;
            Thread.startVirtualThread(() -> {
                while (!socket.isClosed()) {
                    try {
                        var client = socket.accept();
                        Thread.startVirtualThread(() -> serve(client));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve(Socket client) {
            try (client;
                    var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                var in = new DataInputStream(client.getInputStream());
                in.readByte();
                in.readNBytes(in.readByte());
                client.getOutputStream().write(new byte[] {5, 0});
                in.readNBytes(3);
                assertThat(in.readByte()).as("a name, not an address").isEqualTo((byte) 3);
                asked.add(new String(in.readNBytes(in.readByte()), UTF_8) + ":" + in.readUnsignedShort());
                client.getOutputStream().write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
                var up = Thread.startVirtualThread(() -> pipe(client, server));
                pipe(server, client);
                up.join();
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void pipe(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
                to.shutdownOutput();
            } catch (IOException gone) {
                // The other side has hung up, which ends the conversation.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
