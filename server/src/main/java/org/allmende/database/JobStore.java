// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The `job` table, as the dispatcher uses it. One row is one piece of work; a claim is a time until which nobody else
/// takes it.
final class JobStore {

    /// A job with the number of tries so far, this one included.
    record Claimed(long id, String kind, String lane, String payload, int tries) {}

    /// When the first job of a kind falls due.
    record Due(String kind, Instant first) {}

    private static final String ADD = """
            INSERT INTO job (id, kind, lane, payload, once_key, due, claimed_until, tries, dead)
            VALUES (:id, :kind, :lane, :payload, :key, :due, 0, 0, FALSE)
            ON CONFLICT (once_key) DO NOTHING
            """;

    private static final String ADD_MANY = """
            INSERT INTO job (id, kind, lane, payload, due, claimed_until, tries, dead)
            SELECT :first + key, :kind, value ->> 0, value ->> 1, 0, 0, 0, FALSE FROM %s
            """;

    /// Rows of one statement: some hundred kilobytes of text.
    private static final int CHUNK = 5_000;

    // The inner window looks at a bounded part of what is due and takes only so many of each lane, so that one slow
    // host with a thousand rows does not keep the others waiting. Mostly a small part is enough to choose from.
    private static final int WINDOW_MAX = 1_000;
    private static final int WINDOW_PER_JOB = 4;

    private static final String READY = """
            SELECT id, kind, lane, payload, tries FROM job WHERE id IN (
                SELECT id FROM (
                    SELECT id, due, row_number() OVER (PARTITION BY lane ORDER BY due, id) AS place
                    FROM (SELECT id, due, lane FROM job
                          WHERE kind = :kind AND NOT dead AND claimed_until = 0 AND due <= :now AND lane NOT IN (<full>)
                          ORDER BY due, id LIMIT :window) AS first) AS placed
                WHERE place <= :perLane ORDER BY due, id LIMIT :limit)
            ORDER BY due, id
            """;

    // Two nodes may choose the same rows; the condition is looked at again once the row is locked.
    private static final String CLAIM = """
            UPDATE job SET claimed_until = :until, tries = tries + 1 WHERE id = :id AND claimed_until = 0 AND NOT dead
            """;

    private static final String UNKNOWN = """
            SELECT id, kind, lane, payload, tries FROM job
            WHERE NOT dead AND claimed_until = 0 AND due <= :now AND kind NOT IN (<known>) ORDER BY id LIMIT :limit
            """;

    private static final String REST = """
            UPDATE job SET due = :until
            WHERE lane = :lane AND kind = :kind AND NOT dead AND claimed_until = 0 AND due < :until
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

    /// Writes many, with ids in a row from `first`. One statement for thousands costs half of what a batch does, and a
    /// third where the program has just been started.
    static void add(Tx tx, String rows, long first, String kind, List<Job.Part> parts) {
        for (var from = 0; from < parts.size(); from += CHUNK) {
            var chunk = parts.subList(from, Math.min(from + CHUNK, parts.size()));
            tx.change(ADD_MANY.formatted(rows))
                    .bind("first", first + from)
                    .bind("kind", kind)
                    .bind("rows", json(chunk))
                    .execute();
        }
    }

    private static String json(List<Job.Part> parts) {
        var json = new StringBuilder("[");
        for (var part : parts) {
            json.append(json.length() == 1 ? "[" : ",[");
            quote(json, part.lane());
            json.append(',');
            quote(json, part.payload());
            json.append(']');
        }
        return json.append(']').toString();
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (letter == '"' || letter == '\\' || letter < ' ') {
                json.append("\\u").append(HexFormat.of().toHexDigits(letter));
            } else {
                json.append(letter);
            }
        }
        json.append('"');
    }

    /// What could be begun now: the oldest of each lane that is not `full`.
    List<Claimed> ready(Tx tx, String kind, Instant now, Collection<String> full, int perLane, int limit) {
        var near = ready(tx, kind, now, full, perLane, limit, Math.min(WINDOW_MAX, WINDOW_PER_JOB * limit));
        return near.size() >= limit ? near : ready(tx, kind, now, full, perLane, limit, WINDOW_MAX);
    }

    private static List<Claimed> ready(
            Tx tx, String kind, Instant now, Collection<String> full, int perLane, int limit, int window) {
        return tx.query(READY)
                .bind("kind", kind)
                .bind("now", now.toEpochMilli())
                .bindList("full", padded(full))
                .bind("window", window)
                .bind("perLane", perLane)
                .bind("limit", limit)
                .map((row, _) -> claimed(row))
                .list();
    }

    // Few different lengths make few different statements, which are kept prepared.
    private static List<String> padded(Collection<String> lanes) {
        var length = lanes.isEmpty() ? 1 : Math.max(8, Integer.highestOneBit(2 * lanes.size() - 1));
        var padded = new ArrayList<>(lanes);
        padded.addAll(Collections.nCopies(length - lanes.size(), ""));
        return padded;
    }

    /// Jobs of kinds that nobody here does.
    List<Claimed> unknown(Tx tx, Collection<String> known, Instant now, int limit) {
        return tx.query(UNKNOWN)
                .bindList("known", known.isEmpty() ? List.of("") : List.copyOf(known))
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, _) -> claimed(row))
                .list();
    }

    /// Takes them, and gives the ids of those that are ours now.
    Set<Long> claim(Tx tx, List<Claimed> ready, Instant now, Duration hold) {
        if (ready.isEmpty()) {
            return Set.of();
        }
        var batch = tx.batch(CLAIM);
        ready.forEach(job -> batch.bind("id", job.id())
                .bind("until", now.plus(hold).toEpochMilli())
                .add());
        var counts = batch.execute();
        var ours = new HashSet<Long>();
        for (var i = 0; i < counts.length; i++) {
            if (counts[i] == 1) {
                ours.add(ready.get(i).id());
            }
        }
        return ours;
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("lane"),
                row.getString("payload"),
                row.getInt("tries") + 1);
    }

    void remove(Tx tx, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            var batch = tx.batch("DELETE FROM job WHERE id = :id");
            ids.forEach(id -> batch.bind("id", id).add());
            batch.execute();
        }
    }

    void again(Tx tx, long id, Instant due, String reason, Instant now) {
        tx.change("UPDATE job SET due = :due, claimed_until = 0, reason = :reason, tried = :now WHERE id = :id")
                .bind("id", id)
                .bind("due", due.toEpochMilli())
                .bind("reason", reason)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /// Lays a job back as if it had never been claimed, for later.
    void putBack(Tx tx, long id, Instant due) {
        tx.change("UPDATE job SET due = :due, claimed_until = 0, tries = tries - 1 WHERE id = :id")
                .bind("id", id)
                .bind("due", due.toEpochMilli())
                .execute();
    }

    void rest(Tx tx, String kind, String lane, Instant until) {
        tx.change(REST)
                .bind("kind", kind)
                .bind("lane", lane)
                .bind("until", until.toEpochMilli())
                .execute();
    }

    void giveUp(Tx tx, long id, String reason, Instant now) {
        tx.change("""
                        UPDATE job SET dead = TRUE, once_key = NULL, claimed_until = 0, reason = :reason, tried = :now
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("reason", reason)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /// After a crash nobody works on anything: only for a database with a single process.
    void releaseAll(Tx tx) {
        tx.change("UPDATE job SET claimed_until = 0 WHERE claimed_until > 0").execute();
    }

    /// What nodes held that are gone.
    void releaseAbandoned(Tx tx, Instant now) {
        tx.change("UPDATE job SET claimed_until = 0 WHERE claimed_until > 0 AND claimed_until <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void hold(Tx tx, Collection<Long> ids, Instant until) {
        var batch = tx.batch("UPDATE job SET claimed_until = :until WHERE id = :id AND claimed_until > 0");
        ids.forEach(
                id -> batch.bind("id", id).bind("until", until.toEpochMilli()).add());
        batch.execute();
    }

    /// When each of these kinds has something to do.
    List<Due> due(Tx tx, Collection<String> kinds) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        // Each part is one look into an index; grouped, or with the least of all asked for around it, all that waits
        // would be counted through.
        var parts = kinds.stream()
                .map(kind -> "SELECT '" + kind + "' AS kind, (SELECT due FROM job WHERE kind = '" + kind
                        + "' AND NOT dead AND claimed_until = 0 ORDER BY due, id LIMIT 1) AS first")
                .toList();
        return tx
                .query(String.join(" UNION ALL ", parts))
                .map((row, _) -> {
                    var kind = row.getString("kind");
                    return Columns.time(row, "first").map(first -> new Due(kind, first));
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// When the first claim runs out.
    Optional<Instant> firstClaim(Tx tx) {
        return tx.query("SELECT min(claimed_until) AS t FROM job WHERE claimed_until > 0")
                .map((row, _) -> Columns.time(row, "t"))
                .one();
    }
}
