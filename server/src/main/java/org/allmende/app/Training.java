// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;

/// A short life in a folder that is thrown away, so that Java can keep the classes it took ready for real starts.
final class Training {

    private final Clock clock;

    Training(Clock clock) {
        this.clock = clock;
    }

    int run() {
        try {
            var folder = Files.createTempDirectory("allmende-training-");
            try {
                live(folder);
            } finally {
                remove(folder);
            }
            return 0;
        } catch (IOException e) {
            throw new Complaint("the training run failed: " + Folder.reason(e));
        }
    }

    private void live(Path folder) {
        var nobody = new PrintWriter(Writer.nullWriter());
        new Commands(nobody, nobody, Map.of(), clock).run("help");
        var configuration = ConfigurationReader.read(folder, Map.of("ALLMENDE_LOOPBACK", "true"), Map.of());
        Logging.begin(configuration.log());
        try (var held = Folder.hold(folder)) {
            new ConfigurationFile(held.path()).writeOnce(Map.of());
            ConfigurationReader.read(folder, Map.of(), Map.of());
            Program.start(configuration, clock).close();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
