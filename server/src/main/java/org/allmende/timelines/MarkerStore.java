// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.time.Instant;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.database.Tx;

/// The `marker` table.
final class MarkerStore {

    Optional<Markers.Marker> find(Tx tx, ActorId reader, String timeline) {
        return tx.query(
                        "SELECT last_read, version, updated FROM marker WHERE reader = :reader AND timeline = :timeline")
                .bind("reader", reader.value())
                .bind("timeline", timeline)
                .map((row, _) -> new Markers.Marker(
                        row.getLong("last_read"), row.getInt("version"), Instant.ofEpochMilli(row.getLong("updated"))))
                .findOne();
    }

    void forget(Tx tx, ActorId reader) {
        tx.change("DELETE FROM marker WHERE reader = :reader")
                .bind("reader", reader.value())
                .execute();
    }

    void set(Tx tx, ActorId reader, String timeline, long lastRead, Instant now) {
        tx.change("""
                        INSERT INTO marker (reader, timeline, last_read, version, updated)
                        VALUES (:reader, :timeline, :lastRead, 1, :now)
                        ON CONFLICT (reader, timeline) DO UPDATE
                        SET last_read = excluded.last_read, version = marker.version + 1, updated = excluded.updated
                        """)
                .bind("reader", reader.value())
                .bind("timeline", timeline)
                .bind("lastRead", lastRead)
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
