// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.allmende.base.Addresses;

/// Deliveries of strangers: how many are checked, accepted and stored.
///
/// All are signed before the first is sent: signing costs far more than checking, and would be measured instead.
final class InboxCase {

    private static final int HOSTS = 10;
    private static final int STRANGERS = 40;
    private static final int WARM_UP = 600;
    private static final int LETTERS_A_SECOND = 500;

    private final Options options;
    private final int amount;

    InboxCase(Options options) {
        this.options = options;
        this.amount = (int) options.time().toSeconds() * LETTERS_A_SECOND;
    }

    void run(Path folder) throws IOException {
        try (var tested = Tested.start(options, folder);
                var elsewhere = new Elsewhere(HOSTS);
                var ledger = new Ledger(options, folder)) {
            // The first letter of each makes the server fetch who they are.
            var meeting = Load.each(options.port(), options.clients(), posts(elsewhere, 0, STRANGERS));
            Load.each(options.port(), options.clients(), posts(elsewhere, STRANGERS, WARM_UP));
            var from = STRANGERS + WARM_UP;
            var letters = posts(elsewhere, from, amount);
            health();
            var health = health();
            var before = tested.processor();
            var accepted = Load.each(options.port(), options.clients(), letters);
            var processor = (tested.processor() - before) / amount;
            var again = Load.each(options.port(), options.clients(), letters);
            var gone = Load.each(options.port(), options.clients(), leavings(elsewhere));
            var alone = Load.each(options.port(), 1, posts(elsewhere, from + amount, amount / 10));
            var stored = ledger.count(
                    "SELECT count(*) FROM post WHERE id > ? AND NOT home",
                    org.allmende.base.Ids.first(java.time.Instant.now().minus(java.time.Duration.ofDays(1))));
            var sheet = new Sheet("what", "sent", "failed", "/s", "times health", "p50", "p99");
            row(sheet, "GET /health", health, health);
            row(sheet, "the first post of each stranger", meeting, health);
            row(sheet, "posts that name a member", accepted, health);
            row(sheet, "the same, one client", alone, health);
            row(sheet, "the same posts once more", again, health);
            row(sheet, "the leaving of unknown people", gone, health);
            sheet.print("Inbox (" + options.clients() + " clients)");
            System.out.printf(
                    "%nStored: %d. Processor: %.2f ms a post. Memory: %.0f MB.%n",
                    stored, 1_000 * processor, tested.megabytes("VmRSS"));
        }
    }

    private Load health() {
        var request = new Ask(options.domain()).get("/health");
        return Load.time(options.port(), options.clients(), options.time().dividedBy(4), request);
    }

    private List<byte[]> posts(Elsewhere elsewhere, int from, int amount) {
        var addresses = new Addresses(URI.create("http://" + options.domain()));
        var letters = new ArrayList<byte[]>();
        for (var i = from; i < from + amount; i++) {
            var member = Village.FIRST_OF_MANY + i % options.size().people();
            letters.add(elsewhere
                    .stranger(i % STRANGERS)
                    .letter("/ap/inbox", options.domain())
                    .post(
                            i,
                            addresses.actor(VillageStore.actor(member)),
                            VillageStore.name(member) + "@" + options.domain()));
        }
        return letters;
    }

    private List<byte[]> leavings(Elsewhere elsewhere) {
        var letters = new ArrayList<byte[]>();
        for (var i = 0; i < amount; i++) {
            letters.add(elsewhere
                    .stranger(i % STRANGERS)
                    .letter("/ap/inbox", options.domain())
                    .leaving(i));
        }
        return letters;
    }

    private static void row(Sheet sheet, String name, Load load, Load health) {
        sheet.row(
                name,
                String.valueOf(load.latencies().count() + load.failed()),
                String.valueOf(load.failed()),
                Sheet.number(load.perSecond()),
                Sheet.times(health.perSecond() / load.perSecond()),
                Sheet.millis(load.latencies().p50()),
                Sheet.millis(load.latencies().p99()));
    }
}
