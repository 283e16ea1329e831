// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrandTest {

    private final MovedClock clock = new MovedClock();

    @Test
    void no_errand_asks_twice_or_without_end() {
        assertThat(steps(Errand.hasty(clock))).isEqualTo(5);
        assertThat(steps(Errand.patient(clock))).isEqualTo(80);
        var errand = Errand.patient(clock);
        assertThat(errand.take("https://a.example/1")).isTrue();
        assertThat(errand.take("https://a.example/1")).isFalse();
    }

    @Test
    void an_errand_ends_with_its_time() {
        var errand = Errand.hasty(clock);
        assertThat(errand.rest()).isLessThanOrEqualTo(Duration.ofSeconds(8));

        clock.pass(Duration.ofSeconds(9));

        assertThat(errand.take("https://a.example/1")).isFalse();
        assertThat(errand.rest()).isLessThanOrEqualTo(Duration.ofMillis(1));
    }

    private static int steps(Errand errand) {
        var steps = 0;
        while (steps < 1_000 && errand.take("https://a.example/" + steps)) {
            steps++;
        }
        return steps;
    }
}
