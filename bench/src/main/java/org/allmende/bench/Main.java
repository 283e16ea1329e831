// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.util.List;

/// `./bench/run [what…]`.
public final class Main {

    private static final String HELP = """
            ./bench/run [what…] [options]      everything, if nothing is named

            %s
              --people N      members of the village (10000)
              --posts N       posts in it (1000000)
              --seed N        another village of the same size (1)
              --seconds N     how long each case is measured (6)
              --clients N     how many ask at once, where that matters (4)
              --foreign N     followers elsewhere, for outbound (200)
              --inboxes KIND  only `shared` or only `own` ones, for delivery, and nobody is killed (both)
              --rounds N      posts to each kind of inbox, for delivery (4 and 2)
              --pin           the server has the first processor for itself, and we the last
              --database URL  postgresql://USER:PASSWORD@HOST:PORT/NAME, empty, instead of SQLite
              --port N        where the server under test listens, on loopback (8799)
            """;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var words = List.of(arguments);
        if (words.contains("help") || words.contains("--help")) {
            System.out.printf(HELP, Case.list());
            return;
        }
        try {
            run(Options.read(words));
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void run(Options options) throws Exception {
        var seeded = new Seeded(options);
        for (var one : options.cases()) {
            switch (one) {
                case START -> new StartCase(options).run(seeded);
                case ROOMS -> new RoomsCase(options).run(seeded.copy());
                case READING -> new ReadingCase(options).run(seeded.copy());
                case POSTING -> new PostingCase(options).run(seeded.copy());
                case INBOX -> new InboxCase(options).run(seeded.copy());
                case DELIVERY -> new DeliveryCase(options).run(seeded.copy());
                case OUTBOUND -> new OutboundCase(options).run(seeded.copy());
            }
        }
    }
}
