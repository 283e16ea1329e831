// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.allmende.database.Ease;

/// What this process has just seen of each host: one that fails again and again is left alone for a while, so that
/// nobody waits for it with every letter.
final class Circuits {

    /// In a row; a single slow answer says little.
    private static final int FAILURES = 5;

    private static final Duration FIRST_REST = Duration.ofMinutes(1);
    private static final int DOUBLINGS_MAX = 6;
    private static final int REMEMBERED_MAX = 20_000;

    /// Longer than the longest rest.
    private static final Duration REMEMBERED = Duration.ofHours(3);

    private record Seen(int failures, Instant until) {}

    private static final Seen WELL = new Seen(0, Instant.EPOCH);

    private final Clock clock;
    private final Cache<String, Seen> seen;

    Circuits(Clock clock) {
        this.clock = clock;
        this.seen = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .expireAfterAccess(REMEMBERED)
                .ticker(() -> clock.millis() * 1_000_000)
                .build();
    }

    Ease ease(String host) {
        var known = seen.getIfPresent(host);
        if (known == null) {
            return Ease.CAREFUL;
        }
        return known.failures == 0 ? Ease.USUAL : Ease.DOUBTFUL;
    }

    /// For how long nothing is sent there; after that one letter is tried.
    Optional<Duration> rest(String host) {
        var now = clock.instant();
        return Optional.ofNullable(seen.getIfPresent(host))
                .filter(known -> known.until.isAfter(now))
                .map(known -> Duration.between(now, known.until));
    }

    void works(String host) {
        seen.put(host, WELL);
    }

    /// One minute after the fifth failure, twice as long after each further one, an hour at most.
    void failed(String host) {
        var now = clock.instant();
        seen.asMap().compute(host, (_, known) -> {
            var failures = known == null ? 1 : known.failures + 1;
            var doublings = Math.min(failures - FAILURES, DOUBLINGS_MAX);
            // What was under way when the rest began says nothing new.
            if (known != null && known.until.isAfter(now)) {
                return known;
            }
            return new Seen(
                    failures, doublings < 0 ? Instant.EPOCH : now.plus(FIRST_REST.multipliedBy(1L << doublings)));
        });
    }

    void forget(String host) {
        seen.invalidate(host);
    }
}
