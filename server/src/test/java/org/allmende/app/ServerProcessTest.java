// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as the operating system sees it: a process with a folder, signals and an exit code.
class ServerProcessTest {

    @TempDir
    Path home;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void a_folder_belongs_to_one_server_until_that_ends_however_it_ends() throws Exception {
        var folder = home.resolve("new/data");

        var first = start(folder);
        assertThat(firstLine(first)).startsWith("Allmende is ready: http://localhost:1");
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        var second = start(folder);
        assertThat(firstLine(second))
                .isEqualTo("allmende: another Allmende is running on %s (process %d)", folder, first.pid());
        assertThat(second.waitFor()).isEqualTo(1);

        first.destroyForcibly().waitFor();
        var third = start(folder);
        assertThat(firstLine(third)).startsWith("Allmende is ready");

        // SIGTERM: gone within ten seconds.
        third.destroy();
        assertThat(third.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_folder_that_cannot_be_made_is_one_line() throws Exception {
        Files.writeString(home.resolve("file"), "");

        var server = start(home.resolve("file"));

        assertThat(firstLine(server))
                .isEqualTo("allmende: the data folder %1$s cannot be made: %1$s is a file", home.resolve("file"));
        assertThat(server.waitFor()).isEqualTo(1);
    }

    @Test
    void a_busy_port_is_one_line() throws Exception {
        try (var busy = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var address = "127.0.0.1:" + busy.getLocalPort();

            var server = start(home.resolve("data"), address);

            assertThat(firstLine(server)).isEqualTo("allmende: %s is already in use", address);
            assertThat(server.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void a_damaged_database_is_one_line() throws Exception {
        Files.createDirectory(home.resolve("data"));
        Files.writeString(home.resolve("data/allmende.db"), "this is no database, and long enough ".repeat(100));

        var server = start(home.resolve("data"));

        assertThat(firstLine(server)).startsWith("allmende: The database " + home.resolve("data/allmende.db"));
        assertThat(server.waitFor()).isEqualTo(1);
    }

    private Process start(Path folder) throws IOException {
        return start(folder, "127.0.0.1:0");
    }

    private Process start(Path folder, String listen) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "org.allmende.app.Main",
                        "run",
                        "--loopback",
                        "--listen",
                        listen,
                        "--domain",
                        "localhost:1",
                        "--data",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        started.add(process);
        return process;
    }

    /// The first line for people; the journal goes to the same place here.
    private static String firstLine(Process process) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        var line = reader.readLine();
        while (line != null && line.matches("\\d{4}-.*")) {
            line = reader.readLine();
        }
        return line;
    }
}
