// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.allmende.bench.Options.Inboxes;

/// One post to a great crowd: until it is answered, until all its deliveries are written down, and until all have
/// arrived, beside the rate at which this machine signs when it does nothing else.
final class DeliveryCase {

    private static final int PEOPLE = 50_000;
    private static final int HOSTS = 5_000;
    private static final int SHARED_ROUNDS = 4;
    private static final int OWN_ROUNDS = 2;
    private static final String DISTRIBUTE = "activitypub.distribute";
    private static final String WAITING = "SELECT count(*) FROM job WHERE kind = 'activitypub.deliver' AND NOT dead";

    private final Options options;
    private final Sheet sheet = new Sheet(
            "what",
            "deliveries",
            "answered in",
            "queued in",
            "deliveries/s",
            "of signatures/s",
            "processor",
            "a signature",
            "server",
            "sink",
            "memory");

    DeliveryCase(Options options) {
        this.options = options;
    }

    void run(Path folder) throws IOException {
        var crowd = new Crowd(PEOPLE, HOSTS, options.port() + 1);
        var keys = Keys.make(options, folder);
        crowd.write(options, folder);
        try (var sink = new Sink(options.port() + 1, 2 * PEOPLE)) {
            try (var tested = Tested.start(options, folder);
                    var ledger = new Ledger(options, folder)) {
                var idle = tested.megabytes("VmRSS");
                var before = Signing.measure(options.time());
                if (options.inboxes().orElse(Inboxes.SHARED) == Inboxes.SHARED) {
                    for (var number = 1; number <= options.rounds().orElse(SHARED_ROUNDS); number++) {
                        before = post(
                                "shared inboxes, post " + number, HOSTS, keys.writer(), tested, ledger, sink, before);
                    }
                }
                if (options.inboxes().orElse(Inboxes.OWN) == Inboxes.OWN) {
                    for (var number = 1; number <= options.rounds().orElse(OWN_ROUNDS); number++) {
                        before = post("own inboxes, post " + number, PEOPLE, keys.star(), tested, ledger, sink, before);
                    }
                }
                sheet.print("Delivery (" + PEOPLE + " followers on " + HOSTS + " hosts)");
                System.out.printf(
                        "%nMemory: %.0f MB before the first post, %.0f MB at most.%n", idle, tested.megabytes("VmHWM"));
            }
            if (options.inboxes().isEmpty()) {
                killed(folder, keys, sink);
            }
        }
    }

    private Signing post(
            String what, int amount, String token, Tested tested, Ledger ledger, Sink sink, Signing signingBefore)
            throws IOException {
        try (var line = new Line(options.port())) {
            sink.forget();
            var serverBefore = tested.processor();
            var sinkBefore = Signing.used();
            var began = System.nanoTime();
            publish(line, token, what);
            var answered = System.nanoTime();
            ledger.done(DISTRIBUTE);
            var queued = System.nanoTime();
            var memory = 0.0;
            while (sink.arrived() < amount) {
                memory = Math.max(memory, tested.megabytes("VmRSS"));
                Tested.nap(Duration.ofMillis(100));
            }
            var last = sink.await(amount);
            var server = (tested.processor() - serverBefore) / amount;
            var sinks = (Signing.used() - sinkBefore) / amount;
            var rate = amount / ((last - answered) / 1e9);
            var signingAfter = Signing.measure(options.time());
            var signing = signingBefore.and(signingAfter);
            sheet.row(
                    what,
                    String.valueOf(amount),
                    Sheet.millis((answered - began) / 1e6),
                    Sheet.millis((queued - began) / 1e6),
                    Sheet.number(rate),
                    "%.0f %%".formatted(100 * rate / signing.rate()),
                    "%.0f %%".formatted(100 * signing.processor() / (server + sinks)),
                    Sheet.millis(1e3 * signing.processor()),
                    Sheet.millis(1e3 * server),
                    Sheet.millis(1e3 * sinks),
                    "%.0f MB".formatted(memory));
            System.err.printf("%s: %d connections%n", what, sink.connections());
            if (sink.reached() != amount || sink.arrived() != amount) {
                throw new IllegalStateException(sink.arrived() + " deliveries reached " + sink.reached() + " inboxes");
            }
            return signingAfter;
        }
    }

    /// What is acknowledged survives: killed twice in the middle, nothing is lost and little comes twice.
    private void killed(Path folder, Keys keys, Sink sink) throws IOException {
        sink.forget();
        try (var tested = Tested.start(options, folder);
                var line = new Line(options.port())) {
            publish(line, keys.star(), "killed at once");
            tested.kill();
        }
        try (var tested = Tested.start(options, folder)) {
            sink.await(PEOPLE / 4);
            tested.kill();
        }
        try (var _ = Tested.start(options, folder);
                var ledger = new Ledger(options, folder)) {
            while (ledger.count(WAITING) > 0) {
                Tested.nap(Duration.ofMillis(100));
            }
        }
        System.out.printf(
                "Killed after the answer and again in the middle: %d of %d inboxes reached, %d deliveries twice.%n",
                sink.reached(), PEOPLE, sink.arrived() - sink.reached());
    }

    private void publish(Line line, String token, String what) throws IOException {
        var body = "{\"status\":\"To all of you elsewhere: %s\",\"visibility\":\"public\"}".formatted(what);
        var reply = line.send(
                new Ask(options.domain()).post("/api/v1/statuses", "application/json", body.getBytes(UTF_8), token));
        if (!reply.fine()) {
            throw new IllegalStateException("answered " + reply.status() + ": " + reply.text());
        }
    }
}
