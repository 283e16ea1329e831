// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The `one_time_link` table.
final class LinkStore {

    private static final String ADD = """
            INSERT INTO one_time_link (secret_hash, purpose, actor, expires) VALUES (:hash, :purpose, :actor, :expires)
            """;

    private static final String HOLDS = "secret_hash = :hash AND purpose = :purpose AND expires > :now";

    void add(Tx tx, String hash, OneTimeLinks.Link link, Instant expires) {
        tx.change(ADD)
                .bind("hash", hash)
                .bind("purpose", link.purpose().name())
                .bind("actor", link.actor().map(ActorId::value).orElse(null))
                .bind("expires", expires.toEpochMilli())
                .execute();
    }

    Optional<OneTimeLinks.Link> find(Tx tx, String hash, OneTimeLinks.Purpose purpose, Instant now) {
        return tx.query("SELECT purpose, actor FROM one_time_link WHERE " + HOLDS)
                .bind("hash", hash)
                .bind("purpose", purpose.name())
                .bind("now", now.toEpochMilli())
                .map((row, _) -> link(row))
                .findOne();
    }

    Optional<OneTimeLinks.Link> take(Tx tx, String hash, OneTimeLinks.Purpose purpose, Instant now) {
        return tx.query("DELETE FROM one_time_link WHERE " + HOLDS + " RETURNING purpose, actor")
                .bind("hash", hash)
                .bind("purpose", purpose.name())
                .bind("now", now.toEpochMilli())
                .map((row, _) -> link(row))
                .findOne();
    }

    void remove(Tx tx, OneTimeLinks.Purpose purpose, Optional<ActorId> actor) {
        tx.change("DELETE FROM one_time_link WHERE purpose = :purpose AND coalesce(actor, 0) = :actor")
                .bind("purpose", purpose.name())
                .bind("actor", actor.map(ActorId::value).orElse(0L))
                .execute();
    }

    void forget(Tx tx, ActorId actor) {
        tx.change("DELETE FROM one_time_link WHERE actor = :actor")
                .bind("actor", actor.value())
                .execute();
    }

    void removeExpired(Tx tx, Instant now) {
        tx.change("DELETE FROM one_time_link WHERE expires <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private static OneTimeLinks.Link link(ResultSet row) throws SQLException {
        return new OneTimeLinks.Link(
                OneTimeLinks.Purpose.valueOf(row.getString("purpose")),
                Columns.number(row, "actor").map(ActorId::new));
    }
}
