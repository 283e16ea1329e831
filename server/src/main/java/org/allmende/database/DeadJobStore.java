// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.base.Ids;

/// The `job` table, as the administrator looks at it: what waits, and what was given up.
final class DeadJobStore {

    private static final String LANES = """
            SELECT lanes.kind, lanes.lane, amount, newest.reason, oldest_id, last FROM (
                SELECT kind, lane, count(*) AS amount, min(id) AS oldest_id, max(id) AS newest_id, max(tried) AS last
                FROM job WHERE dead GROUP BY kind, lane) AS lanes
            JOIN job AS newest ON newest.id = newest_id
            ORDER BY amount DESC, lanes.kind, lanes.lane LIMIT :limit
            """;

    private static final String ALIVE = "UPDATE job SET dead = FALSE, tries = 0, due = 0 WHERE dead";

    long waiting(Tx tx) {
        return tx.query("SELECT count(*) FROM job WHERE NOT dead")
                .mapTo(Long.class)
                .one();
    }

    Map<String, Long> waiting(Tx tx, String kind, Collection<String> lanes) {
        var waiting = new HashMap<String, Long>();
        if (!lanes.isEmpty()) {
            tx.query("""
                            SELECT lane, count(*) AS amount FROM job WHERE lane IN (<lanes>) AND kind = :kind AND NOT dead
                            GROUP BY lane
                            """)
                    .bindList("lanes", List.copyOf(lanes))
                    .bind("kind", kind)
                    .map((row, _) -> Map.entry(row.getString("lane"), row.getLong("amount")))
                    .forEach(entry -> waiting.put(entry.getKey(), entry.getValue()));
        }
        return waiting;
    }

    List<DeadJob> dead(Tx tx, int limit) {
        return tx.query("""
                        SELECT id, kind, lane, tries, reason, tried FROM job WHERE dead ORDER BY id DESC LIMIT :limit
                        """).bind("limit", limit).map((row, _) -> dead(row)).list();
    }

    private static DeadJob dead(ResultSet row) throws SQLException {
        return new DeadJob(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("lane"),
                row.getInt("tries"),
                row.getString("reason"),
                Ids.time(row.getLong("id")),
                Instant.ofEpochMilli(row.getLong("tried")));
    }

    List<DeadLane> lanes(Tx tx, int limit) {
        return tx.query(LANES)
                .bind("limit", limit)
                .map((row, _) -> new DeadLane(
                        row.getString("kind"),
                        row.getString("lane"),
                        row.getLong("amount"),
                        row.getString("reason"),
                        Ids.time(row.getLong("oldest_id")),
                        Instant.ofEpochMilli(row.getLong("last"))))
                .list();
    }

    void revive(Tx tx, long id) {
        tx.change(ALIVE + " AND id = :id").bind("id", id).execute();
    }

    void revive(Tx tx, String kind, String lane) {
        tx.change(ALIVE + " AND kind = :kind AND lane = :lane")
                .bind("kind", kind)
                .bind("lane", lane)
                .execute();
    }

    void reviveAll(Tx tx) {
        tx.change(ALIVE).execute();
    }

    void discard(Tx tx, String kind, String lane) {
        tx.change("DELETE FROM job WHERE dead AND kind = :kind AND lane = :lane")
                .bind("kind", kind)
                .bind("lane", lane)
                .execute();
    }

    void discardAll(Tx tx) {
        tx.change("DELETE FROM job WHERE dead").execute();
    }

    /// What waits for another try does so no longer.
    void hurry(Tx tx, String kind, String lane) {
        tx.change("""
                        UPDATE job SET due = 0 WHERE lane = :lane AND kind = :kind AND NOT dead AND claimed_until = 0
                        """).bind("kind", kind).bind("lane", lane).execute();
    }

    void forget(Tx tx, long olderThanId) {
        tx.change("DELETE FROM job WHERE dead AND id < :id")
                .bind("id", olderThanId)
                .execute();
    }
}
