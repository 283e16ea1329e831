// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.util.List;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.database.Tx;

/// The `endorsement` table.
final class EndorsementStore {

    private static final String ADD = """
            INSERT INTO endorsement (id, actor, target) VALUES (:id, :actor, :target)
            ON CONFLICT (actor, target) DO NOTHING
            """;

    private static final String OF = """
            SELECT id, target AS actor FROM endorsement e WHERE e.actor = :owner
              AND NOT EXISTS (SELECT 1 FROM actor a WHERE a.id = e.target
                              AND (a.suspended_at IS NOT NULL OR a.erased_at IS NOT NULL))""";

    boolean add(Tx tx, long id, ActorId actor, ActorId target) {
        return tx.change(ADD)
                        .bind("id", id)
                        .bind("actor", actor.value())
                        .bind("target", target.value())
                        .execute()
                == 1;
    }

    boolean remove(Tx tx, ActorId actor, ActorId target) {
        return tx.change("DELETE FROM endorsement WHERE actor = :actor AND target = :target")
                        .bind("actor", actor.value())
                        .bind("target", target.value())
                        .execute()
                == 1;
    }

    List<ListStore.Entry> of(Tx tx, ActorId actor, Page page) {
        return ListStore.page(tx, OF, actor, page);
    }

    void forget(Tx tx, ActorId actor) {
        tx.change("DELETE FROM endorsement WHERE actor = :actor OR target = :actor")
                .bind("actor", actor.value())
                .execute();
    }
}
