// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.database.Columns;
import org.allmende.database.Tx;
import org.allmende.signatures.HttpSignature.Scheme;

/// The `host` table: other servers as correspondents. A host without trouble and surprises has no row.
final class HostStore {

    record HostRow(Optional<Instant> failingSince, Optional<Instant> deadSince, Scheme scheme, Instant quietUntil) {}

    /// A sentence for the administrator.
    private static final int TROUBLE_MAX = 500;

    private static final String SPEAKS = """
            INSERT INTO host (name, signature) VALUES (:name, :signature)
            ON CONFLICT (name) DO UPDATE SET signature = excluded.signature
            """;

    private static final String FAILED = """
            INSERT INTO host (name, signature, failing_since, trouble) VALUES (:name, :signature, :now, :trouble)
            ON CONFLICT (name) DO UPDATE SET failing_since = coalesce(host.failing_since, excluded.failing_since),
                trouble = excluded.trouble
            """;

    private static final String DIED = """
            UPDATE host SET dead_since = :now, retry_after = :probe
            WHERE name = :name AND dead_since IS NULL AND failing_since <= :before
            """;

    private static final String QUIET = """
            INSERT INTO host (name, signature, retry_after) VALUES (:name, :signature, :until)
            ON CONFLICT (name) DO UPDATE SET retry_after = excluded.retry_after
            """;

    private static final String PROBE = """
            UPDATE host SET retry_after = :next WHERE name = :name AND dead_since IS NOT NULL AND retry_after <= :now
            """;

    // What says nothing any more is as good as no row.
    private static final String FORGET = """
            DELETE FROM host WHERE failing_since IS NULL AND dead_since IS NULL AND retry_after <= :now
            AND signature = :usual
            """;

    Optional<HostRow> find(Tx tx, String name) {
        return tx.query("SELECT failing_since, dead_since, signature, retry_after FROM host WHERE name = :name")
                .bind("name", name)
                .map((row, _) -> host(row))
                .findOne();
    }

    private static HostRow host(ResultSet row) throws SQLException {
        return new HostRow(
                Columns.time(row, "failing_since"),
                Columns.time(row, "dead_since"),
                Scheme.valueOf(row.getString("signature")),
                Instant.ofEpochMilli(row.getLong("retry_after")));
    }

    void speaks(Tx tx, String name, Scheme scheme) {
        tx.change(SPEAKS).bind("name", name).bind("signature", scheme.name()).execute();
    }

    void alive(Tx tx, String name) {
        tx.change("""
                        UPDATE host SET failing_since = NULL, dead_since = NULL, retry_after = 0, trouble = NULL
                        WHERE name = :name
                        """).bind("name", name).execute();
    }

    void failed(Tx tx, String name, Instant now, String trouble) {
        tx.change(FAILED)
                .bind("name", name)
                .bind("signature", Scheme.CAVAGE.name())
                .bind("now", now.toEpochMilli())
                .bind("trouble", trouble.length() <= TROUBLE_MAX ? trouble : trouble.substring(0, TROUBLE_MAX))
                .execute();
    }

    List<SilentHost> silent(Tx tx, int limit) {
        return tx.query("""
                        SELECT name, failing_since, dead_since, trouble FROM host WHERE failing_since IS NOT NULL
                        ORDER BY failing_since, name LIMIT :limit
                        """)
                .bind("limit", limit)
                .map((row, _) -> new SilentHost(
                        row.getString("name"),
                        Instant.ofEpochMilli(row.getLong("failing_since")),
                        Columns.time(row, "dead_since"),
                        Columns.text(row, "trouble").orElse("")))
                .list();
    }

    /// Dead, if it has been failing since `before`.
    void died(Tx tx, String name, Instant before, Instant now, Instant probe) {
        tx.change(DIED)
                .bind("name", name)
                .bind("before", before.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .bind("probe", probe.toEpochMilli())
                .execute();
    }

    void quiet(Tx tx, String name, Instant until) {
        tx.change(QUIET)
                .bind("name", name)
                .bind("signature", Scheme.CAVAGE.name())
                .bind("until", until.toEpochMilli())
                .execute();
    }

    /// True for the one who may look whether a dead host lives again.
    boolean probe(Tx tx, String name, Instant now, Instant next) {
        return tx.change(PROBE)
                        .bind("name", name)
                        .bind("now", now.toEpochMilli())
                        .bind("next", next.toEpochMilli())
                        .execute()
                == 1;
    }

    void tidy(Tx tx, Instant now) {
        tx.change(FORGET)
                .bind("now", now.toEpochMilli())
                .bind("usual", Scheme.CAVAGE.name())
                .execute();
    }
}
