// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The `app` table.
final class AppStore {

    private static final String ADD = """
            INSERT INTO app (id, client_id, secret_hash, name, website, redirect_uris, scopes, created)
            VALUES (:id, :clientId, :secretHash, :name, :website, :redirectUris, :scopes, :created)
            """;

    private static final String APP =
            "SELECT id, client_id, name, website, redirect_uris, scopes, created FROM app WHERE ";

    private static final String REMOVE_UNUSED = """
            DELETE FROM app WHERE created < :before
            AND NOT EXISTS (SELECT 1 FROM token WHERE token.app = app.id)
            AND NOT EXISTS (SELECT 1 FROM authorization_code WHERE authorization_code.app = app.id)
            """;

    void add(Tx tx, App app, String secretHash) {
        tx.change(ADD)
                .bind("id", app.id())
                .bind("clientId", app.clientId())
                .bind("secretHash", secretHash)
                .bind("name", app.name())
                .bind("website", app.website().orElse(null))
                .bind("redirectUris", String.join("\n", app.redirectUris()))
                .bind("scopes", app.scopes().toString())
                .bind("created", app.created().toEpochMilli())
                .execute();
    }

    Optional<App> byClientId(Tx tx, String clientId) {
        return tx.query(APP + "client_id = :clientId")
                .bind("clientId", clientId)
                .map((row, _) -> app(row))
                .findOne();
    }

    Optional<App> find(Tx tx, long id) {
        return tx.query(APP + "id = :id")
                .bind("id", id)
                .map((row, _) -> app(row))
                .findOne();
    }

    Optional<String> secretHash(Tx tx, long id) {
        return tx.query("SELECT secret_hash FROM app WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    void removeUnused(Tx tx, Instant before) {
        tx.change(REMOVE_UNUSED).bind("before", before.toEpochMilli()).execute();
    }

    private static App app(ResultSet row) throws SQLException {
        return new App(
                row.getLong("id"),
                row.getString("client_id"),
                row.getString("name"),
                Columns.text(row, "website"),
                List.of(row.getString("redirect_uris").split("\n")),
                Scopes.parse(row.getString("scopes")).orElseThrow(),
                Instant.ofEpochMilli(row.getLong("created")));
    }
}
