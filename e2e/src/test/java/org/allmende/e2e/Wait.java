// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waits for what happens elsewhere, and says what did not.
final class Wait {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Wait() {}

    static void until(String what, BooleanSupplier happened) {
        until(what, PATIENCE, happened);
    }

    static void until(String what, Duration patience, BooleanSupplier happened) {
        var end = System.nanoTime() + patience.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within " + patience + ": " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
