// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// How soon an instance is ready and what memory it takes while nobody comes.
final class StartCase {

    private static final int ROUNDS = 5;

    // As long as it takes until nothing of the start is still running.
    private static final Duration IDLE = Duration.ofSeconds(10);

    private record Round(double millis, double processor, double ready, double idle, double anonymous) {}

    private final Options options;

    StartCase(Options options) {
        this.options = options;
    }

    void run(Seeded seeded) throws IOException {
        var sheet = new Sheet("start", "ready after", "processor", "memory when ready", "idle", "of it not files");
        if (options.database().isEmpty()) {
            row(sheet, "the first, of an empty folder", ROUNDS, StartCase::fresh);
            var folder = fresh();
            row(sheet, "again", ROUNDS, () -> folder);
        }
        var village = seeded.copy();
        row(sheet, "in the village", ROUNDS, () -> village);
        sheet.print("Starting (medians of " + ROUNDS + "; memory is RSS, in millions of bytes)");
    }

    private static Path fresh() {
        try {
            return Seeded.empty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void row(Sheet sheet, String name, int rounds, Supplier<Path> folder) {
        var measured = new ArrayList<Round>();
        for (var round = 0; round < rounds; round++) {
            try (var tested = Tested.start(options, folder.get())) {
                var ready = tested.megabytes("VmRSS");
                var processor = tested.processor();
                Tested.nap(IDLE);
                measured.add(new Round(
                        tested.start().toMillis(),
                        processor,
                        ready,
                        tested.megabytes("VmRSS"),
                        tested.megabytes("RssAnon")));
            }
        }
        sheet.row(
                name,
                Sheet.millis(median(measured.stream().map(Round::millis).toList())),
                Sheet.times(median(measured.stream().map(Round::processor).toList())) + " s",
                Sheet.number(median(measured.stream().map(Round::ready).toList())) + " MB",
                Sheet.number(median(measured.stream().map(Round::idle).toList())) + " MB",
                Sheet.number(median(measured.stream().map(Round::anonymous).toList())) + " MB");
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
