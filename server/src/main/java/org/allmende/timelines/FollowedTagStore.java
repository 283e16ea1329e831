// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Tx;

/// The `tag_follow` table, and the rows in `home` that come of it.
final class FollowedTagStore {

    private static final int BACKFILL = 40;

    record Row(long id, String tag) {}

    // Who was limited by the moderators is read by followers, not brought to those who follow a word.
    private static final String FOR_EVERYBODY = """
            p.reach = 'PUBLIC' AND p.share_of IS NULL AND p.deleted_at IS NULL AND p.awaits IS NULL
            AND NOT EXISTS (SELECT 1 FROM actor l WHERE l.id = p.author AND l.limited_at IS NOT NULL)
            """;

    private static final String FAN_OUT = """
            INSERT INTO home (reader, post, about)
            SELECT DISTINCT t.reader, p.id, p.id
            FROM post_tag g
            JOIN tag_follow t ON t.tag = g.tag AND t.id > :after AND t.id <= :until
            JOIN post p ON p.id = g.post
            WHERE g.post = :post AND NOT EXISTS (SELECT 1 FROM list_member x JOIN person_list y ON y.id = x.list
                                                 WHERE x.actor = p.author AND y.owner = t.reader AND y.exclusive)
              AND\s""" + FOR_EVERYBODY + "ON CONFLICT DO NOTHING";

    private static final String BACKFILLED = """
            INSERT INTO home (reader, post, about)
            SELECT :reader, q.id, q.id FROM (
                SELECT p.id FROM post_tag g CROSS JOIN post p
                WHERE g.tag = :tag AND p.id = g.post
                  AND NOT EXISTS (SELECT 1 FROM list_member x JOIN person_list y ON y.id = x.list
                                  WHERE x.actor = p.author AND y.owner = :reader AND y.exclusive)
                  AND\s""" + FOR_EVERYBODY + """
                ORDER BY g.post DESC LIMIT :limit) AS q
            WHERE TRUE
            ON CONFLICT DO NOTHING
            """;

    // What one wrote, whom one follows and other tags keep it there.
    private static final String CLEAR = """
            DELETE FROM home WHERE reader = :reader
              AND EXISTS (SELECT 1 FROM post_tag g WHERE g.post = home.post AND g.tag = :tag)
              AND NOT EXISTS (SELECT 1 FROM post_tag h JOIN tag_follow t ON t.tag = h.tag
                              WHERE h.post = home.post AND t.reader = :reader)
              AND NOT EXISTS (SELECT 1 FROM post p LEFT JOIN follow f ON f.follower = :reader
                                  AND f.followed = p.author AND f.state = 'ACCEPTED'
                              WHERE p.id = home.post AND (p.author = :reader OR f.id IS NOT NULL))
            """;

    void add(Tx tx, long id, ActorId reader, String tag) {
        tx.change("INSERT INTO tag_follow (id, reader, tag) VALUES (:id, :reader, :tag) ON CONFLICT DO NOTHING")
                .bind("id", id)
                .bind("reader", reader.value())
                .bind("tag", tag)
                .execute();
    }

    boolean remove(Tx tx, ActorId reader, String tag) {
        return tx.change("DELETE FROM tag_follow WHERE reader = :reader AND tag = :tag")
                        .bind("reader", reader.value())
                        .bind("tag", tag)
                        .execute()
                == 1;
    }

    int count(Tx tx, ActorId reader) {
        return tx.query("SELECT count(*) FROM tag_follow WHERE reader = :reader")
                .bind("reader", reader.value())
                .mapTo(Integer.class)
                .one();
    }

    List<Row> page(Tx tx, ActorId reader, Page page) {
        var listed = tx.query("SELECT id, tag FROM tag_follow WHERE reader = :reader AND id < :below AND id > :above"
                        + " ORDER BY id " + (page.upwards() ? "ASC" : "DESC") + " LIMIT :limit")
                .bind("reader", reader.value())
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> new Row(row.getLong("id"), row.getString("tag")))
                .list();
        return page.upwards() ? listed.reversed() : listed;
    }

    Set<String> among(Tx tx, ActorId reader, Collection<String> tags) {
        return Set.copyOf(tx.query("SELECT tag FROM tag_follow WHERE reader = :reader AND tag IN (<tags>)")
                .bind("reader", reader.value())
                .bindList("tags", List.copyOf(tags))
                .mapTo(String.class)
                .list());
    }

    HomeStore.Fan next(Tx tx, PostId post, long after, int limit) {
        return tx.query("""
                        SELECT coalesce(max(id), 0) AS last, count(*) AS amount FROM (
                            SELECT DISTINCT t.id FROM post_tag g JOIN tag_follow t ON t.tag = g.tag
                            WHERE g.post = :post AND t.id > :after ORDER BY t.id LIMIT :limit) AS part
                        """)
                .bind("post", post.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new HomeStore.Fan(row.getLong("last"), row.getInt("amount")))
                .one();
    }

    void fanOut(Tx tx, PostId post, long after, long until) {
        tx.change(FAN_OUT)
                .bind("post", post.value())
                .bind("after", after)
                .bind("until", until)
                .execute();
    }

    void backfill(Tx tx, ActorId reader, String tag) {
        tx.change(BACKFILLED)
                .bind("reader", reader.value())
                .bind("tag", tag)
                .bind("limit", BACKFILL)
                .execute();
    }

    void clear(Tx tx, ActorId reader, String tag) {
        tx.change(CLEAR).bind("reader", reader.value()).bind("tag", tag).execute();
    }

    void forget(Tx tx, ActorId reader) {
        tx.change("DELETE FROM tag_follow WHERE reader = :reader")
                .bind("reader", reader.value())
                .execute();
    }
}
