// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Makes ids: 64 bits, milliseconds since 1970 in the upper 48, a sequence in the lower 16.
///
/// Ids of one node rise strictly. The sequence of each millisecond starts at a random place in its lower half, so
/// that several nodes on one database rarely meet; where they do, the unique key refuses and the caller tries again.
public final class Ids {

    private static final int SEQUENCE_BITS = 16;
    private static final int SEQUENCE_MASK = (1 << SEQUENCE_BITS) - 1;

    private final Clock clock;
    private final RandomGenerator random;
    private long last;

    public Ids(Clock clock) {
        this(clock, new SecureRandom());
    }

    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public long next() {
        return next(1);
    }

    /// The first of so many ids in a row: much faster than one by one.
    public synchronized long next(int amount) {
        var fresh = at(clock.instant());
        var first = fresh > last ? fresh : last + 1;
        last = first + amount - 1;
        return first;
    }

    /// An id for something that happened at another time: an imported or foreign post keeps its place in time.
    public long at(Instant when) {
        return first(when) | random.nextInt(SEQUENCE_MASK / 2);
    }

    public PostId post() {
        return new PostId(next());
    }

    /// The id of a foreign post: by its own date, but never in the future, so that nobody can pin themselves on top.
    public PostId post(Instant published) {
        var now = clock.instant();
        return published.isBefore(now) && published.isAfter(Instant.EPOCH) ? new PostId(at(published)) : post();
    }

    public ActorId actor() {
        return new ActorId(next());
    }

    public MediaId media() {
        return new MediaId(next());
    }

    /// The smallest id that could have been made at `when`: for asking "since this time".
    public static long first(Instant when) {
        return when.toEpochMilli() << SEQUENCE_BITS;
    }

    public static Instant time(long id) {
        return Instant.ofEpochMilli(id >>> SEQUENCE_BITS);
    }

    /// Reads a positive decimal number of at most 19 digits.
    public static Optional<Long> parse(String text) {
        if (text == null
                || text.isEmpty()
                || text.length() > 19
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
