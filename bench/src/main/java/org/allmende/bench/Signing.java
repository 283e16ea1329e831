// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.allmende.base.RsaHash;
import org.allmende.base.RsaKeys;

/// How fast this machine makes RSA-2048 signatures when it does nothing else, on all its processors: with the code that
/// signs deliveries, over a text as long as theirs.
///
/// @param rate signatures in a second
/// @param processor seconds of processor time for one
record Signing(double rate, double processor) {

    private static final int TEXT_BYTES = 300;

    static Signing measure(Duration time) {
        var keys = RsaKeys.generate();
        var text = new byte[TEXT_BYTES];
        round(keys, text, Duration.ofSeconds(1));
        return round(keys, text, time);
    }

    private static Signing round(RsaKeys keys, byte[] text, Duration time) {
        var made = new LongAdder();
        var usedBefore = used();
        var began = System.nanoTime();
        var threads = new Thread[Runtime.getRuntime().availableProcessors()];
        for (var i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofPlatform().start(() -> {
                while (System.nanoTime() - began < time.toNanos()) {
                    keys.sign(RsaHash.SHA256, text);
                    made.increment();
                }
            });
        }
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        return new Signing(made.sum() / seconds, (used() - usedBefore) / made.sum());
    }

    /// Seconds of processor time of our own process.
    static double used() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
    }

    Signing and(Signing other) {
        return new Signing((rate + other.rate) / 2, (processor + other.processor) / 2);
    }
}
