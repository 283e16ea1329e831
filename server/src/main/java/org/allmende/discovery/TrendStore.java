// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.discovery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Tx;
import org.allmende.posts.Hashtags;
import org.allmende.posts.TagUse;

/// Counts different people in what everybody may see.
final class TrendStore {

    /// Of the newest so many posts, shares and likes; on the largest instances that is still a day.
    private static final int SCANNED = 20_000;

    record Link(String url, PostId post) {}

    record Use(String url, TagUse use) {}

    // What machines say is no trend.
    private static final String AUTHOR = """
            a.discoverable AND NOT a.bot AND a.limited_at IS NULL AND a.suspended_at IS NULL AND a.erased_at IS NULL
            """;

    private static final String OPEN =
            "p.reach = 'PUBLIC' AND NOT p.local_only AND p.share_of IS NULL AND p.deleted_at IS NULL"
                    + " AND p.awaits IS NULL AND " + AUTHOR;

    private static final String NEWEST =
            " (SELECT p.id, p.author FROM post p JOIN actor a ON a.id = p.author WHERE p.id > :since AND " + OPEN
                    + " ORDER BY p.id DESC LIMIT :scanned) AS n ";

    private static final String TAGS = "SELECT g.tag FROM" + NEWEST + """
            JOIN post_tag g ON g.post = n.id
            GROUP BY g.tag HAVING count(DISTINCT n.author) >= :few
            ORDER BY count(DISTINCT n.author) DESC, count(*) DESC, g.tag LIMIT :limit
            """;

    private static final String LINKS = "SELECT k.url, max(n.id) AS post FROM" + NEWEST + """
            JOIN post_link k ON k.post = n.id
            GROUP BY k.url HAVING count(DISTINCT n.author) >= :few
            ORDER BY count(DISTINCT n.author) DESC, count(*) DESC, k.url LIMIT :limit
            """;

    // Whose posts shall not be found by searching are not held up to everybody either.
    private static final String POSTS = """
            SELECT p.id FROM (
                SELECT * FROM (SELECT actor, post FROM liking WHERE id > :since ORDER BY id DESC LIMIT :scanned) AS liked
                UNION
                SELECT * FROM (SELECT author AS actor, share_of AS post FROM post
                               WHERE id > :since AND share_of IS NOT NULL AND deleted_at IS NULL
                               ORDER BY id DESC LIMIT :scanned) AS shared) AS r
            JOIN post p ON p.id = r.post
            JOIN actor a ON a.id = p.author
            JOIN actor w ON w.id = r.actor AND NOT w.bot AND w.limited_at IS NULL AND w.suspended_at IS NULL
            WHERE p.id > :since AND NOT p.sensitive AND a.indexable AND r.actor <> p.author AND\s""" + OPEN + """
            GROUP BY p.id HAVING count(DISTINCT r.actor) >= :few
            ORDER BY count(DISTINCT r.actor) DESC, p.id DESC LIMIT :limit
            """;

    private static final String USES = """
            SELECT k.url, p.created / 86400000 AS day, count(*) AS amount, count(DISTINCT p.author) AS people
            FROM post_link k JOIN post p ON p.id = k.post JOIN actor a ON a.id = p.author
            WHERE k.url IN (<urls>) AND k.post > :since AND p.created >= :from AND\s""" + OPEN + """
            GROUP BY k.url, p.created / 86400000
            ORDER BY k.url, day LIMIT :limit
            """;

    private static final String LINKING =
            "SELECT p.id FROM post_link k JOIN post p ON p.id = k.post JOIN actor a ON a.id = p.author WHERE k.url = :url"
                    + " AND p.id < :below AND p.id > :above AND " + OPEN + " ORDER BY p.id ";

    List<String> tags(Tx tx, long since, int limit) {
        return tx.query(TAGS)
                .bind("since", since)
                .bind("scanned", SCANNED)
                .bind("few", Trends.PEOPLE_MIN)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    List<Link> links(Tx tx, long since, int limit) {
        return tx.query(LINKS)
                .bind("since", since)
                .bind("scanned", SCANNED)
                .bind("few", Trends.PEOPLE_MIN)
                .bind("limit", limit)
                .map((row, _) -> new Link(row.getString("url"), new PostId(row.getLong("post"))))
                .list();
    }

    List<PostId> posts(Tx tx, long since, int limit) {
        return tx.query(POSTS)
                .bind("since", since)
                .bind("scanned", SCANNED)
                .bind("few", Trends.PEOPLE_MIN)
                .bind("limit", limit)
                .map((row, _) -> new PostId(row.getLong("id")))
                .list();
    }

    List<Use> uses(Tx tx, List<String> urls, Instant from) {
        return tx.query(USES)
                .bindList("urls", urls)
                .bind("since", Ids.first(from))
                .bind("from", from.toEpochMilli())
                .bind("limit", urls.size() * (Hashtags.DAYS + 1))
                .map((row, _) -> new Use(
                        row.getString("url"),
                        new TagUse(
                                Instant.EPOCH.plus(row.getLong("day"), ChronoUnit.DAYS),
                                row.getLong("amount"),
                                row.getLong("people"))))
                .list();
    }

    List<PostId> linking(Tx tx, String url, Page page) {
        var listed = tx.query(LINKING + (page.upwards() ? "ASC" : "DESC") + " LIMIT :limit")
                .bind("url", url)
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> new PostId(row.getLong("id")))
                .list();
        return page.upwards() ? listed.reversed() : listed;
    }
}
