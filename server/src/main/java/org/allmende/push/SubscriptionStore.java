// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.base.ActorId;
import org.allmende.database.Tx;
import org.allmende.timelines.NotificationKind;

/// The `push_subscription` table.
final class SubscriptionStore {

    /// With the sealed token of its app.
    record Row(Subscription subscription, String bearer) {}

    private static final String COLUMNS =
            "SELECT token, reader, endpoint, user_key, auth, standard, alerts, heard_from, bearer FROM push_subscription ";

    private static final String PUT = """
            INSERT INTO push_subscription (token, reader, endpoint, user_key, auth, standard, alerts, heard_from, bearer)
            VALUES (:token, :reader, :endpoint, :userKey, :auth, :standard, :alerts, :from, :bearer)
            ON CONFLICT (token) DO UPDATE SET endpoint = excluded.endpoint, user_key = excluded.user_key,
                auth = excluded.auth, standard = excluded.standard, alerts = excluded.alerts,
                heard_from = excluded.heard_from, bearer = excluded.bearer
            """;

    void put(Tx tx, Subscription one, String bearer) {
        tx.change(PUT)
                .bind("token", one.token())
                .bind("reader", one.reader().value())
                .bind("endpoint", one.endpoint())
                .bind("userKey", one.userKey())
                .bind("auth", one.auth())
                .bind("standard", one.standard())
                .bind("alerts", words(one.wish().alerts()))
                .bind("from", one.wish().from().name())
                .bind("bearer", bearer)
                .execute();
    }

    boolean change(Tx tx, long token, Wish wish) {
        return tx.change("UPDATE push_subscription SET alerts = :alerts, heard_from = :from WHERE token = :token")
                        .bind("token", token)
                        .bind("alerts", words(wish.alerts()))
                        .bind("from", wish.from().name())
                        .execute()
                == 1;
    }

    Optional<Row> find(Tx tx, long token) {
        return tx.query(COLUMNS + "WHERE token = :token")
                .bind("token", token)
                .map((row, _) -> row(row))
                .findOne();
    }

    List<Row> of(Tx tx, ActorId reader, int limit) {
        return tx.query(COLUMNS + "WHERE reader = :reader ORDER BY token DESC LIMIT :limit")
                .bind("reader", reader.value())
                .bind("limit", limit)
                .map((row, _) -> row(row))
                .list();
    }

    void remove(Tx tx, long token) {
        tx.change("DELETE FROM push_subscription WHERE token = :token")
                .bind("token", token)
                .execute();
    }

    private static String words(Set<NotificationKind> kinds) {
        return kinds.stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
    }

    private static Row row(ResultSet row) throws SQLException {
        var words = Set.of(row.getString("alerts").split(" ", -1));
        return new Row(
                new Subscription(
                        row.getLong("token"),
                        new ActorId(row.getLong("reader")),
                        row.getString("endpoint"),
                        row.getString("user_key"),
                        row.getString("auth"),
                        row.getBoolean("standard"),
                        new Wish(
                                Arrays.stream(NotificationKind.values())
                                        .filter(kind -> words.contains(kind.name()))
                                        .collect(Collectors.toSet()),
                                From.valueOf(row.getString("heard_from")))),
                row.getString("bearer"));
    }
}
