// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Instant;
import java.util.List;
import org.allmende.base.ActorId;
import org.allmende.database.Tx;

/// The `early` table: what somebody has sent whom a member here has asked to follow, before their answer.
final class EarlyStore {

    void add(Tx tx, long id, ActorId actor, String payload, Instant now) {
        tx.change("INSERT INTO early (id, actor, payload, at) VALUES (:id, :actor, :payload, :at)")
                .bind("id", id)
                .bind("actor", actor.value())
                .bind("payload", payload)
                .bind("at", now.toEpochMilli())
                .execute();
    }

    int count(Tx tx) {
        return tx.query("SELECT count(*) FROM early").mapTo(Integer.class).one();
    }

    int count(Tx tx, ActorId actor) {
        return tx.query("SELECT count(*) FROM early WHERE actor = :actor")
                .bind("actor", actor.value())
                .mapTo(Integer.class)
                .one();
    }

    /// In the order in which they came. They are forgotten with this.
    List<String> take(Tx tx, ActorId actor, Instant since, int limit) {
        var payloads = tx.query(
                        "SELECT payload FROM early WHERE actor = :actor AND at >= :since ORDER BY id LIMIT :limit")
                .bind("actor", actor.value())
                .bind("since", since.toEpochMilli())
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
        tx.change("DELETE FROM early WHERE actor = :actor")
                .bind("actor", actor.value())
                .execute();
        return payloads;
    }

    void forget(Tx tx, Instant before) {
        tx.change("DELETE FROM early WHERE at < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }
}
