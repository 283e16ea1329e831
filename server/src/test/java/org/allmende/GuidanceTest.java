// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The fuzzer is led by coverage, on this JDK and its class files. One that merely throws dice would be green for ever.
class GuidanceTest {

    /// Far more tries than guidance needs, and 2 to the power of 48 times fewer than chance would.
    private static final String TRIES = "-runs=2000000";

    /// Chance and no more: no branch is counted, and no comparison is looked at.
    private static final List<String> BLIND = List.of(TRIES, "--hooks=false");

    @TempDir
    Path folder;

    @Test
    void what_hides_behind_eight_branches_is_found_by_coverage() throws Exception {
        var run = GuidedRun.of(new Planted(), folder, 60, List.of(TRIES, "-use_cmp=0"));

        assertThat(run.finding()).hasValueSatisfying(text -> assertThat(text).contains("the planted fault"));
        assertThat(run.input())
                .hasValueSatisfying(input -> assertThat(Planted.finds(input)).isTrue());
    }

    @Test
    void without_coverage_it_stays_hidden() throws Exception {
        assertThat(GuidedRun.of(new Planted(), folder, 10, BLIND).finding()).isEmpty();
    }

    /// Each branch opens only where the one before it did. The numbers are reckoned, so that there is no text to copy
    /// out of a comparison.
    static final class Planted implements Fuzzed {

        @Override
        public void read(byte[] input) {
            if (finds(input)) {
                throw new IllegalStateException("the planted fault");
            }
        }

        static boolean finds(byte[] input) {
            int at = 0;
            while (at < 8 && at < input.length) {
                switch (at) {
                    case 0 -> at += odd(input[0], 7) ? 1 : 100;
                    case 1 -> at += odd(input[1], 11) ? 1 : 100;
                    case 2 -> at += odd(input[2], 13) ? 1 : 100;
                    case 3 -> at += odd(input[3], 17) ? 1 : 100;
                    case 4 -> at += odd(input[4], 19) ? 1 : 100;
                    case 5 -> at += odd(input[5], 23) ? 1 : 100;
                    case 6 -> at += odd(input[6], 29) ? 1 : 100;
                    default -> at += odd(input[7], 31) ? 1 : 100;
                }
            }
            return at == 8;
        }

        // True for one byte of all.
        private static boolean odd(byte octet, int factor) {
            return (Byte.toUnsignedInt(octet) * factor + 5 & 0xFF) == 0x5A;
        }
    }
}
