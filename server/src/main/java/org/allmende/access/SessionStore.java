// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.database.Tx;

/// The `session` table.
final class SessionStore {

    private static final String ADD = """
            INSERT INTO session (id, token_hash, actor, csrf, browser, created, seen, expires)
            VALUES (:id, :hash, :actor, :csrf, :browser, :created, :seen, :expires)
            """;

    // Only of who may come in now: an account closed or suspended a moment ago opens no door.
    private static final String FIND = """
            SELECT session.id, session.actor, csrf, browser, session.created, seen
            FROM session JOIN account ON account.actor = session.actor JOIN actor ON actor.id = session.actor
            WHERE token_hash = :hash AND expires > :now AND state = 'ACTIVE' AND suspended_at IS NULL
            """;

    private static final String OF = """
            SELECT id, actor, csrf, browser, created, seen FROM session
            WHERE actor = :actor AND expires > :now ORDER BY seen DESC, id DESC LIMIT :limit
            """;

    private static final String END_OLDEST = """
            DELETE FROM session WHERE id IN
                (SELECT id FROM session WHERE actor = :actor ORDER BY seen DESC, id DESC LIMIT 1000 OFFSET :kept)
            RETURNING id
            """;

    void add(Tx tx, Session session, String hash, Instant expires) {
        tx.change(ADD)
                .bind("id", session.id())
                .bind("hash", hash)
                .bind("actor", session.actor().value())
                .bind("csrf", session.csrf())
                .bind("browser", session.browser())
                .bind("created", session.created().toEpochMilli())
                .bind("seen", session.seen().toEpochMilli())
                .bind("expires", expires.toEpochMilli())
                .execute();
    }

    Optional<Session> find(Tx tx, String hash, Instant now) {
        return tx.query(FIND)
                .bind("hash", hash)
                .bind("now", now.toEpochMilli())
                .map((row, _) -> session(row))
                .findOne();
    }

    List<Session> of(Tx tx, ActorId actor, Instant now, int limit) {
        return tx.query(OF)
                .bind("actor", actor.value())
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, _) -> session(row))
                .list();
    }

    void touch(Tx tx, long id, Instant seen, Instant expires) {
        tx.change("UPDATE session SET seen = :seen, expires = :expires WHERE id = :id")
                .bind("id", id)
                .bind("seen", seen.toEpochMilli())
                .bind("expires", expires.toEpochMilli())
                .execute();
    }

    void end(Tx tx, ActorId actor, long id) {
        announce(
                tx,
                tx.query("DELETE FROM session WHERE actor = :actor AND id = :id RETURNING id")
                        .bind("actor", actor.value())
                        .bind("id", id)
                        .mapTo(Long.class)
                        .list());
    }

    /// All but the one that is kept; 0 keeps none.
    void endAll(Tx tx, ActorId actor, long kept) {
        announce(
                tx,
                tx.query("DELETE FROM session WHERE actor = :actor AND id <> :kept RETURNING id")
                        .bind("actor", actor.value())
                        .bind("kept", kept)
                        .mapTo(Long.class)
                        .list());
    }

    void endOldest(Tx tx, ActorId actor, int kept) {
        announce(
                tx,
                tx.query(END_OLDEST)
                        .bind("actor", actor.value())
                        .bind("kept", kept)
                        .mapTo(Long.class)
                        .list());
    }

    private static void announce(Tx tx, List<Long> ended) {
        ended.forEach(id -> tx.announce(new Sessions.Ended(id)));
    }

    void removeExpired(Tx tx, Instant now) {
        tx.change("DELETE FROM session WHERE expires <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getLong("id"),
                new ActorId(row.getLong("actor")),
                row.getString("csrf"),
                row.getString("browser"),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("seen")));
    }
}
