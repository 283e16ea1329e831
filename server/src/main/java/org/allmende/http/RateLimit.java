// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/// How often somebody may do something: so many times in a window, counted for each key by itself.
public final class RateLimit {

    /// So many keys are remembered; whoever floods us with fresh ones only makes us forget quiet ones.
    private static final int KEYS_MAX = 50_000;

    /// One household or customer has at least this much of IPv6 (RFC 6177).
    private static final int HOUSEHOLD_BITS = 64;

    private final int times;
    private final Duration window;
    private final Clock clock;
    private final Cache<String, Bucket> buckets;

    public RateLimit(int times, Duration window, Clock clock) {
        this.times = times;
        this.window = window;
        this.clock = clock;
        // Age is counted by our own clock too, in the ticks that Caffeine asks for.
        this.buckets = Caffeine.newBuilder()
                .maximumSize(KEYS_MAX)
                .expireAfterAccess(window.multipliedBy(2))
                .ticker(this::nanos)
                .executor(Runnable::run)
                .build();
    }

    /// Where a key stands: `remaining` of `limit`, and when all are there again.
    public record Standing(boolean allowed, int limit, int remaining, Instant reset, Duration pause) {

        /// Tells the client, in the headers that apps of the Fediverse read.
        public Answer tell(Answer answer) {
            return answer.header("X-RateLimit-Limit", Integer.toString(limit))
                    .header("X-RateLimit-Remaining", Integer.toString(remaining))
                    .header("X-RateLimit-Reset", reset.toString());
        }

        public Fault tell(Fault fault) {
            return fault.header("X-RateLimit-Limit", Integer.toString(limit))
                    .header("X-RateLimit-Remaining", Integer.toString(remaining))
                    .header("X-RateLimit-Reset", reset.toString());
        }

        /// The refusal: 429, and when to come again.
        public Fault fault() {
            return tell(new Fault(429, "Too many requests."))
                    .header("Retry-After", Long.toString(Math.max(1, pause.toSeconds())));
        }
    }

    /// Counts one more for the key.
    public Standing take(String key) {
        var probe = buckets.get(key, _ -> bucket()).tryConsumeAndReturnRemaining(1);
        var reset = clock.instant().plusNanos(probe.getNanosToWaitForReset());
        return new Standing(
                probe.isConsumed(),
                times,
                (int) probe.getRemainingTokens(),
                reset.truncatedTo(ChronoUnit.MILLIS),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /// A filter that counts by a key of the request, tells the standing and refuses when it is used up.
    public Filter by(Function<Request, String> key) {
        return (request, next) -> {
            var standing = take(key.apply(request));
            if (!standing.allowed()) {
                throw standing.fault();
            }
            try {
                return standing.tell(next.answer(request));
            } catch (Fault fault) {
                throw standing.tell(fault);
            }
        };
    }

    /// One key for everybody behind an address: IPv4 by itself, IPv6 by its /64, within which addresses are free.
    public static String key(InetAddress address) {
        return address instanceof Inet6Address
                ? Network.masked(address, HOUSEHOLD_BITS).getHostAddress()
                : address.getHostAddress();
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(times)
                        .refillIntervally(times, window)
                        .build())
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return nanos();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return true;
                    }
                })
                .build();
    }

    private long nanos() {
        var now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }
}
