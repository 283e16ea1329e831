// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The `job` table. One row is one piece of work; a claim is a time until which nobody else takes it.
final class JobStore {

    /// A job with the number of tries so far, this one included.
    record Claimed(long id, String kind, String lane, String payload, int tries) {}

    private static final String ADD = """
            INSERT INTO job (id, kind, lane, payload, once_key, due, claimed_until, tries, dead)
            VALUES (:id, :kind, :lane, :payload, :key, :due, 0, 0, FALSE)
            ON CONFLICT (once_key) DO NOTHING
            """;

    // The inner window looks at a bounded part of what is due and takes only so many of each lane, so that one slow
    // host with a thousand rows does not keep the others waiting. Two nodes may choose the same rows; the outer
    // WHERE is evaluated again once the lock is had, and the second takes what is left.
    private static final String CLAIM = """
            UPDATE job SET claimed_until = :until, tries = tries + 1
            WHERE claimed_until <= :now AND NOT dead AND id IN (
                SELECT id FROM (
                    SELECT id, row_number() OVER (PARTITION BY kind, lane ORDER BY due, id) AS place
                    FROM (SELECT id, kind, lane, due FROM job
                          WHERE NOT dead AND due <= :now AND claimed_until <= :now AND lane NOT IN (<busy>)
                          ORDER BY due, id LIMIT 1000) AS ready) AS placed
                WHERE place <= :perLane ORDER BY id LIMIT :limit)
            RETURNING id, kind, lane, payload, tries
            """;

    static void add(Tx tx, long id, Job job) {
        tx.change(ADD)
                .bind("id", id)
                .bind("kind", job.kind())
                .bind("lane", job.lane())
                .bind("payload", job.payload())
                .bind("key", job.key().orElse(null))
                .bind("due", job.due().map(Instant::toEpochMilli).orElse(0L))
                .execute();
    }

    List<Claimed> claim(Tx tx, Instant now, Duration hold, Collection<String> busyLanes, int perLane, int limit) {
        return tx.query(CLAIM)
                .bind("now", now.toEpochMilli())
                .bind("until", now.plus(hold).toEpochMilli())
                .bindList("busy", busyLanes.isEmpty() ? List.of("-") : List.copyOf(busyLanes))
                .bind("perLane", perLane)
                .bind("limit", limit)
                .map((row, _) -> claimed(row))
                .list();
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("lane"),
                row.getString("payload"),
                row.getInt("tries"));
    }

    void remove(Tx tx, long id) {
        tx.change("DELETE FROM job WHERE id = :id").bind("id", id).execute();
    }

    void again(Tx tx, long id, Instant due, String reason) {
        tx.change("UPDATE job SET due = :due, claimed_until = 0, reason = :reason WHERE id = :id")
                .bind("id", id)
                .bind("due", due.toEpochMilli())
                .bind("reason", reason)
                .execute();
    }

    void giveUp(Tx tx, long id, String reason) {
        tx.change("UPDATE job SET dead = TRUE, once_key = NULL, claimed_until = 0, reason = :reason WHERE id = :id")
                .bind("id", id)
                .bind("reason", reason)
                .execute();
    }

    /// After a crash nobody works on anything: only for a database with a single process.
    void releaseAll(Tx tx) {
        tx.change("UPDATE job SET claimed_until = 0 WHERE claimed_until > 0").execute();
    }

    void hold(Tx tx, List<Long> ids, Instant until) {
        tx.change("UPDATE job SET claimed_until = :until WHERE id IN (<ids>)")
                .bindList("ids", ids)
                .bind("until", until.toEpochMilli())
                .execute();
    }

    /// When there is something to do again: a job falls due, or the claim of a node that is gone runs out.
    Optional<Instant> nextDue(Tx tx) {
        return tx.query("""
                        SELECT min(t) AS t FROM (
                            SELECT min(due) AS t FROM job WHERE NOT dead AND claimed_until = 0
                            UNION ALL SELECT min(claimed_until) FROM job WHERE claimed_until > 0) AS times
                        """).map((row, _) -> Columns.time(row, "t")).one();
    }

    long waiting(Tx tx) {
        return tx.query("SELECT count(*) FROM job WHERE NOT dead")
                .mapTo(Long.class)
                .one();
    }

    List<DeadJob> dead(Tx tx, int limit) {
        return tx.query("SELECT id, kind, lane, tries, reason FROM job WHERE dead ORDER BY id DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, _) -> new DeadJob(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("lane"),
                        row.getInt("tries"),
                        row.getString("reason")))
                .list();
    }

    void revive(Tx tx, long id) {
        tx.change("UPDATE job SET dead = FALSE, tries = 0, due = 0 WHERE id = :id AND dead")
                .bind("id", id)
                .execute();
    }

    void forgetDead(Tx tx, long olderThanId) {
        tx.change("DELETE FROM job WHERE dead AND id < :id")
                .bind("id", olderThanId)
                .execute();
    }
}
