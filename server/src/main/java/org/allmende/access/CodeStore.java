// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Instant;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The `authorization_code` table. A code stays for a while after it was used, to notice that it is used again.
final class CodeStore {

    /// What a code stands for; `token` is what it was traded for.
    record Code(
            long app,
            ActorId actor,
            String redirectUri,
            Scopes scopes,
            Optional<String> challenge,
            Instant expires,
            Optional<Long> token) {}

    private static final String ADD = """
            INSERT INTO authorization_code (code_hash, app, actor, redirect_uri, scopes, challenge, expires)
            VALUES (:hash, :app, :actor, :redirectUri, :scopes, :challenge, :expires)
            """;

    private static final String FIND = """
            SELECT app, actor, redirect_uri, scopes, challenge, expires, token FROM authorization_code
            WHERE code_hash = :hash
            """;

    void add(Tx tx, String hash, Code code) {
        tx.change(ADD)
                .bind("hash", hash)
                .bind("app", code.app())
                .bind("actor", code.actor().value())
                .bind("redirectUri", code.redirectUri())
                .bind("scopes", code.scopes().toString())
                .bind("challenge", code.challenge().orElse(null))
                .bind("expires", code.expires().toEpochMilli())
                .execute();
    }

    Optional<Code> find(Tx tx, String hash) {
        return tx.query(FIND)
                .bind("hash", hash)
                .map((row, _) -> new Code(
                        row.getLong("app"),
                        new ActorId(row.getLong("actor")),
                        row.getString("redirect_uri"),
                        Scopes.parse(row.getString("scopes")).orElseThrow(),
                        Columns.text(row, "challenge"),
                        Instant.ofEpochMilli(row.getLong("expires")),
                        Columns.number(row, "token")))
                .findOne();
    }

    /// False where somebody else traded it in the same moment.
    boolean trade(Tx tx, String hash, long token) {
        return tx.change("UPDATE authorization_code SET token = :token WHERE code_hash = :hash AND token IS NULL")
                        .bind("hash", hash)
                        .bind("token", token)
                        .execute()
                == 1;
    }

    void forget(Tx tx, ActorId actor) {
        tx.change("DELETE FROM authorization_code WHERE actor = :actor")
                .bind("actor", actor.value())
                .execute();
    }

    void removeExpired(Tx tx, Instant before) {
        tx.change("DELETE FROM authorization_code WHERE expires < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }
}
