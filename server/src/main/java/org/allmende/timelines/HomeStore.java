// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.util.Collection;
import java.util.List;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Tx;

/// The `home` table: one row for each reader and what reaches them.
///
/// `about` is the post that is shown. It is unique for each reader, so a share of something that is there already adds
/// nothing.
final class HomeStore {

    /// How many followers one transaction serves, so that the writer is never held for long.
    static final int FOLLOWERS_AT_ONCE = 1_000;

    private static final int BACKFILL = 40;

    record Fan(long lastFollow, int followers) {}

    // An answer to somebody is of interest to those who follow both, and to who is answered. Whom somebody reads on an
    // exclusive list they do not read at home.
    private static final String FAN_OUT = """
            INSERT INTO home (reader, post, about)
            SELECT f.follower, p.id, coalesce(p.share_of, p.id)
            FROM follow f
            JOIN actor r ON r.id = f.follower AND r.domain = '' AND r.erased_at IS NULL
            JOIN post p ON p.id = :post
            WHERE f.followed = :author AND f.state = 'ACCEPTED' AND f.id > :after AND f.id <= :until
              AND (p.share_of IS NULL
                   OR (f.shares AND NOT EXISTS (SELECT 1 FROM post o WHERE o.id = p.share_of AND o.author = f.follower)))
              AND (p.in_reply_to_author IS NULL OR p.in_reply_to_author = p.author OR p.in_reply_to_author = f.follower
                   OR EXISTS (SELECT 1 FROM follow a WHERE a.follower = f.follower AND a.followed = p.in_reply_to_author
                              AND a.state = 'ACCEPTED'))
              AND (p.reach <> 'DIRECT'
                   OR EXISTS (SELECT 1 FROM post_mention m WHERE m.post = p.id AND m.actor = f.follower))
              AND NOT EXISTS (SELECT 1 FROM list_member x JOIN person_list l ON l.id = x.list
                              WHERE x.actor = :author AND l.owner = f.follower AND l.exclusive)
            ON CONFLICT DO NOTHING
            """;

    private static final String BACKFILLED = """
            INSERT INTO home (reader, post, about)
            SELECT :reader, q.id, coalesce(q.share_of, q.id) FROM (
                SELECT p.id, p.share_of FROM post p
                WHERE p.author = :author AND p.deleted_at IS NULL AND p.reach <> 'DIRECT'
                  AND (p.in_reply_to_author IS NULL OR p.in_reply_to_author = p.author)
                ORDER BY p.id DESC LIMIT :limit) AS q
            WHERE NOT EXISTS (SELECT 1 FROM list_member x JOIN person_list l ON l.id = x.list
                              WHERE x.actor = :author AND l.owner = :reader AND l.exclusive)
            ON CONFLICT DO NOTHING
            """;

    void add(Tx tx, ActorId reader, PostId post, PostId about) {
        tx.change("INSERT INTO home (reader, post, about) VALUES (:reader, :post, :about) ON CONFLICT DO NOTHING")
                .bind("reader", reader.value())
                .bind("post", post.value())
                .bind("about", about.value())
                .execute();
    }

    /// The next followers after `after`, in the order in which they followed.
    Fan next(Tx tx, ActorId author, long after, int limit) {
        return tx.query("""
                        SELECT coalesce(max(id), 0) AS last, count(*) AS amount FROM (
                            SELECT id FROM follow WHERE followed = :author AND state = 'ACCEPTED' AND id > :after
                            ORDER BY id LIMIT :limit) AS part
                        """)
                .bind("author", author.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new Fan(row.getLong("last"), row.getInt("amount")))
                .one();
    }

    void fanOut(Tx tx, PostId post, ActorId author, long after, long until) {
        tx.change(FAN_OUT)
                .bind("post", post.value())
                .bind("author", author.value())
                .bind("after", after)
                .bind("until", until)
                .execute();
    }

    void backfill(Tx tx, ActorId reader, ActorId author) {
        tx.change(BACKFILLED)
                .bind("reader", reader.value())
                .bind("author", author.value())
                .bind("limit", BACKFILL)
                .execute();
    }

    void removeAllBy(Tx tx, ActorId reader, ActorId author) {
        tx.change("""
                        DELETE FROM home WHERE reader = :reader
                          AND EXISTS (SELECT 1 FROM post p WHERE p.id = home.post AND p.author = :author)
                        """)
                .bind("reader", reader.value())
                .bind("author", author.value())
                .execute();
    }

    /// Also what others shared of what was said there.
    void removeAllFrom(Tx tx, ActorId reader, String domain) {
        tx.change("""
                        DELETE FROM home WHERE reader = :reader AND EXISTS (
                            SELECT 1 FROM post p JOIN actor a ON a.id = p.author
                            WHERE p.id IN (home.post, home.about) AND a.domain = :domain)
                        """).bind("reader", reader.value()).bind("domain", domain).execute();
    }

    List<PostId> page(Tx tx, ActorId reader, Page page) {
        var listed = tx.query(
                        "SELECT post FROM home WHERE reader = :reader AND post < :below AND post > :above ORDER BY post "
                                + (page.upwards() ? "ASC" : "DESC") + " LIMIT :limit")
                .bind("reader", reader.value())
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> new PostId(row.getLong("post")))
                .list();
        return page.upwards() ? listed.reversed() : listed;
    }

    /// Which of these readers a post has reached.
    List<ActorId> reached(Tx tx, PostId post, Collection<ActorId> readers) {
        if (readers.isEmpty()) {
            return List.of();
        }
        return tx.query("SELECT reader FROM home WHERE post = :post AND reader IN (<readers>)")
                .bind("post", post.value())
                .bindList("readers", readers.stream().map(ActorId::value).toList())
                .map((row, _) -> new ActorId(row.getLong("reader")))
                .list();
    }

    List<ActorId> readers(Tx tx) {
        return tx.query("SELECT id FROM actor WHERE domain = '' ORDER BY id")
                .map((row, _) -> new ActorId(row.getLong("id")))
                .list();
    }

    void forget(Tx tx, ActorId reader) {
        tx.change("DELETE FROM home WHERE reader = :reader")
                .bind("reader", reader.value())
                .execute();
    }

    /// Keeps the newest `keep` rows of a reader.
    void trim(Tx tx, ActorId reader, int keep) {
        tx.change("""
                        DELETE FROM home WHERE reader = :reader AND post < (
                            SELECT h.post FROM home h WHERE h.reader = :reader ORDER BY h.post DESC LIMIT 1 OFFSET :keep)
                        """).bind("reader", reader.value()).bind("keep", keep).execute();
    }
}
