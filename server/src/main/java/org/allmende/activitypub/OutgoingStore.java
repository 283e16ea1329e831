// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Instant;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.database.Tx;

/// The `outgoing` table: the body of an activity on its way, once for all the inboxes that it goes to.
final class OutgoingStore {

    record OutgoingRow(ActorId actor, String body) {}

    /// False where this very sending was written down before.
    boolean add(Tx tx, long id, ActorId actor, String body, Instant now) {
        return tx.change("""
                        INSERT INTO outgoing (id, actor, body, created) VALUES (:id, :actor, :body, :now)
                        ON CONFLICT (id) DO NOTHING
                        """)
                        .bind("id", id)
                        .bind("actor", actor.value())
                        .bind("body", body)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    Optional<OutgoingRow> find(Tx tx, long id) {
        return tx.query("SELECT actor, body FROM outgoing WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> new OutgoingRow(new ActorId(row.getLong("actor")), row.getString("body")))
                .findOne();
    }

    void forget(Tx tx, Instant before) {
        tx.change("DELETE FROM outgoing WHERE created < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }
}
