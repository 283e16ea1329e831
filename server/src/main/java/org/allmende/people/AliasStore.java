// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.database.Tx;

/// The tables `alias` and `moved`: who else somebody says they are, and where they went.
final class AliasStore {

    record Moved(ActorId target, Instant since) {}

    private record Pair(ActorId actor, ActorId target) {}

    private static final String MOVE = """
            INSERT INTO moved (actor, target, since) VALUES (:actor, :target, :since)
            ON CONFLICT (actor) DO UPDATE SET target = excluded.target, since = excluded.since
            """;

    List<String> aliases(Tx tx, ActorId actor) {
        return tx.query("SELECT address FROM alias WHERE actor = :actor ORDER BY address")
                .bind("actor", actor.value())
                .mapTo(String.class)
                .list();
    }

    boolean claims(Tx tx, ActorId actor, String address) {
        return tx.query("SELECT 1 FROM alias WHERE actor = :actor AND address = :address")
                .bind("actor", actor.value())
                .bind("address", address)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    void put(Tx tx, ActorId actor, Collection<String> addresses) {
        tx.change("DELETE FROM alias WHERE actor = :actor")
                .bind("actor", actor.value())
                .execute();
        if (addresses.isEmpty()) {
            return;
        }
        var batch = tx.batch("INSERT INTO alias (actor, address) VALUES (:actor, :address) ON CONFLICT DO NOTHING");
        addresses.forEach(address ->
                batch.bind("actor", actor.value()).bind("address", address).add());
        batch.execute();
    }

    Optional<Moved> moved(Tx tx, ActorId actor) {
        return tx.query("SELECT target, since FROM moved WHERE actor = :actor")
                .bind("actor", actor.value())
                .map((row, _) ->
                        new Moved(new ActorId(row.getLong("target")), Instant.ofEpochMilli(row.getLong("since"))))
                .findOne();
    }

    Map<ActorId, ActorId> targets(Tx tx, Collection<ActorId> actors) {
        var found = new HashMap<ActorId, ActorId>();
        for (var batch : PersonStore.batches(actors)) {
            tx.query("SELECT actor, target FROM moved WHERE actor IN (<ids>)")
                    .bindList("ids", batch)
                    .map((row, _) -> new Pair(new ActorId(row.getLong("actor")), new ActorId(row.getLong("target"))))
                    .forEach(pair -> found.put(pair.actor(), pair.target()));
        }
        return found;
    }

    void move(Tx tx, ActorId actor, ActorId target, Instant now) {
        tx.change(MOVE)
                .bind("actor", actor.value())
                .bind("target", target.value())
                .bind("since", now.toEpochMilli())
                .execute();
    }

    void forget(Tx tx, ActorId actor) {
        put(tx, actor, List.of());
        tx.change("DELETE FROM moved WHERE actor = :actor OR target = :actor")
                .bind("actor", actor.value())
                .execute();
    }
}
