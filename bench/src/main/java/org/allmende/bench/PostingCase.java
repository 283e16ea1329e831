// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Writing a post that nobody here reads, and one that everybody here reads, in turn.
final class PostingCase {

    private static final int WARM_UP = 300;
    private static final int POSTS = 60;
    private static final int BURST = 20;
    private static final String FAN_OUT = "home-fan-out";

    private final Options options;
    private final Ask ask;
    private int number;

    PostingCase(Options options) {
        this.options = options;
        this.ask = new Ask(options.domain());
    }

    void run(Path folder) throws IOException {
        var keys = Keys.make(options, folder);
        try (var tested = Tested.start(options, folder);
                var ledger = new Ledger(options, folder);
                var line = new Line(options.port())) {
            for (var i = 0; i < WARM_UP; i++) {
                line.send(ask.get("/health"));
                publish(line, keys.writer());
                line.send(ask.get("/api/v1/timelines/home?limit=20", keys.reader()));
            }
            publish(line, keys.star());
            ledger.done(FAN_OUT);
            var health = new long[POSTS];
            var few = new long[POSTS];
            var many = new long[POSTS];
            var spread = new long[POSTS];
            for (var i = 0; i < POSTS; i++) {
                health[i] = taken(line, ask.get("/health"));
                few[i] = publish(line, keys.writer());
                many[i] = publish(line, keys.star());
                var answered = System.nanoTime();
                ledger.done(FAN_OUT);
                spread[i] = System.nanoTime() - answered;
            }
            var sheet = new Sheet("what", "p50", "p99", "times health");
            var reference = new Latencies(health);
            row(sheet, "GET /health", reference, reference);
            row(sheet, "a post for no followers", new Latencies(few), reference);
            row(sheet, "a post for " + options.size().people() + " followers here", new Latencies(many), reference);
            row(sheet, "until it is on all their homes", new Latencies(spread), reference);
            burst(sheet, keys, ledger, reference);
            sheet.print("Posting (" + POSTS + " of each, in turn)");
            System.out.printf("%nMemory: %.0f MB.%n", tested.megabytes("VmRSS"));
        }
    }

    // The most people have to wait is while others write much.
    private void burst(Sheet sheet, Keys keys, Ledger ledger, Latencies reference) throws IOException {
        var reading = ask.get("/api/v1/timelines/home?limit=20", keys.reader());
        row(sheet, "home, while nothing is written", read(reading, List.of()), reference);
        var writing = Thread.ofPlatform().start(() -> {
            try (var line = new Line(options.port())) {
                for (var i = 0; i < BURST; i++) {
                    publish(line, keys.star());
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            ledger.done(FAN_OUT);
        });
        var began = System.nanoTime();
        row(sheet, "home, while " + BURST + " such posts are spread", read(reading, List.of(writing)), reference);
        var millis = (System.nanoTime() - began) / 1e6;
        sheet.row("until all of them are on all homes", Sheet.millis(millis), "", "");
    }

    // As long as others work; a second if there are none.
    private Latencies read(byte[] request, List<Thread> others) throws IOException {
        var taken = new ArrayList<Long>();
        var until = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        try (var line = new Line(options.port())) {
            while (others.isEmpty()
                    ? System.nanoTime() < until
                    : others.stream().anyMatch(Thread::isAlive)) {
                taken.add(taken(line, request));
                Tested.nap(Duration.ofMillis(5));
            }
        }
        return new Latencies(taken.stream().mapToLong(Long::longValue).toArray());
    }

    private static void row(Sheet sheet, String name, Latencies latencies, Latencies reference) {
        sheet.row(
                name,
                Sheet.millis(latencies.p50()),
                Sheet.millis(latencies.p99()),
                Sheet.times(latencies.p50() / reference.p50()));
    }

    private synchronized long publish(Line line, String token) throws IOException {
        number++;
        var body =
                "{\"status\":\"Bread is in the oven, number %d. #bread\",\"visibility\":\"public\"}".formatted(number);
        return taken(line, ask.post("/api/v1/statuses", "application/json", body.getBytes(UTF_8), token));
    }

    private static long taken(Line line, byte[] request) throws IOException {
        var began = System.nanoTime();
        var reply = line.send(request);
        var taken = System.nanoTime() - began;
        if (!reply.fine()) {
            throw new IllegalStateException("answered " + reply.status() + ": " + reply.text());
        }
        return taken;
    }
}
