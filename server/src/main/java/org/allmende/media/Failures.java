// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// What could not be had, and is left alone for a while: a page that is reloaded must not hammer a server in trouble.
final class Failures {

    static final Duration FIRST_REST = Duration.ofMinutes(15);

    /// Each failure after a rest doubles the next one up to here.
    private static final Duration LONGEST_REST = Duration.ofDays(1);

    private static final int DOUBLINGS_MAX = 7;
    private static final int REMEMBERED_MAX = 10_000;

    private record Failure(int times, Instant until) {}

    private final Clock clock;
    private final Cache<Attempt, Failure> failures;

    Failures(Clock clock) {
        this.clock = clock;
        this.failures = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .expireAfterWrite(LONGEST_REST.multipliedBy(2))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    boolean resting(Attempt attempt) {
        var failure = failures.getIfPresent(attempt);
        return failure != null && clock.instant().isBefore(failure.until);
    }

    void add(Attempt attempt) {
        failures.asMap().compute(attempt, (_, before) -> {
            var times = before == null ? 0 : Math.min(before.times + 1, DOUBLINGS_MAX);
            var rest = FIRST_REST.multipliedBy(1L << times);
            return new Failure(times, clock.instant().plus(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST));
        });
    }

    void forget(Attempt attempt) {
        failures.invalidate(attempt);
    }
}
