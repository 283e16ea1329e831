// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The `token` table.
final class TokenStore {

    /// A token and the day it was last used, 0 for never.
    record Found(Token token, long usedDay) {}

    private static final String ADD = """
            INSERT INTO token (id, token_hash, app, actor, scopes, created)
            VALUES (:id, :hash, :app, :actor, :scopes, :created)
            """;

    // Only of who may come in now: an account closed or suspended a moment ago opens no door.
    private static final String FIND = """
            SELECT token.id, app, token.actor, scopes, token.created, coalesce(used_day, 0) AS used_day
            FROM token LEFT JOIN account ON account.actor = token.actor LEFT JOIN actor ON actor.id = token.actor
            WHERE (token.actor IS NULL OR (state = 'ACTIVE' AND suspended_at IS NULL)) AND
            """;

    private static final String OF = """
            SELECT token.id, app.name, app.website, token.scopes, token.created, used_day
            FROM token LEFT JOIN app ON app.id = token.app
            WHERE actor = :actor ORDER BY token.id DESC LIMIT :limit
            """;

    void add(Tx tx, Token token, String hash) {
        tx.change(ADD)
                .bind("id", token.id())
                .bind("hash", hash)
                .bind("app", token.app().orElse(null))
                .bind("actor", token.actor().map(ActorId::value).orElse(null))
                .bind("scopes", token.scopes().toString())
                .bind("created", token.created().toEpochMilli())
                .execute();
    }

    Optional<Found> find(Tx tx, String hash) {
        return tx.query(FIND + " token_hash = :hash")
                .bind("hash", hash)
                .map((row, _) -> new Found(token(row), row.getLong("used_day")))
                .findOne();
    }

    /// A token that works now.
    Optional<Token> standing(Tx tx, long id) {
        return tx.query(FIND + " token.id = :id")
                .bind("id", id)
                .map((row, _) -> token(row))
                .findOne();
    }

    void used(Tx tx, long id, long day) {
        tx.change("UPDATE token SET used_day = :day WHERE id = :id")
                .bind("id", id)
                .bind("day", day)
                .execute();
    }

    List<AuthorizedApp> of(Tx tx, ActorId actor, int limit) {
        return tx.query(OF)
                .bind("actor", actor.value())
                .bind("limit", limit)
                .map((row, _) -> new AuthorizedApp(
                        row.getLong("id"),
                        Columns.text(row, "name"),
                        Columns.text(row, "website"),
                        Scopes.parse(row.getString("scopes")).orElseThrow(),
                        Instant.ofEpochMilli(row.getLong("created")),
                        Columns.number(row, "used_day").map(LocalDate::ofEpochDay)))
                .list();
    }

    boolean revoke(Tx tx, long id) {
        return announce(
                tx,
                tx.query("DELETE FROM token WHERE id = :id RETURNING id")
                        .bind("id", id)
                        .mapTo(Long.class)
                        .list());
    }

    boolean revoke(Tx tx, String hash) {
        return announce(
                tx,
                tx.query("DELETE FROM token WHERE token_hash = :hash RETURNING id")
                        .bind("hash", hash)
                        .mapTo(Long.class)
                        .list());
    }

    boolean revokeOfApp(Tx tx, long app, String hash) {
        return announce(
                tx,
                tx.query("DELETE FROM token WHERE token_hash = :hash AND app = :app RETURNING id")
                        .bind("hash", hash)
                        .bind("app", app)
                        .mapTo(Long.class)
                        .list());
    }

    boolean revokeOfActor(Tx tx, ActorId actor, long id) {
        return announce(
                tx,
                tx.query("DELETE FROM token WHERE id = :id AND actor = :actor RETURNING id")
                        .bind("id", id)
                        .bind("actor", actor.value())
                        .mapTo(Long.class)
                        .list());
    }

    void revokeAll(Tx tx, ActorId actor) {
        announce(
                tx,
                tx.query("DELETE FROM token WHERE actor = :actor RETURNING id")
                        .bind("actor", actor.value())
                        .mapTo(Long.class)
                        .list());
    }

    private static boolean announce(Tx tx, List<Long> revoked) {
        revoked.forEach(id -> tx.announce(new Tokens.Revoked(id)));
        return !revoked.isEmpty();
    }

    void removeUnused(Tx tx, Instant createdBefore, long usedBeforeDay) {
        tx.change("DELETE FROM token WHERE actor IS NULL AND created < :created AND coalesce(used_day, 0) < :day")
                .bind("created", createdBefore.toEpochMilli())
                .bind("day", usedBeforeDay)
                .execute();
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getLong("id"),
                Columns.number(row, "app"),
                Columns.number(row, "actor").map(ActorId::new),
                Scopes.parse(row.getString("scopes")).orElseThrow(),
                Instant.ofEpochMilli(row.getLong("created")));
    }
}
