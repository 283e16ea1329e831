// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.allmende.database.DatabaseAddress;

/// A real server in a process of its own, as somebody would start it, on a free loopback port.
final class Instance implements AutoCloseable {

    private static final Pattern OWNER_LINK = Pattern.compile("(http://\\S+/welcome\\?key=\\S+)");

    private final Path folder;
    private final int port;
    private final Optional<DatabaseAddress.Postgres> database;
    private Process process;

    private Instance(Path folder, int port, Optional<DatabaseAddress.Postgres> database) {
        this.folder = folder;
        this.port = port;
        this.database = database;
    }

    static Instance onSqlite() {
        return started(Optional.empty());
    }

    static Instance onPostgres(DatabaseAddress.Postgres database) {
        return started(Optional.of(database));
    }

    private static Instance started(Optional<DatabaseAddress.Postgres> database) {
        try {
            var instance = new Instance(Files.createTempDirectory("allmende-e2e"), freePort(), database);
            instance.start();
            return instance;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void start() {
        try {
            process = new ProcessBuilder(command(List.of("run", "--loopback", "--listen", "127.0.0.1:" + port)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Wait.until("the server is ready", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended: " + output());
            }
            return healthy();
        });
    }

    private List<String> command(List<String> words) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("allmende.jar")));
        command.addAll(words);
        command.addAll(List.of("--data", folder.toString()));
        database.ifPresent(address ->
                command.addAll(List.of("--database", address.url().replace("jdbc:", "") + "?user=" + address.user())));
        return command;
    }

    private boolean healthy() {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(address() + "/health")).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    String address() {
        return "http://localhost:" + port;
    }

    String domain() {
        return "localhost:" + port;
    }

    Path folder() {
        return folder;
    }

    private Path log() {
        return folder.resolve("e2e-output.log");
    }

    String output() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return e.toString();
        }
    }

    String ownerLink() {
        Wait.until(
                "the owner's link is printed",
                () -> OWNER_LINK.matcher(output()).find());
        var link = OWNER_LINK.matcher(output());
        link.find();
        return link.group(1);
    }

    /// Runs another command on the same data, and gives what it printed.
    String run(String... words) {
        try {
            var other = new ProcessBuilder(command(List.of(words)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (other.waitFor() != 0) {
                throw new AssertionError(List.of(words) + " failed: " + printed);
            }
            return printed;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// A member with an app's token.
    Member member(String name) {
        run("account", "create", name, "--password", Member.PASSWORD);
        return new Member(this, name, run("token", "create", name));
    }

    /// As a power cut would, for the process.
    void kill() {
        process.destroyForcibly();
        ended();
    }

    private void ended() {
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        ended();
    }
}
