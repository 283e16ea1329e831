// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The `gathering` table: when we last went to look for what is missing, and what came of it.
final class GatheringStore {

    /// What is looked for.
    enum Kind {
        THREAD,
        PERSON,
        PINS,
        POLL
    }

    record GatheringRow(Instant begun, Optional<Instant> ended, int found, int vain) {}

    private static final String BEGIN = """
            INSERT INTO gathering (kind, subject, begun, ended, found, vain)
            VALUES (:kind, :subject, :now, NULL, 0, 0)
            ON CONFLICT (kind, subject) DO UPDATE SET begun = excluded.begun, ended = NULL, found = 0
            """;

    private static final String END = """
            UPDATE gathering SET ended = :now, vain = CASE WHEN found = 0 THEN vain + 1 ELSE 0 END
            WHERE kind = :kind AND subject = :subject
            """;

    Optional<GatheringRow> find(Tx tx, Kind kind, long subject) {
        return tx.query("SELECT begun, ended, found, vain FROM gathering WHERE kind = :kind AND subject = :subject")
                .bind("kind", kind.name())
                .bind("subject", subject)
                .map((row, _) -> gathering(row))
                .findOne();
    }

    private static GatheringRow gathering(ResultSet row) throws SQLException {
        return new GatheringRow(
                Instant.ofEpochMilli(row.getLong("begun")),
                Columns.time(row, "ended"),
                row.getInt("found"),
                row.getInt("vain"));
    }

    void begin(Tx tx, Kind kind, long subject, Instant now) {
        tx.change(BEGIN)
                .bind("kind", kind.name())
                .bind("subject", subject)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void found(Tx tx, Kind kind, long subject, int found) {
        tx.change("UPDATE gathering SET found = :found WHERE kind = :kind AND subject = :subject")
                .bind("kind", kind.name())
                .bind("subject", subject)
                .bind("found", found)
                .execute();
    }

    void end(Tx tx, Kind kind, long subject, Instant now) {
        tx.change(END)
                .bind("kind", kind.name())
                .bind("subject", subject)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void forget(Tx tx, Instant before) {
        tx.change("DELETE FROM gathering WHERE begun < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }
}
