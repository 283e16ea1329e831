// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.allmende.access.OneTimeLinks;

/// A server from its start until somebody ends it.
final class Run {

    // We promise to be gone 10 s after SIGTERM; what does not stop in this time is cut off.
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private static final Duration OWNER_LINK_HOLDS = Duration.ofDays(1);

    private final PrintWriter out;

    Run(PrintWriter out) {
        this.out = out;
    }

    /// Tells the address, and returns when the process is asked to end.
    int serve(Program program, Configuration configuration) {
        var asked = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(program, asked), "stop"));
        out.println("Allmende is ready: " + configuration.address());
        if (configuration.trial() && !configuration.loopback()) {
            out.println("Only this machine can reach it. To open it to others, set `domain` in "
                    + configuration.folder().resolve(ConfigurationFile.NAME));
        }
        if (!program.floors().accounts.hasOwner()) {
            var secret = program.floors().links.make(OneTimeLinks.Purpose.OWNER, Optional.empty(), OWNER_LINK_HOLDS);
            out.println("Nobody owns it yet. Make the owner's account here (the link holds for a day, once):");
            out.println("  " + configuration.address() + "/welcome?key=" + secret);
        }
        out.flush();
        try {
            asked.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static void stop(Program program, CountDownLatch asked) {
        var closing = Thread.ofVirtual().start(program::close);
        try {
            if (!closing.join(PATIENCE)) {
                Runtime.getRuntime().halt(Complaint.TROUBLE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        asked.countDown();
    }
}
