// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.access.Role;
import org.allmende.access.Scopes;
import org.allmende.http.Outbound;
import org.allmende.http.OutboundFailure;
import org.allmende.http.OutboundRequest;

/// A short life in a folder that is thrown away, so that Java can keep the classes it took ready for real starts.
final class Training {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("ALLMENDE_LOOPBACK", "true", "ALLMENDE_LISTEN", "127.0.0.1:0", "ALLMENDE_DOMAIN", "localhost:1");

    /// What strangers ask for first, in a browser, from an app and from another server. Refusals train as well.
    private static final List<String> IN_PUBLIC = List.of(
            "/health",
            "/",
            "/login",
            "/about",
            "/@ann",
            "/@nobody",
            "/api/v2/instance",
            "/api/v1/timelines/public",
            "/nodeinfo/2.0",
            "/.well-known/webfinger?resource=acct:ann@localhost:1");

    /// What a member's app asks for first; `/` is their page of home.
    private static final List<String> AT_HOME = List.of(
            "/",
            "/notifications",
            "/api/v1/accounts/verify_credentials",
            "/api/v1/timelines/home",
            "/api/v1/notifications");

    private static final String PASSWORD = "only for a moment";

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
                visit(program, outbound);
            }
        }
    }

    private static void visit(Program program, Outbound outbound) {
        var floors = program.floors();
        var here = "http://127.0.0.1:" + program.port();
        var ann = floors.accounts
                .create("ann", Optional.empty(), PASSWORD, Role.OWNER)
                .orThrow()
                .actor();
        var token = "Bearer " + floors.tokens.tokenFor(ann, new Scopes(Set.of("read", "write")));
        var session = "allmende=" + floors.sessions.open(ann, "training").cookie();
        var post = "status=Hello+%23world".getBytes(StandardCharsets.US_ASCII);
        ask(
                outbound,
                OutboundRequest.post(URI.create(here + "/api/v1/statuses"), "application/x-www-form-urlencoded", post)
                        .header("Authorization", token));
        for (var path : IN_PUBLIC) {
            ask(outbound, OutboundRequest.get(URI.create(here + path)));
        }
        for (var path : AT_HOME) {
            ask(
                    outbound,
                    OutboundRequest.get(URI.create(here + path))
                            .header("Authorization", token)
                            .header("Cookie", session));
        }
    }

    private static void ask(Outbound outbound, OutboundRequest request) {
        try {
            var answer = outbound.send(request);
            if (answer.status() >= 500) {
                throw new Complaint("the training run got " + answer.status() + " from " + request.uri());
            }
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
