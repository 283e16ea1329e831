// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.allmende.base.ActorId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The `invitation` table.
final class InvitationStore {

    private static final String ADD = """
            INSERT INTO invitation (id, code, inviter, uses_max, uses, expires)
            VALUES (:id, :code, :inviter, :usesMax, 0, :expires)
            """;

    private static final String USE = """
            UPDATE invitation SET uses = uses + 1
            WHERE code = :code AND (uses_max IS NULL OR uses < uses_max) AND (expires IS NULL OR expires > :now)
            """;

    private static final String ROW = "SELECT id, code, inviter, uses_max, uses, expires FROM invitation ";

    void add(Tx tx, Invitation invitation) {
        tx.change(ADD)
                .bind("id", invitation.id())
                .bind("code", invitation.code())
                .bind("inviter", invitation.inviter().map(ActorId::value).orElse(null))
                .bind(
                        "usesMax",
                        invitation.usesMax().isPresent()
                                ? (Integer) invitation.usesMax().getAsInt()
                                : null)
                .bind("expires", invitation.expires().map(Instant::toEpochMilli).orElse(null))
                .execute();
    }

    boolean use(Tx tx, String code, Instant now) {
        return tx.change(USE).bind("code", code).bind("now", now.toEpochMilli()).execute() == 1;
    }

    Optional<Invitation> find(Tx tx, String code) {
        return tx.query(ROW + "WHERE code = :code")
                .bind("code", code)
                .map((row, _) -> invitation(row))
                .findOne();
    }

    List<Invitation> all(Tx tx, int limit) {
        return tx.query(ROW + "ORDER BY id DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, _) -> invitation(row))
                .list();
    }

    List<Invitation> by(Tx tx, ActorId inviter, int limit) {
        return tx.query(ROW + "WHERE inviter = :inviter ORDER BY id DESC LIMIT :limit")
                .bind("inviter", inviter.value())
                .bind("limit", limit)
                .map((row, _) -> invitation(row))
                .list();
    }

    void remove(Tx tx, long id) {
        tx.change("DELETE FROM invitation WHERE id = :id").bind("id", id).execute();
    }

    void removeExpired(Tx tx, Instant before) {
        tx.change("DELETE FROM invitation WHERE expires <= :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        var usesMax = Columns.number(row, "uses_max");
        return new Invitation(
                row.getLong("id"),
                row.getString("code"),
                Columns.number(row, "inviter").map(ActorId::new),
                usesMax.isPresent() ? OptionalInt.of(usesMax.get().intValue()) : OptionalInt.empty(),
                row.getInt("uses"),
                Columns.time(row, "expires"));
    }
}
