// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The `relay` table.
final class RelayStore {

    boolean add(Tx tx, Relay relay) {
        return tx.change("INSERT INTO relay (id, inbox, actor, state) VALUES (:id, :inbox, :actor, :state)"
                                + " ON CONFLICT (inbox) DO NOTHING")
                        .bind("id", relay.id())
                        .bind("inbox", relay.inbox())
                        .bind("actor", relay.actor().orElse(null))
                        .bind("state", relay.state().name())
                        .execute()
                == 1;
    }

    List<Relay> all(Tx tx) {
        return tx.query("SELECT id, inbox, actor, state FROM relay ORDER BY id")
                .map((row, _) -> relay(row))
                .list();
    }

    Optional<Relay> find(Tx tx, long id) {
        return tx.query("SELECT id, inbox, actor, state FROM relay WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> relay(row))
                .findOne();
    }

    Optional<Relay> byActor(Tx tx, String actor) {
        return tx.query("SELECT id, inbox, actor, state FROM relay WHERE actor = :actor")
                .bind("actor", actor)
                .map((row, _) -> relay(row))
                .findFirst();
    }

    void answered(Tx tx, long id, String actor, Relay.State state) {
        tx.change("UPDATE relay SET actor = :actor, state = :state WHERE id = :id")
                .bind("id", id)
                .bind("actor", actor)
                .bind("state", state.name())
                .execute();
    }

    boolean remove(Tx tx, long id) {
        return tx.change("DELETE FROM relay WHERE id = :id").bind("id", id).execute() == 1;
    }

    List<String> inboxes(Tx tx) {
        return tx.query("SELECT inbox FROM relay WHERE state = 'ON' ORDER BY id")
                .mapTo(String.class)
                .list();
    }

    private static Relay relay(ResultSet row) throws SQLException {
        return new Relay(
                row.getLong("id"),
                row.getString("inbox"),
                Columns.text(row, "actor"),
                Relay.State.valueOf(row.getString("state")));
    }
}
