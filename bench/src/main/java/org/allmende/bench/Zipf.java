// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Draws numbers as attention is spread: few get much, many get little.
final class Zipf {

    private final double[] sums;
    private final int[] order;

    /// @param skew 0 treats all alike; near 1, the first has half as much as the next two together
    Zipf(int amount, double skew) {
        this.sums = new double[amount];
        this.order = new int[amount];
        var sum = 0.0;
        for (var rank = 0; rank < amount; rank++) {
            sum += 1 / Math.pow(rank + 1.0, skew);
            sums[rank] = sum;
            order[rank] = rank;
        }
    }

    /// Who comes first does not depend on the number: ids rise with it, and neighbours would share pages of the file.
    Zipf shuffled(RandomGenerator random) {
        for (var last = order.length - 1; last > 0; last--) {
            var other = random.nextInt(last + 1);
            var kept = order[last];
            order[last] = order[other];
            order[other] = kept;
        }
        return this;
    }

    int draw(RandomGenerator random) {
        var found = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
        return order[Math.min(found < 0 ? -found - 1 : found, sums.length - 1)];
    }
}
