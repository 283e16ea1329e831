// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Instant;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Ed25519Keys;
import org.allmende.base.RsaKeys;
import org.allmende.database.Tx;

/// The `member_key` table.
final class MemberKeyStore {

    private static final String ADD = """
            INSERT INTO member_key (actor, rsa_private, rsa_public, ed25519_seed, ed25519_public)
            VALUES (:actor, :rsaPrivate, :rsaPublic, :seed, :ed25519Public)
            """;

    private static final String FORGET = """
            DELETE FROM member_key WHERE actor IN (SELECT id FROM actor WHERE domain = '' AND erased_at < :before)
            """;

    void add(Tx tx, ActorId actor, MemberKeys keys) {
        tx.change(ADD)
                .bind("actor", actor.value())
                .bind("rsaPrivate", keys.rsa().bytes())
                .bind("rsaPublic", keys.rsa().open().pem())
                .bind("seed", keys.ed25519().seed())
                .bind("ed25519Public", keys.ed25519().open().multikey())
                .execute();
    }

    Optional<MemberKeys> find(Tx tx, ActorId actor) {
        return tx.query("SELECT rsa_private, ed25519_seed FROM member_key WHERE actor = :actor")
                .bind("actor", actor.value())
                .map((row, _) -> new MemberKeys(
                        RsaKeys.fromBytes(row.getBytes("rsa_private")),
                        Ed25519Keys.fromSeed(row.getBytes("ed25519_seed"))))
                .findOne();
    }

    void remove(Tx tx, ActorId actor) {
        tx.change("DELETE FROM member_key WHERE actor = :actor")
                .bind("actor", actor.value())
                .execute();
    }

    void forgetErasedBefore(Tx tx, Instant before) {
        tx.change(FORGET).bind("before", before.toEpochMilli()).execute();
    }
}
