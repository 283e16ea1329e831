// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Days since 1970: as exact as we want to know when somebody was here.
final class Days {

    private Days() {}

    static long of(Instant when) {
        return ChronoUnit.DAYS.between(Instant.EPOCH, when);
    }
}
