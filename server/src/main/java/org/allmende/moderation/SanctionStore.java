// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.database.Tx;

/// The `sanction` table.
final class SanctionStore {

    private static final String COLUMNS = "actor, level, moderator, reason, since";

    Optional<Sanction> find(Tx tx, ActorId actor) {
        return tx.query("SELECT " + COLUMNS + " FROM sanction WHERE actor = :actor")
                .bind("actor", actor.value())
                .map((row, _) -> sanction(row))
                .findOne();
    }

    /// By the ids of the people.
    List<Sanction> list(Tx tx, Page page) {
        return tx
                .query("SELECT " + COLUMNS + " FROM sanction WHERE actor < :below AND actor > :above ORDER BY actor "
                        + (page.upwards() ? "ASC" : "DESC") + " LIMIT :limit")
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> sanction(row))
                .list()
                .stream()
                .sorted((one, other) -> other.actor().compareTo(one.actor()))
                .toList();
    }

    void put(Tx tx, Sanction sanction) {
        tx.change("INSERT INTO sanction (actor, level, moderator, reason, since)"
                        + " VALUES (:actor, :level, :moderator, :reason, :since) ON CONFLICT (actor) DO UPDATE SET"
                        + " level = excluded.level, moderator = excluded.moderator, reason = excluded.reason,"
                        + " since = excluded.since")
                .bind("actor", sanction.actor().value())
                .bind("level", sanction.level().name())
                .bind("moderator", sanction.moderator().value())
                .bind("reason", sanction.reason())
                .bind("since", sanction.since().toEpochMilli())
                .execute();
    }

    void delete(Tx tx, ActorId actor) {
        tx.change("DELETE FROM sanction WHERE actor = :actor")
                .bind("actor", actor.value())
                .execute();
    }

    private static Sanction sanction(ResultSet row) throws SQLException {
        return new Sanction(
                new ActorId(row.getLong("actor")),
                Level.valueOf(row.getString("level")),
                new ActorId(row.getLong("moderator")),
                row.getString("reason"),
                Instant.ofEpochMilli(row.getLong("since")));
    }
}
