// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Emoji;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The tables `announcement`, `announcement_read` and `announcement_reaction`.
final class AnnouncementStore {

    private static final String SEEN = """
            SELECT id, source, html, ends, changed, EXISTS (SELECT 1 FROM announcement_read r
                WHERE r.announcement = announcement.id AND r.reader = :reader) AS seen
            FROM announcement WHERE (ends IS NULL OR ends > :now)
            """;

    void add(Tx tx, long id, String source, String html, Optional<Instant> ends, Instant now) {
        tx.change(
                        "INSERT INTO announcement (id, source, html, ends, changed) VALUES (:id, :source, :html, :ends, :now)")
                .bind("id", id)
                .bind("source", source)
                .bind("html", html)
                .bind("ends", ends.map(Instant::toEpochMilli).orElse(null))
                .bind("now", now.toEpochMilli())
                .execute();
    }

    boolean change(Tx tx, long id, String source, String html, Instant now) {
        return tx.change("UPDATE announcement SET source = :source, html = :html, changed = :now WHERE id = :id")
                        .bind("id", id)
                        .bind("source", source)
                        .bind("html", html)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    boolean remove(Tx tx, long id) {
        for (var table : List.of("announcement_read", "announcement_reaction")) {
            tx.change("DELETE FROM " + table + " WHERE announcement = :id")
                    .bind("id", id)
                    .execute();
        }
        return tx.change("DELETE FROM announcement WHERE id = :id")
                        .bind("id", id)
                        .execute()
                == 1;
    }

    List<Announcement> list(Tx tx, ActorId reader, Instant now, int limit) {
        return tx
                .query(SEEN + " ORDER BY id DESC LIMIT :limit")
                .bind("reader", reader.value())
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, _) -> announcement(row))
                .list()
                .stream()
                .map(one -> answered(tx, one, reader))
                .toList();
    }

    Optional<Announcement> find(Tx tx, ActorId reader, long id, Instant now) {
        return tx.query(SEEN + " AND id = :id")
                .bind("reader", reader.value())
                .bind("now", now.toEpochMilli())
                .bind("id", id)
                .map((row, _) -> announcement(row))
                .findOne()
                .map(one -> answered(tx, one, reader));
    }

    private static Announcement announcement(ResultSet row) throws SQLException {
        return new Announcement(
                row.getLong("id"),
                row.getString("source"),
                row.getString("html"),
                Columns.time(row, "ends"),
                Ids.time(row.getLong("id")),
                Instant.ofEpochMilli(row.getLong("changed")),
                row.getBoolean("seen"),
                List.of());
    }

    private static Announcement answered(Tx tx, Announcement one, ActorId reader) {
        var answers = tx.query("""
                        SELECT emoji, count(*) AS people, sum(CASE WHEN reader = :reader THEN 1 ELSE 0 END) AS mine
                        FROM announcement_reaction WHERE announcement = :id
                        GROUP BY emoji ORDER BY people DESC, emoji LIMIT :limit
                        """)
                .bind("id", one.id())
                .bind("reader", reader.value())
                .bind("limit", Announcements.EMOJI_MAX)
                .map((row, _) -> Emoji.parse(row.getString("emoji")).map(emoji -> answer(emoji, row)))
                .list();
        return new Announcement(
                one.id(),
                one.source(),
                one.html(),
                one.ends(),
                one.said(),
                one.changed(),
                one.read(),
                answers.stream().flatMap(Optional::stream).toList());
    }

    private static Announcement.Answer answer(Emoji emoji, ResultSet row) {
        try {
            return new Announcement.Answer(emoji, row.getLong("people"), row.getLong("mine") > 0);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long unread(Tx tx, ActorId reader, Instant now) {
        return tx.query("""
                        SELECT count(*) FROM announcement WHERE (ends IS NULL OR ends > :now) AND NOT EXISTS (
                            SELECT 1 FROM announcement_read r WHERE r.announcement = announcement.id AND r.reader = :reader)
                        """)
                .bind("reader", reader.value())
                .bind("now", now.toEpochMilli())
                .mapTo(Long.class)
                .one();
    }

    void read(Tx tx, ActorId reader, long id) {
        tx.change("INSERT INTO announcement_read (announcement, reader) VALUES (:id, :reader)"
                        + " ON CONFLICT (announcement, reader) DO NOTHING")
                .bind("id", id)
                .bind("reader", reader.value())
                .execute();
    }

    boolean react(Tx tx, ActorId reader, long id, Emoji emoji) {
        return tx.change("INSERT INTO announcement_reaction (announcement, reader, emoji) VALUES (:id, :reader, :emoji)"
                                + " ON CONFLICT (announcement, reader, emoji) DO NOTHING")
                        .bind("id", id)
                        .bind("reader", reader.value())
                        .bind("emoji", emoji.code())
                        .execute()
                == 1;
    }

    boolean unreact(Tx tx, ActorId reader, long id, Emoji emoji) {
        return tx.change("DELETE FROM announcement_reaction WHERE announcement = :id AND reader = :reader"
                                + " AND emoji = :emoji")
                        .bind("id", id)
                        .bind("reader", reader.value())
                        .bind("emoji", emoji.code())
                        .execute()
                == 1;
    }

    void forget(Tx tx, ActorId reader) {
        for (var table : List.of("announcement_read", "announcement_reaction")) {
            tx.change("DELETE FROM " + table + " WHERE reader = :reader")
                    .bind("reader", reader.value())
                    .execute();
        }
    }
}
