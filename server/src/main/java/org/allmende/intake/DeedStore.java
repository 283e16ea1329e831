// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.intake;

import java.time.Instant;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.database.Tx;

/// The `deed` table: which activity of whom has happened, and what came of it.
final class DeedStore {

    Optional<Long> subject(Tx tx, Activity activity) {
        return tx.query("SELECT subject FROM deed WHERE actor = :actor AND activity = :activity")
                .bind("actor", activity.actor().value())
                .bind("activity", activity.id().value())
                .mapTo(Long.class)
                .findOne();
    }

    Optional<Instant> since(Tx tx, Activity activity) {
        return tx.query("SELECT at FROM deed WHERE actor = :actor AND activity = :activity")
                .bind("actor", activity.actor().value())
                .bind("activity", activity.id().value())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /// Takes the place of this activity. False when somebody has it already; who has not finished yet is waited for.
    boolean begin(Tx tx, Activity activity, Instant now) {
        return tx.change("INSERT INTO deed (actor, activity, subject, at) VALUES (:actor, :activity, 0, :at)"
                                + " ON CONFLICT (actor, activity) DO NOTHING")
                        .bind("actor", activity.actor().value())
                        .bind("activity", activity.id().value())
                        .bind("at", now.toEpochMilli())
                        .execute()
                > 0;
    }

    void finish(Tx tx, Activity activity, long subject) {
        tx.change("UPDATE deed SET subject = :subject WHERE actor = :actor AND activity = :activity")
                .bind("actor", activity.actor().value())
                .bind("activity", activity.id().value())
                .bind("subject", subject)
                .execute();
    }

    /// Forgets what is older than `before`, and keys that apps chose (`key:…`) older than `keysBefore`; at most so many
    /// at once. The number of those forgotten.
    int forget(Tx tx, Instant before, Instant keysBefore, int limit) {
        return tx.change("DELETE FROM deed WHERE (actor, activity) IN (SELECT actor, activity FROM deed"
                        + " WHERE at < :before OR (at < :keysBefore AND activity LIKE 'key:%')"
                        + " ORDER BY at LIMIT :limit)")
                .bind("before", before.toEpochMilli())
                .bind("keysBefore", keysBefore.toEpochMilli())
                .bind("limit", limit)
                .execute();
    }
}
