// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.allmende.base.Ids;
import org.allmende.database.Tx;

/// Counts in the table `post_tag` what everybody may read.
final class HashtagStore {

    private static final String USES = """
            SELECT g.tag, p.created / 86400000 AS day, count(*) AS amount, count(DISTINCT p.author) AS people
            FROM post_tag g CROSS JOIN post p
            WHERE g.tag IN (<tags>) AND g.post > :since AND p.id = g.post AND p.created >= :from
              AND p.reach = 'PUBLIC' AND NOT p.local_only AND p.share_of IS NULL AND p.deleted_at IS NULL
              AND p.awaits IS NULL
              AND NOT EXISTS (SELECT 1 FROM actor a WHERE a.id = p.author AND (a.limited_at IS NOT NULL
                              OR a.suspended_at IS NOT NULL OR a.erased_at IS NOT NULL) LIMIT 1 OFFSET 0)
            GROUP BY g.tag, p.created / 86400000
            ORDER BY g.tag, day LIMIT :limit
            """;

    record Row(String tag, TagUse use) {}

    List<Row> uses(Tx tx, Collection<String> tags, Instant from) {
        return tx.query(USES)
                .bindList("tags", List.copyOf(tags))
                .bind("since", Ids.first(from))
                .bind("from", from.toEpochMilli())
                .bind("limit", tags.size() * (Hashtags.DAYS + 1))
                .map((row, _) -> new Row(
                        row.getString("tag"),
                        new TagUse(
                                Instant.EPOCH.plus(row.getLong("day"), ChronoUnit.DAYS),
                                row.getLong("amount"),
                                row.getLong("people"))))
                .list();
    }
}
