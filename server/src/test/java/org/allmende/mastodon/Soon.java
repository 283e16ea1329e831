// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.time.Duration;

/// Waits for what happens behind the answer, in durable jobs.
final class Soon {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Soon() {}

    static void soon(Runnable promise) {
        var tries = LONGEST.dividedBy(PAUSE);
        for (var i = 0; i < tries; i++) {
            try {
                promise.run();
                return;
            } catch (AssertionError _) {
                pause();
            }
        }
        promise.run();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
