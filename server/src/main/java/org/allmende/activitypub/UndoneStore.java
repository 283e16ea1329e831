// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Instant;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.database.Tx;

/// The `undone` table: activities that were taken back before they arrived.
final class UndoneStore {

    void add(Tx tx, ActorId actor, String activity, Instant now) {
        tx.change("INSERT INTO undone (actor, activity, since) VALUES (:actor, :activity, :now) ON CONFLICT DO NOTHING")
                .bind("actor", actor.value())
                .bind("activity", activity)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    Optional<Instant> since(Tx tx, ActorId actor, String activity) {
        return tx.query("SELECT since FROM undone WHERE actor = :actor AND activity = :activity")
                .bind("actor", actor.value())
                .bind("activity", activity)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /// Since when it is undone, which is forgotten with this.
    Optional<Instant> take(Tx tx, ActorId actor, String activity) {
        return tx.query("DELETE FROM undone WHERE actor = :actor AND activity = :activity RETURNING since")
                .bind("actor", actor.value())
                .bind("activity", activity)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    void forget(Tx tx, Instant before) {
        tx.change("DELETE FROM undone WHERE since < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }
}
