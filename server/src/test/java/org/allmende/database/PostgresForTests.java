// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/// A PostgreSQL server of the tests' own: started once per test run, on loopback, by an unprivileged user, with a
/// fresh database for each test.
///
/// Where PostgreSQL is not installed the tests are skipped, and `./allmende test` says so.
public final class PostgresForTests {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static Optional<PostgresForTests> running;

    private final int port;

    private PostgresForTests(int port) {
        this.port = port;
    }

    /// A new, empty database, or a skipped test.
    public static DatabaseAddress.Postgres fresh() {
        var server = server();
        Assumptions.assumeTrue(server.isPresent(), "PostgreSQL is not installed");
        return server.get().create();
    }

    private static synchronized Optional<PostgresForTests> server() {
        if (running == null) {
            running = programs().map(PostgresForTests::start);
        }
        return running;
    }

    private static Optional<Path> programs() {
        var root = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (var versions = Files.list(root)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresForTests start(Path bin) {
        try {
            var folder = Files.createTempDirectory("allmende-postgres");
            var root = "root".equals(System.getProperty("user.name"));
            if (root) {
                run(List.of("chown", "postgres", folder.toString()));
            }
            var port = freePort();
            var data = folder.resolve("data").toString();
            run(asUser(root, bin.resolve("initdb").toString(), "-D", data, "-U", "allmende", "-A", "trust", "-N"));
            var server = new ProcessBuilder(asUser(
                            root,
                            bin.resolve("postgres").toString(),
                            "-D",
                            data,
                            "-p",
                            String.valueOf(port),
                            "-k",
                            "",
                            "-h",
                            "127.0.0.1",
                            "-F",
                            "-c",
                            "max_connections=300",
                            "-c",
                            "shared_buffers=32MB"))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            folder.resolveSibling(folder.getFileName() + ".log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder, root)));
            var started = new PostgresForTests(port);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> asUser(boolean root, String... command) {
        var words = new ArrayList<String>();
        if (root) {
            words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        words.addAll(List.of(command));
        return words;
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed: " + output);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException {
        for (var attempt = 0; attempt < 100; attempt++) {
            try (var _ = DriverManager.getConnection(url("postgres"), "allmende", "")) {
                return;
            } catch (SQLException _) {
                try {
                    TimeUnit.MILLISECONDS.sleep(100);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
        throw new IOException("PostgreSQL did not start within 10 seconds");
    }

    private DatabaseAddress.Postgres create() {
        var name = "test" + COUNT.incrementAndGet();
        try (var connection = DriverManager.getConnection(url("postgres"), "allmende", "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseAddress.Postgres(url(name), "allmende", "");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static void stop(Process server, Path folder, boolean root) {
        // SIGQUIT is PostgreSQL's immediate stop; the data is thrown away.
        server.destroyForcibly();
        try {
            server.waitFor(5, TimeUnit.SECONDS);
            // Not waited for: hundreds of databases take longer to remove than the test runner waits for us.
            new ProcessBuilder(asUser(root, "rm", "-rf", folder.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException | InterruptedException _) {
            // Left for the system's own cleaning of temporary folders.
        }
    }
}
