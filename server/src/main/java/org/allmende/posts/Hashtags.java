// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.allmende.database.Database;

/// How much hashtags are used: counted when asked from what everybody may read, so nothing is written down for it.
public final class Hashtags {

    /// Today and the six days before it.
    public static final int DAYS = 7;

    private record Key(String tag, Instant day) {}

    private final Database database;
    private final Clock clock;
    private final HashtagStore store = new HashtagStore();

    Hashtags(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Each day of the last week, today first, for each of these keys.
    public Map<String, List<TagUse>> week(Collection<String> tags) {
        if (tags.isEmpty()) {
            return Map.of();
        }
        var today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        var days = IntStream.range(0, DAYS)
                .mapToObj(ago -> today.minus(ago, ChronoUnit.DAYS))
                .toList();
        var known = new HashMap<Key, TagUse>();
        database.read(tx -> store.uses(tx, tags, days.getLast()))
                .forEach(row -> known.put(new Key(row.tag(), row.use().day()), row.use()));
        var weeks = new HashMap<String, List<TagUse>>();
        tags.forEach(tag -> weeks.put(
                tag,
                days.stream()
                        .map(day -> known.getOrDefault(new Key(tag, day), new TagUse(day, 0, 0)))
                        .toList()));
        return weeks;
    }
}
