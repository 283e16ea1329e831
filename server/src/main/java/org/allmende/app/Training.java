// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.allmende.http.Outbound;
import org.allmende.http.OutboundFailure;
import org.allmende.http.OutboundRequest;

/// A short life in a folder that is thrown away, so that Java can keep the classes it took ready for real starts.
final class Training {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("ALLMENDE_LOOPBACK", "true", "ALLMENDE_LISTEN", "127.0.0.1:0", "ALLMENDE_DOMAIN", "localhost:1");

    /// What visitors ask for first. Refusals train as well.
    private static final List<String> PATHS = List.of("/health", "/", "/api/v2/instance", "/@nobody");

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
        new Commands(new BufferedReader(Reader.nullReader()), nobody, nobody, Map.of(), clock).run("help");
        var configuration = ConfigurationReader.read(folder, ENVIRONMENT, Map.of());
        Logging.begin(configuration.log());
        try (var held = Folder.hold(folder)) {
            new ConfigurationFile(held.path()).writeOnce(Map.of());
            ConfigurationReader.read(folder, Map.of(), Map.of());
            try (var program = Program.start(configuration, clock);
                    var outbound = new Outbound(configuration.outbound(), clock)) {
                for (var path : PATHS) {
                    visit(outbound, "http://127.0.0.1:" + program.port() + path);
                }
            }
        }
    }

    private static void visit(Outbound outbound, String address) {
        try {
            outbound.send(OutboundRequest.get(URI.create(address)));
        } catch (OutboundFailure e) {
            throw new Complaint("the training run got no answer: " + e.getMessage());
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
