// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The server under test: a process of its own, started as users start it.
final class Tested implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(20);

    private final Options options;
    private final Process process;
    private final Duration start;

    private Tested(Options options, Process process, Duration start) {
        this.options = options;
        this.process = process;
        this.start = start;
    }

    static Tested start(Options options, Path folder) {
        var log = folder.resolveSibling("server.log").toFile();
        var began = System.nanoTime();
        try {
            var process = new ProcessBuilder(command(options, folder))
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            awaitReady(options, process, log, began);
            return new Tested(options, process, Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Options options, Path folder) {
        var words = new ArrayList<String>();
        if (options.pinned()) {
            words.addAll(List.of("taskset", "-c", "0"));
        }
        words.addAll(List.of("./allmende", "run", "--loopback", "--data", folder.toString()));
        words.addAll(List.of("--listen", "127.0.0.1:" + options.port()));
        options.database().ifPresent(url -> words.addAll(List.of("--database", url)));
        return words;
    }

    private static void awaitReady(Options options, Process process, File log, long began) throws IOException {
        var health = new Ask(options.domain()).get("/health");
        while (true) {
            try (var line = new Line(options.port())) {
                if (line.send(health).status() == 200) {
                    return;
                }
            } catch (IOException _) {
                // Not yet.
            }
            if (!process.isAlive() || System.nanoTime() - began > READY_WITHIN.toNanos()) {
                process.destroy();
                throw new IllegalStateException("the server did not start:\n" + Files.readString(log.toPath()));
            }
            nap(Duration.ofMillis(5));
        }
    }

    static void nap(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// From the command to the first good answer, the launcher's own work included.
    Duration start() {
        return start;
    }

    /// Memory in the machine, in millions of bytes. `kind` is a line of /proc/PID/status: VmRSS is now, VmHWM the most
    /// there ever was, RssAnon what is not a file that others may share.
    double megabytes(String kind) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith(kind + ":"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) * 1024 / 1e6)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Seconds of processor time so far.
    double processor() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /// As a power cut would, as far as the process can tell.
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return options.port();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GONE_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("the server did not end within " + GONE_WITHIN);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
