// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The tables `second_factor` and `recovery_code`.
final class SecondFactorStore {

    /// `since` is empty until it has been tried out.
    record Row(String secret, Optional<Instant> since, long lastStep) {

        @Override
        public String toString() {
            return "second factor since " + since;
        }
    }

    /// A secret in the making gives way to another; one that is in use does not.
    void begin(Tx tx, ActorId actor, String secret) {
        tx.change("INSERT INTO second_factor (actor, secret, last_step) VALUES (:actor, :secret, 0)"
                        + " ON CONFLICT (actor) DO UPDATE SET secret = excluded.secret, last_step = 0"
                        + " WHERE second_factor.since IS NULL")
                .bind("actor", actor.value())
                .bind("secret", secret)
                .execute();
    }

    Optional<Row> find(Tx tx, ActorId actor) {
        return tx.query("SELECT secret, since, last_step FROM second_factor WHERE actor = :actor")
                .bind("actor", actor.value())
                .map((row, _) -> new Row(row.getString("secret"), Columns.time(row, "since"), row.getLong("last_step")))
                .findOne();
    }

    void confirm(Tx tx, ActorId actor, Instant now) {
        tx.change("UPDATE second_factor SET since = :now WHERE actor = :actor AND since IS NULL")
                .bind("actor", actor.value())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /// False where a code of this step, or a newer one, has been taken meanwhile.
    boolean take(Tx tx, ActorId actor, long step) {
        return tx.change("UPDATE second_factor SET last_step = :step WHERE actor = :actor AND last_step < :step")
                        .bind("actor", actor.value())
                        .bind("step", step)
                        .execute()
                == 1;
    }

    boolean takeCode(Tx tx, ActorId actor, String hash) {
        return tx.change("DELETE FROM recovery_code WHERE actor = :actor AND code_hash = :hash")
                        .bind("actor", actor.value())
                        .bind("hash", hash)
                        .execute()
                == 1;
    }

    long codes(Tx tx, ActorId actor) {
        return tx.query("SELECT count(*) FROM recovery_code WHERE actor = :actor")
                .bind("actor", actor.value())
                .mapTo(Long.class)
                .one();
    }

    void replaceCodes(Tx tx, ActorId actor, Collection<String> hashes) {
        tx.change("DELETE FROM recovery_code WHERE actor = :actor")
                .bind("actor", actor.value())
                .execute();
        hashes.forEach(hash -> tx.change("INSERT INTO recovery_code (actor, code_hash) VALUES (:actor, :hash)")
                .bind("actor", actor.value())
                .bind("hash", hash)
                .execute());
    }

    void remove(Tx tx, ActorId actor) {
        tx.change("DELETE FROM second_factor WHERE actor = :actor")
                .bind("actor", actor.value())
                .execute();
        tx.change("DELETE FROM recovery_code WHERE actor = :actor")
                .bind("actor", actor.value())
                .execute();
    }
}
