// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import java.util.Optional;

/// Which part of a list, newest first, somebody asks for.
///
/// `max` and `since` are exclusive bounds. With `min` the items directly above that id are wanted (paging upwards);
/// without it, the newest ones below `max`. Both still come newest first.
public record Page(Optional<Long> max, Optional<Long> since, Optional<Long> min, int limit) {

    public static final int LIMIT_MAX = 80;

    public Page {
        limit = Math.clamp(limit, 1, LIMIT_MAX);
    }

    public static Page first(int limit) {
        return new Page(Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    public static Page below(long max, int limit) {
        return new Page(Optional.of(max), Optional.empty(), Optional.empty(), limit);
    }

    /// Reads upwards from `min`.
    public boolean upwards() {
        return min.isPresent();
    }

    /// Exclusive upper bound, for SQL.
    public long below() {
        return max.orElse(Long.MAX_VALUE);
    }

    /// Exclusive lower bound, for SQL.
    public long above() {
        return Math.max(min.orElse(0L), since.orElse(0L));
    }
}
