// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Tx;

/// The `report` table.
final class ReportStore {

    private static final String COLUMNS = "id, reporter, target, posts, comment, forward, resolved_at, resolved_by";

    void add(Tx tx, Report report) {
        tx.change("INSERT INTO report (id, reporter, target, posts, comment, forward)"
                        + " VALUES (:id, :reporter, :target, :posts, :comment, :forward)")
                .bind("id", report.id())
                .bind("reporter", report.reporter().value())
                .bind("target", report.target().value())
                .bind("posts", report.posts().stream().map(PostId::toString).collect(Collectors.joining(" ")))
                .bind("comment", report.comment())
                .bind("forward", report.forward())
                .execute();
    }

    Optional<Report> find(Tx tx, long id) {
        return tx.query("SELECT " + COLUMNS + " FROM report WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> report(row))
                .findOne();
    }

    List<Report> list(Tx tx, boolean resolved, Page page) {
        return tx
                .query("SELECT " + COLUMNS + " FROM report WHERE resolved_at IS " + (resolved ? "NOT NULL" : "NULL")
                        + " AND id < :below AND id > :above ORDER BY id " + (page.upwards() ? "ASC" : "DESC")
                        + " LIMIT :limit")
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> report(row))
                .list()
                .stream()
                .sorted((one, other) -> Long.compare(other.id(), one.id()))
                .toList();
    }

    long openCount(Tx tx) {
        return tx.query("SELECT count(*) FROM report WHERE resolved_at IS NULL")
                .mapTo(Long.class)
                .one();
    }

    long openSince(Tx tx, ActorId reporter, long firstId) {
        return tx.query(
                        "SELECT count(*) FROM report WHERE reporter = :reporter AND id > :first AND resolved_at IS NULL")
                .bind("reporter", reporter.value())
                .bind("first", firstId)
                .mapTo(Long.class)
                .one();
    }

    boolean resolve(Tx tx, long id, ActorId by, Instant when) {
        return tx.change("UPDATE report SET resolved_at = :when, resolved_by = :by WHERE id = :id"
                                + " AND resolved_at IS NULL")
                        .bind("id", id)
                        .bind("by", by.value())
                        .bind("when", when.toEpochMilli())
                        .execute()
                > 0;
    }

    boolean reopen(Tx tx, long id) {
        return tx.change("UPDATE report SET resolved_at = NULL, resolved_by = NULL WHERE id = :id")
                        .bind("id", id)
                        .execute()
                > 0;
    }

    private static Report report(ResultSet row) throws SQLException {
        var at = row.getLong("resolved_at");
        var by = row.getLong("resolved_by");
        return new Report(
                row.getLong("id"),
                new ActorId(row.getLong("reporter")),
                new ActorId(row.getLong("target")),
                Arrays.stream(row.getString("posts").split(" "))
                        .flatMap(id -> PostId.parse(id).stream())
                        .toList(),
                row.getString("comment"),
                row.getBoolean("forward"),
                at == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at)),
                by == 0 ? Optional.empty() : Optional.of(new ActorId(by)));
    }
}
