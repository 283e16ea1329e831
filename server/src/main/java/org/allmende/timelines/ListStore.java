// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Tx;

/// The tables `person_list`, `list_member` and `list_entry`.
final class ListStore {

    record Entry(long id, ActorId actor) {}

    // What is said to some people only is read where it is answered. Whether the owner may see a post is asked again
    // when the list is read.
    private static final String REACHES = """
            p.deleted_at IS NULL AND p.reach <> 'DIRECT'
            AND (p.share_of IS NULL OR NOT EXISTS (SELECT 1 FROM follow f WHERE f.follower = l.owner
                                                   AND f.followed = p.author AND NOT f.shares))
            AND (p.in_reply_to_author IS NULL OR p.in_reply_to_author IN (p.author, l.owner)
                 OR (l.replies = 'LIST' AND EXISTS (SELECT 1 FROM list_member r WHERE r.list = l.id
                                                    AND r.actor = p.in_reply_to_author))
                 OR (l.replies = 'FOLLOWED' AND EXISTS (SELECT 1 FROM follow a WHERE a.follower = l.owner
                                                        AND a.followed = p.in_reply_to_author
                                                        AND a.state = 'ACCEPTED')))
            """;

    private static final String FAN_OUT = """
            INSERT INTO list_entry (list, post, about)
            SELECT l.id, p.id, coalesce(p.share_of, p.id)
            FROM list_member m JOIN person_list l ON l.id = m.list JOIN post p ON p.id = :post
            WHERE m.actor = :author AND m.id > :after AND m.id <= :until AND %s
            ON CONFLICT DO NOTHING
            """.formatted(REACHES);

    private static final String BACKFILL = """
            INSERT INTO list_entry (list, post, about)
            SELECT :list, q.id, q.about FROM (
                SELECT p.id, coalesce(p.share_of, p.id) AS about FROM person_list l JOIN post p ON p.author = :author
                WHERE l.id = :list AND %s
                ORDER BY p.id DESC LIMIT :limit) AS q
            WHERE TRUE
            ON CONFLICT DO NOTHING
            """.formatted(REACHES);

    private static final String OWN = "SELECT id, title, replies, exclusive FROM person_list WHERE owner = :owner";

    List<PersonList> of(Tx tx, ActorId owner, int limit) {
        return tx.query(OWN + " ORDER BY id LIMIT :limit")
                .bind("owner", owner.value())
                .bind("limit", limit)
                .map((row, _) -> list(row))
                .list();
    }

    Optional<PersonList> find(Tx tx, ActorId owner, long id) {
        return tx.query(OWN + " AND id = :id")
                .bind("owner", owner.value())
                .bind("id", id)
                .map((row, _) -> list(row))
                .findOne();
    }

    /// The owner's lists with somebody on them.
    List<PersonList> with(Tx tx, ActorId owner, ActorId actor, int limit) {
        return tx.query(OWN + " AND EXISTS (SELECT 1 FROM list_member m WHERE m.list = person_list.id"
                        + " AND m.actor = :actor) ORDER BY id LIMIT :limit")
                .bind("owner", owner.value())
                .bind("actor", actor.value())
                .bind("limit", limit)
                .map((row, _) -> list(row))
                .list();
    }

    private static PersonList list(ResultSet row) throws SQLException {
        return new PersonList(
                row.getLong("id"),
                row.getString("title"),
                PersonList.Replies.valueOf(row.getString("replies")),
                row.getBoolean("exclusive"));
    }

    void put(Tx tx, ActorId owner, PersonList list) {
        tx.change("""
                        INSERT INTO person_list (id, owner, title, replies, exclusive)
                        VALUES (:id, :owner, :title, :replies, :exclusive)
                        ON CONFLICT (id) DO UPDATE SET title = excluded.title, replies = excluded.replies,
                            exclusive = excluded.exclusive
                        """)
                .bind("id", list.id())
                .bind("owner", owner.value())
                .bind("title", list.title())
                .bind("replies", list.replies().name())
                .bind("exclusive", list.exclusive())
                .execute();
    }

    void remove(Tx tx, long list) {
        for (var table : List.of("list_entry WHERE list", "list_member WHERE list", "person_list WHERE id")) {
            tx.change("DELETE FROM " + table + " = :list").bind("list", list).execute();
        }
    }

    boolean add(Tx tx, long id, long list, ActorId actor) {
        return tx.change("INSERT INTO list_member (id, list, actor) VALUES (:id, :list, :actor) ON CONFLICT DO NOTHING")
                        .bind("id", id)
                        .bind("list", list)
                        .bind("actor", actor.value())
                        .execute()
                == 1;
    }

    boolean drop(Tx tx, long list, ActorId actor) {
        return tx.change("DELETE FROM list_member WHERE list = :list AND actor = :actor")
                        .bind("list", list)
                        .bind("actor", actor.value())
                        .execute()
                == 1;
    }

    List<ActorId> members(Tx tx, long list, int limit) {
        return tx.query("SELECT actor FROM list_member WHERE list = :list ORDER BY id LIMIT :limit")
                .bind("list", list)
                .bind("limit", limit)
                .map((row, _) -> new ActorId(row.getLong("actor")))
                .list();
    }

    List<Entry> members(Tx tx, long list, Page page) {
        var listed = tx.query(
                        "SELECT id, actor FROM list_member WHERE list = :list AND id < :below AND id > :above ORDER BY id "
                                + (page.upwards() ? "ASC" : "DESC") + " LIMIT :limit")
                .bind("list", list)
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> new Entry(row.getLong("id"), new ActorId(row.getLong("actor"))))
                .list();
        return page.upwards() ? listed.reversed() : listed;
    }

    int size(Tx tx, long list) {
        return tx.query("SELECT count(*) FROM list_member WHERE list = :list")
                .bind("list", list)
                .mapTo(Integer.class)
                .one();
    }

    /// Whether an exclusive list of the owner has somebody on it.
    boolean apart(Tx tx, ActorId owner, ActorId actor) {
        return tx.query("""
                        SELECT 1 FROM list_member m JOIN person_list l ON l.id = m.list
                        WHERE m.actor = :actor AND l.owner = :owner AND l.exclusive LIMIT 1
                        """)
                .bind("owner", owner.value())
                .bind("actor", actor.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /// The last of the next places on lists that somebody has, after `after`; as many as `limit`.
    Optional<Long> next(Tx tx, ActorId author, long after, int limit) {
        return tx.query("""
                        SELECT max(id) AS last FROM (SELECT id FROM list_member WHERE actor = :author AND id > :after
                                                     ORDER BY id LIMIT :limit) AS part
                        """)
                .bind("author", author.value())
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Long.class)
                .findOne();
    }

    void fanOut(Tx tx, PostId post, ActorId author, long after, long until) {
        tx.change(FAN_OUT)
                .bind("post", post.value())
                .bind("author", author.value())
                .bind("after", after)
                .bind("until", until)
                .execute();
    }

    void backfill(Tx tx, long list, ActorId author, int limit) {
        tx.change(BACKFILL)
                .bind("list", list)
                .bind("author", author.value())
                .bind("limit", limit)
                .execute();
    }

    void clear(Tx tx, long list) {
        tx.change("DELETE FROM list_entry WHERE list = :list")
                .bind("list", list)
                .execute();
    }

    void removeAllBy(Tx tx, long list, ActorId author) {
        tx.change("""
                        DELETE FROM list_entry WHERE list = :list
                          AND EXISTS (SELECT 1 FROM post p WHERE p.id = list_entry.post AND p.author = :author)
                        """).bind("list", list).bind("author", author.value()).execute();
    }

    List<PostId> page(Tx tx, long list, Page page) {
        var listed = tx.query(
                        "SELECT post FROM list_entry WHERE list = :list AND post < :below AND post > :above ORDER BY post "
                                + (page.upwards() ? "ASC" : "DESC") + " LIMIT :limit")
                .bind("list", list)
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> new PostId(row.getLong("post")))
                .list();
        return page.upwards() ? listed.reversed() : listed;
    }

    /// Which of these lists a post has reached.
    List<Long> reached(Tx tx, PostId post, Collection<Long> lists) {
        return tx.query("SELECT list FROM list_entry WHERE post = :post AND list IN (<lists>)")
                .bind("post", post.value())
                .bindList("lists", List.copyOf(lists))
                .mapTo(Long.class)
                .list();
    }

    List<Long> longer(Tx tx, int keep, int limit) {
        return tx.query("SELECT list FROM list_entry GROUP BY list HAVING count(*) > :keep ORDER BY list LIMIT :limit")
                .bind("keep", keep)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    void trim(Tx tx, long list, int keep) {
        tx.change("""
                        DELETE FROM list_entry WHERE list = :list AND post < (
                            SELECT e.post FROM list_entry e WHERE e.list = :list ORDER BY e.post DESC LIMIT 1 OFFSET :keep)
                        """).bind("list", list).bind("keep", keep).execute();
    }

    void forget(Tx tx, ActorId actor) {
        tx.change("DELETE FROM list_member WHERE actor = :actor")
                .bind("actor", actor.value())
                .execute();
    }
}
