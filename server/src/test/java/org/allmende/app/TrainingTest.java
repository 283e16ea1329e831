// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class TrainingTest {

    @Test
    void the_training_run_lives_through_to_its_end() {
        assertThat(new Training(Clock.systemUTC()).run()).isZero();
    }
}
