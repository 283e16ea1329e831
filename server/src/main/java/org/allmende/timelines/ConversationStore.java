// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Tx;

/// The tables `conversation` and `conversation_post`.
final class ConversationStore {

    record Row(long id, PostId last, boolean unread) {}

    /// What somebody is told. `people` stands for everybody else who takes part.
    record Entry(ActorId reader, ActorId author, PostId post, String people) {}

    private static final String ADD = """
            INSERT INTO conversation (id, reader, thread, people, last_post, unread)
            SELECT :id, r.id, p.thread, :people, p.id, r.id <> :actor
            FROM actor r JOIN post p ON p.id = :post
            WHERE r.id = :reader AND\s""" + Earshot.WITHIN + """
            ON CONFLICT (reader, thread, people) DO UPDATE SET unread = excluded.unread,
                last_post = CASE WHEN excluded.last_post > conversation.last_post
                                 THEN excluded.last_post ELSE conversation.last_post END
            """;

    private static final String OF = """
            SELECT c.id FROM conversation c JOIN post p ON p.thread = c.thread
            WHERE c.reader = :reader AND c.people = :people AND p.id = :post
            """;

    private static final String LETTERS = """
            SELECT DISTINCT q.post FROM conversation c JOIN conversation_post q ON q.conversation = c.id
            WHERE c.reader = :reader AND q.post < :below AND q.post > :above
            ORDER BY q.post\s""";

    private static final String FRESH = " WHERE reader = :reader AND thread = :thread AND unread";

    /// Empty where the reader is not told.
    Optional<Long> add(Tx tx, long id, Entry entry, long now) {
        var added = tx.change(ADD)
                .bind("id", id)
                .bind("reader", entry.reader().value())
                .bind("actor", entry.author().value())
                .bind("post", entry.post().value())
                .bind("people", entry.people())
                .bind("now", now)
                .execute();
        if (added == 0) {
            return Optional.empty();
        }
        var conversation = tx.query(OF)
                .bind("reader", entry.reader().value())
                .bind("people", entry.people())
                .bind("post", entry.post().value())
                .mapTo(Long.class)
                .one();
        tx.change("INSERT INTO conversation_post (conversation, post) VALUES (:conversation, :post)"
                        + " ON CONFLICT DO NOTHING")
                .bind("conversation", conversation)
                .bind("post", entry.post().value())
                .execute();
        return Optional.of(conversation);
    }

    /// A post is gone: what was said before it is the last word now.
    void drop(Tx tx, PostId post) {
        var touched = tx.query("SELECT conversation FROM conversation_post WHERE post = :post ORDER BY conversation")
                .bind("post", post.value())
                .mapTo(Long.class)
                .list();
        if (touched.isEmpty()) {
            return;
        }
        tx.change("DELETE FROM conversation_post WHERE post = :post")
                .bind("post", post.value())
                .execute();
        for (var id : touched) {
            tx.change("""
                            DELETE FROM conversation WHERE id = :id
                              AND NOT EXISTS (SELECT 1 FROM conversation_post q WHERE q.conversation = :id)
                            """).bind("id", id).execute();
            tx.change("""
                            UPDATE conversation SET last_post =
                                (SELECT max(q.post) FROM conversation_post q WHERE q.conversation = :id)
                            WHERE id = :id
                            """).bind("id", id).execute();
        }
    }

    List<Row> page(Tx tx, ActorId reader, Page page) {
        var listed = tx.query("SELECT id, last_post, unread FROM conversation WHERE reader = :reader"
                        + " AND last_post < :below AND last_post > :above ORDER BY last_post "
                        + (page.upwards() ? "ASC" : "DESC") + " LIMIT :limit")
                .bind("reader", reader.value())
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> row(row))
                .list();
        return page.upwards() ? listed.reversed() : listed;
    }

    Optional<Row> find(Tx tx, ActorId reader, long id) {
        return tx.query("SELECT id, last_post, unread FROM conversation WHERE reader = :reader AND id = :id")
                .bind("reader", reader.value())
                .bind("id", id)
                .map((row, _) -> row(row))
                .findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getLong("id"), new PostId(row.getLong("last_post")), row.getBoolean("unread"));
    }

    List<PostId> letters(Tx tx, ActorId reader, Page page) {
        var listed = tx.query(LETTERS + (page.upwards() ? "ASC" : "DESC") + " LIMIT :limit")
                .bind("reader", reader.value())
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> new PostId(row.getLong("post")))
                .list();
        return page.upwards() ? listed.reversed() : listed;
    }

    boolean mark(Tx tx, ActorId reader, long id, boolean unread) {
        return tx.change("UPDATE conversation SET unread = :unread WHERE reader = :reader AND id = :id")
                        .bind("unread", unread)
                        .bind("reader", reader.value())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    boolean unreadIn(Tx tx, ActorId reader, PostId thread) {
        return tx.query("SELECT id FROM conversation" + FRESH + " LIMIT 1")
                .bind("reader", reader.value())
                .bind("thread", thread.value())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    void read(Tx tx, ActorId reader, PostId thread) {
        tx.change("UPDATE conversation SET unread = FALSE" + FRESH)
                .bind("reader", reader.value())
                .bind("thread", thread.value())
                .execute();
    }

    boolean remove(Tx tx, ActorId reader, long id) {
        tx.change("""
                        DELETE FROM conversation_post WHERE conversation IN
                            (SELECT id FROM conversation WHERE reader = :reader AND id = :id)
                        """).bind("reader", reader.value()).bind("id", id).execute();
        return tx.change("DELETE FROM conversation WHERE reader = :reader AND id = :id")
                        .bind("reader", reader.value())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    int unread(Tx tx, ActorId reader, int limit) {
        return tx.query("""
                        SELECT count(*) FROM (
                            SELECT c.id FROM conversation c JOIN post p ON p.id = c.last_post
                            JOIN actor a ON a.id = p.author
                            WHERE c.reader = :reader AND c.unread AND p.deleted_at IS NULL
                              AND a.suspended_at IS NULL AND a.erased_at IS NULL
                              AND NOT EXISTS (SELECT 1 FROM block b WHERE (b.actor = :reader AND b.target = a.id)
                                                                       OR (b.actor = a.id AND b.target = :reader))
                              AND NOT EXISTS (SELECT 1 FROM mute m WHERE m.actor = :reader AND m.target = a.id)
                              AND NOT EXISTS (SELECT 1 FROM avoided_domain v
                                              WHERE v.actor = :reader AND v.domain = a.domain)
                            ORDER BY c.id LIMIT :limit) AS fresh
                        """)
                .bind("reader", reader.value())
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one();
    }

    /// What somebody who leaves said goes, and so do their own conversations.
    void forget(Tx tx, ActorId reader) {
        var said = "(SELECT id FROM post WHERE author = :author AND reach = 'DIRECT')";
        tx.change("DELETE FROM conversation_post WHERE post IN " + said)
                .bind("author", reader.value())
                .execute();
        tx.change("DELETE FROM conversation WHERE last_post IN " + said
                        + " AND NOT EXISTS (SELECT 1 FROM conversation_post q WHERE q.conversation = conversation.id)")
                .bind("author", reader.value())
                .execute();
        tx.change("UPDATE conversation SET last_post = (SELECT max(q.post) FROM conversation_post q"
                        + " WHERE q.conversation = conversation.id) WHERE last_post IN " + said)
                .bind("author", reader.value())
                .execute();
        tx.change("""
                        DELETE FROM conversation_post WHERE conversation IN
                            (SELECT id FROM conversation WHERE reader = :reader)
                        """).bind("reader", reader.value()).execute();
        tx.change("DELETE FROM conversation WHERE reader = :reader")
                .bind("reader", reader.value())
                .execute();
    }
}
