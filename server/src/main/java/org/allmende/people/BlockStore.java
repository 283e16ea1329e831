// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.database.Tx;

/// The `block` table.
final class BlockStore {

    private static final String ADD = """
            INSERT INTO block (id, actor, target, activity) VALUES (:id, :actor, :target, :activity)
            ON CONFLICT (actor, target) DO NOTHING
            """;

    private static final String BETWEEN = """
            SELECT id FROM block WHERE (actor = :one AND target = :other) OR (actor = :other AND target = :one)
            UNION ALL
            SELECT v.id FROM avoided_domain v JOIN actor a ON a.domain = v.domain
            WHERE (v.actor = :one AND a.id = :other) OR (v.actor = :other AND a.id = :one)
            LIMIT 1
            """;

    boolean add(Tx tx, long id, ActorId actor, ActorId target, String activity) {
        return tx.change(ADD)
                        .bind("id", id)
                        .bind("actor", actor.value())
                        .bind("target", target.value())
                        .bind("activity", activity)
                        .execute()
                == 1;
    }

    boolean remove(Tx tx, ActorId actor, ActorId target) {
        return tx.change("DELETE FROM block WHERE actor = :actor AND target = :target")
                        .bind("actor", actor.value())
                        .bind("target", target.value())
                        .execute()
                == 1;
    }

    boolean between(Tx tx, ActorId one, ActorId other) {
        return tx.query(BETWEEN)
                .bind("one", one.value())
                .bind("other", other.value())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    List<ActorId> localBlockers(Tx tx, ActorId target, ActorId after, int limit) {
        return tx.query("""
                        SELECT block.actor FROM block JOIN actor ON actor.id = block.actor
                        WHERE target = :target AND domain = '' AND block.actor > :after
                        ORDER BY block.actor LIMIT :limit
                        """)
                .bind("target", target.value())
                .bind("after", after.value())
                .bind("limit", limit)
                .map((row, _) -> new ActorId(row.getLong("actor")))
                .list();
    }

    Optional<String> activityOf(Tx tx, ActorId actor, ActorId target) {
        return tx.query("SELECT activity FROM block WHERE actor = :actor AND target = :target")
                .bind("actor", actor.value())
                .bind("target", target.value())
                .mapTo(String.class)
                .findOne();
    }

    List<ListStore.Entry> of(Tx tx, ActorId actor, Page page) {
        return ListStore.page(tx, "SELECT id, target AS actor FROM block WHERE actor = :owner", actor, page);
    }

    void forget(Tx tx, ActorId actor) {
        tx.change("DELETE FROM block WHERE actor = :actor OR target = :actor")
                .bind("actor", actor.value())
                .execute();
    }
}
