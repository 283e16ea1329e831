// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;

/// How long each of many equal things took, in nanoseconds, rising.
record Latencies(long[] sorted) {

    Latencies {
        sorted = sorted.clone();
        Arrays.sort(sorted);
    }

    static Latencies all(Collection<long[]> parts) {
        return new Latencies(parts.stream().flatMapToLong(Arrays::stream).toArray());
    }

    int count() {
        return sorted.length;
    }

    /// The smallest value that `share` of all do not exceed.
    double millis(double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        var place = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.clamp(place, 0, sorted.length - 1)]
                / (double) Duration.ofMillis(1).toNanos();
    }

    double p50() {
        return millis(0.50);
    }

    double p99() {
        return millis(0.99);
    }
}
