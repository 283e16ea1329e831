// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.allmende.database.Tx;

/// The `domain_policy` table.
final class DomainStore {

    private static final String COLUMNS = "domain, policy, reject_media, reason, private_note, created";

    List<DomainPolicy> find(Tx tx, Collection<String> domains) {
        return tx.query("SELECT " + COLUMNS + " FROM domain_policy WHERE domain IN (<domains>) ORDER BY domain")
                .bindList("domains", List.copyOf(domains))
                .map((row, _) -> policy(row))
                .list();
    }

    List<DomainPolicy> after(Tx tx, String domain, int limit) {
        return tx.query("SELECT " + COLUMNS + " FROM domain_policy WHERE domain > :domain ORDER BY domain LIMIT :limit")
                .bind("domain", domain)
                .bind("limit", limit)
                .map((row, _) -> policy(row))
                .list();
    }

    void put(Tx tx, DomainPolicy policy) {
        tx.change("INSERT INTO domain_policy (domain, policy, reject_media, reason, private_note, created)"
                        + " VALUES (:domain, :policy, :rejectMedia, :reason, :note, :created)"
                        + " ON CONFLICT (domain) DO UPDATE SET policy = excluded.policy,"
                        + " reject_media = excluded.reject_media, reason = excluded.reason,"
                        + " private_note = excluded.private_note")
                .bind("domain", policy.domain())
                .bind("policy", policy.level().name())
                .bind("rejectMedia", policy.rejectMedia())
                .bind("reason", policy.reason())
                .bind("note", policy.privateNote())
                .bind("created", policy.created().toEpochMilli())
                .execute();
    }

    boolean delete(Tx tx, String domain) {
        return tx.change("DELETE FROM domain_policy WHERE domain = :domain")
                        .bind("domain", domain)
                        .execute()
                > 0;
    }

    private static DomainPolicy policy(ResultSet row) throws SQLException {
        return new DomainPolicy(
                row.getString("domain"),
                Level.valueOf(row.getString("policy")),
                row.getBoolean("reject_media"),
                row.getString("reason"),
                row.getString("private_note"),
                Instant.ofEpochMilli(row.getLong("created")));
    }
}
