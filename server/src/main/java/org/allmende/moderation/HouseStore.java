// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.database.Tx;

/// The tables `rule` and `house_text`.
final class HouseStore {

    List<Rule> rules(Tx tx) {
        return tx.query("SELECT id, text, hint FROM rule ORDER BY position, id LIMIT " + Rule.COUNT_MAX)
                .map((row, _) -> new Rule(row.getLong("id"), row.getString("text"), row.getString("hint")))
                .list();
    }

    /// Adds a rule at the end, unless the number is taken: two nodes that furnish the same house write it once.
    void add(Tx tx, Rule rule, Instant written) {
        tx.change("INSERT INTO rule (id, position, text, hint, written)"
                        + " VALUES (:id, (SELECT coalesce(max(position), 0) + 1 FROM rule), :text, :hint, :written)"
                        + " ON CONFLICT (id) DO NOTHING")
                .bind("id", rule.id())
                .bind("text", rule.text())
                .bind("hint", rule.hint())
                .bind("written", written.toEpochMilli())
                .execute();
    }

    boolean edit(Tx tx, Rule rule, Instant written) {
        return tx.change("UPDATE rule SET written = CASE WHEN text = :text THEN written ELSE :written END,"
                                + " text = :text, hint = :hint WHERE id = :id")
                        .bind("id", rule.id())
                        .bind("text", rule.text())
                        .bind("hint", rule.hint())
                        .bind("written", written.toEpochMilli())
                        .execute()
                > 0;
    }

    void place(Tx tx, long id, int position) {
        tx.change("UPDATE rule SET position = :position WHERE id = :id")
                .bind("id", id)
                .bind("position", position)
                .execute();
    }

    boolean remove(Tx tx, long id) {
        return tx.change("DELETE FROM rule WHERE id = :id").bind("id", id).execute() > 0;
    }

    Optional<HouseText> newest(Tx tx, HouseText.Kind kind) {
        return versions(tx, kind, 1).stream().findFirst();
    }

    List<HouseText> versions(Tx tx, HouseText.Kind kind, int limit) {
        return tx.query("SELECT source, html, written FROM house_text WHERE kind = :kind ORDER BY id DESC LIMIT :limit")
                .bind("kind", kind.name())
                .bind("limit", limit)
                .map((row, _) -> new HouseText(
                        kind,
                        row.getString("source"),
                        row.getString("html"),
                        Instant.ofEpochMilli(row.getLong("written"))))
                .list();
    }

    void write(Tx tx, long id, HouseText text) {
        tx.change("INSERT INTO house_text (id, kind, source, html, written)"
                        + " VALUES (:id, :kind, :source, :html, :written) ON CONFLICT (id) DO NOTHING")
                .bind("id", id)
                .bind("kind", text.kind().name())
                .bind("source", text.source())
                .bind("html", text.html())
                .bind("written", text.written().toEpochMilli())
                .execute();
    }

    /// When the rules or the terms were last changed.
    Instant termsWritten(Tx tx) {
        return tx.query("SELECT coalesce(max(written), 0) AS newest FROM (SELECT written FROM rule"
                        + " UNION ALL SELECT written FROM house_text WHERE kind = 'TERMS') AS written")
                .map((row, _) -> Instant.ofEpochMilli(row.getLong("newest")))
                .one();
    }
}
