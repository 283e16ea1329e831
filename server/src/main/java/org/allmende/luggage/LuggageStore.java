// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.luggage;

import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Tx;

/// The tables `luggage` and `luggage_line`.
final class LuggageStore {

    record Line(int number, String text) {}

    record Owned(ActorId owner, Trunk.Kind kind) {}

    void add(Tx tx, long id, ActorId owner, Trunk.Kind kind, List<String> lines) {
        tx.change("INSERT INTO luggage (id, owner, kind, total, failed) VALUES (:id, :owner, :kind, :total, 0)")
                .bind("id", id)
                .bind("owner", owner.value())
                .bind("kind", kind.name())
                .bind("total", lines.size())
                .execute();
        var batch = tx.batch(
                "INSERT INTO luggage_line (luggage, line, text, failed) VALUES (:luggage, :line, :text, FALSE)");
        for (var i = 0; i < lines.size(); i++) {
            batch.bind("luggage", id).bind("line", i).bind("text", lines.get(i)).add();
        }
        batch.execute();
    }

    Optional<Owned> find(Tx tx, long id) {
        return tx.query("SELECT owner, kind FROM luggage WHERE id = :id")
                .bind("id", id)
                .map((row, _) ->
                        new Owned(new ActorId(row.getLong("owner")), Trunk.Kind.valueOf(row.getString("kind"))))
                .findOne();
    }

    List<Line> next(Tx tx, long id, int limit) {
        return tx.query(
                        "SELECT line, text FROM luggage_line WHERE luggage = :id AND NOT failed ORDER BY line LIMIT :limit")
                .bind("id", id)
                .bind("limit", limit)
                .map((row, _) -> new Line(row.getInt("line"), row.getString("text")))
                .list();
    }

    void done(Tx tx, long id, int line) {
        tx.change("DELETE FROM luggage_line WHERE luggage = :id AND line = :line")
                .bind("id", id)
                .bind("line", line)
                .execute();
    }

    /// The line stays for the report while there are few.
    void failed(Tx tx, long id, int line, int kept) {
        tx.change("UPDATE luggage SET failed = failed + 1 WHERE id = :id")
                .bind("id", id)
                .execute();
        tx.change("UPDATE luggage_line SET failed = TRUE WHERE luggage = :id AND line = :line")
                .bind("id", id)
                .bind("line", line)
                .execute();
        tx.change("DELETE FROM luggage_line WHERE luggage = :id AND line = :line"
                        + " AND (SELECT l.failed FROM luggage l WHERE l.id = :id) > :kept")
                .bind("id", id)
                .bind("line", line)
                .bind("kept", kept)
                .execute();
    }

    List<Trunk> of(Tx tx, ActorId owner, int limit) {
        return tx.query("""
                        SELECT l.*, (SELECT count(*) FROM luggage_line w WHERE w.luggage = l.id AND NOT w.failed) AS waiting
                        FROM luggage l WHERE l.owner = :owner ORDER BY l.id DESC LIMIT :limit
                        """)
                .bind("owner", owner.value())
                .bind("limit", limit)
                .map((row, _) -> new Trunk(
                        row.getLong("id"),
                        Trunk.Kind.valueOf(row.getString("kind")),
                        row.getInt("total"),
                        row.getInt("waiting"),
                        row.getInt("failed"),
                        List.of(),
                        Ids.time(row.getLong("id"))))
                .list();
    }

    List<String> failures(Tx tx, long id, int limit) {
        return tx.query("SELECT text FROM luggage_line WHERE luggage = :id AND failed ORDER BY line LIMIT :limit")
                .bind("id", id)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    void forget(Tx tx, ActorId owner) {
        tx.change("DELETE FROM luggage_line WHERE luggage IN (SELECT id FROM luggage WHERE owner = :owner)")
                .bind("owner", owner.value())
                .execute();
        tx.change("DELETE FROM luggage WHERE owner = :owner")
                .bind("owner", owner.value())
                .execute();
    }
}
