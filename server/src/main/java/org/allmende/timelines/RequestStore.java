// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;
import org.allmende.timelines.NotificationPolicy.Verdict;

/// The tables around notifications that are set apart: `notification_policy`, `notification_request`,
/// `notification_permission`, and `quiet_hours`.
final class RequestStore {

    record Row(long id, ActorId actor, int notifications, Optional<PostId> last, Instant updated) {}

    /// How a member stands to somebody who may be a stranger to them.
    record Standing(
            NotificationPolicy policy,
            boolean permitted,
            boolean following,
            Optional<Instant> followedSince,
            Instant created,
            boolean limited,
            Optional<QuietHours> quiet) {}

    private static final String STANDING = """
            SELECT p.*, a.created, a.limited_at, q.zone, q.since, q.until,
                (SELECT count(*) FROM notification_permission n WHERE n.reader = r.id AND n.actor = a.id) AS permitted,
                (SELECT count(*) FROM follow f WHERE f.follower = r.id AND f.followed = a.id
                    AND f.state = 'ACCEPTED') AS following,
                (SELECT g.id FROM follow g WHERE g.follower = a.id AND g.followed = r.id
                    AND g.state = 'ACCEPTED') AS follower
            FROM actor r JOIN actor a ON a.id = :actor
            LEFT JOIN notification_policy p ON p.reader = r.id LEFT JOIN quiet_hours q ON q.reader = r.id
            WHERE r.id = :reader AND r.domain = ''
            """;

    private static final String REQUESTS = """
            SELECT q.id, q.actor, q.updated, n.amount, n.last
            FROM notification_request q JOIN (
                SELECT actor, count(*) AS amount, max(post) AS last FROM notification
                WHERE reader = :reader AND filtered GROUP BY actor) AS n ON n.actor = q.actor
            JOIN actor a ON a.id = q.actor AND a.suspended_at IS NULL AND a.erased_at IS NULL
            WHERE q.reader = :reader AND q.id < :below AND q.id > :above ORDER BY q.id\s""";

    /// Empty where the reader is no member.
    Optional<Standing> standing(Tx tx, ActorId reader, ActorId actor) {
        return tx.query(STANDING)
                .bind("reader", reader.value())
                .bind("actor", actor.value())
                .map((row, _) -> new Standing(
                        policy(row),
                        row.getInt("permitted") > 0,
                        row.getInt("following") > 0,
                        Columns.number(row, "follower").map(Ids::time),
                        Instant.ofEpochMilli(row.getLong("created")),
                        Columns.number(row, "limited_at").isPresent(),
                        quiet(row)))
                .findOne();
    }

    private static NotificationPolicy policy(ResultSet row) throws SQLException {
        return Columns.text(row, "not_following").isEmpty()
                ? NotificationPolicy.USUAL
                : new NotificationPolicy(
                        Verdict.valueOf(row.getString("not_following")),
                        Verdict.valueOf(row.getString("not_followers")),
                        Verdict.valueOf(row.getString("new_accounts")),
                        Verdict.valueOf(row.getString("private_mentions")),
                        Verdict.valueOf(row.getString("limited_accounts")));
    }

    private static Optional<QuietHours> quiet(ResultSet row) throws SQLException {
        var zone = Columns.text(row, "zone");
        return zone.isEmpty()
                ? Optional.empty()
                : Optional.of(new QuietHours(
                        ZoneId.of(zone.get()),
                        LocalTime.ofSecondOfDay(row.getInt("since") * 60L),
                        LocalTime.ofSecondOfDay(row.getInt("until") * 60L)));
    }

    NotificationPolicy policy(Tx tx, ActorId reader) {
        return tx.query("SELECT * FROM notification_policy WHERE reader = :reader")
                .bind("reader", reader.value())
                .map((row, _) -> policy(row))
                .findOne()
                .orElse(NotificationPolicy.USUAL);
    }

    void put(Tx tx, ActorId reader, NotificationPolicy policy) {
        tx.change("""
                        INSERT INTO notification_policy
                            (reader, not_following, not_followers, new_accounts, private_mentions, limited_accounts)
                        VALUES (:reader, :following, :followers, :fresh, :private, :limited)
                        ON CONFLICT (reader) DO UPDATE SET not_following = excluded.not_following,
                            not_followers = excluded.not_followers, new_accounts = excluded.new_accounts,
                            private_mentions = excluded.private_mentions,
                            limited_accounts = excluded.limited_accounts
                        """)
                .bind("reader", reader.value())
                .bind("following", policy.notFollowing().name())
                .bind("followers", policy.notFollowers().name())
                .bind("fresh", policy.newAccounts().name())
                .bind("private", policy.privateMentions().name())
                .bind("limited", policy.limitedAccounts().name())
                .execute();
    }

    Optional<QuietHours> quiet(Tx tx, ActorId reader) {
        return tx.query("SELECT zone, since, until FROM quiet_hours WHERE reader = :reader")
                .bind("reader", reader.value())
                .map((row, _) -> quiet(row))
                .findOne()
                .flatMap(one -> one);
    }

    void put(Tx tx, ActorId reader, QuietHours quiet) {
        tx.change("""
                        INSERT INTO quiet_hours (reader, zone, since, until) VALUES (:reader, :zone, :since, :until)
                        ON CONFLICT (reader) DO UPDATE SET zone = excluded.zone, since = excluded.since,
                            until = excluded.until
                        """)
                .bind("reader", reader.value())
                .bind("zone", quiet.zone().getId())
                .bind("since", quiet.from().toSecondOfDay() / 60)
                .bind("until", quiet.until().toSecondOfDay() / 60)
                .execute();
    }

    void loud(Tx tx, ActorId reader) {
        tx.change("DELETE FROM quiet_hours WHERE reader = :reader")
                .bind("reader", reader.value())
                .execute();
    }

    /// Whether the reader has written in the conversation that a post belongs to.
    boolean tookPart(Tx tx, ActorId reader, PostId post) {
        return tx.query("""
                        SELECT 1 FROM post p JOIN post o ON o.thread = p.thread
                        WHERE p.id = :post AND o.author = :reader AND o.deleted_at IS NULL LIMIT 1
                        """)
                .bind("post", post.value())
                .bind("reader", reader.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    boolean letter(Tx tx, PostId post) {
        return tx.query("SELECT 1 FROM post WHERE id = :post AND reach = 'DIRECT'")
                .bind("post", post.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    void setApart(Tx tx, long notification) {
        tx.change("UPDATE notification SET filtered = TRUE WHERE id = :id")
                .bind("id", notification)
                .execute();
    }

    void ask(Tx tx, long id, ActorId reader, ActorId actor, Instant now) {
        tx.change("""
                        INSERT INTO notification_request (id, reader, actor, updated)
                        VALUES (:id, :reader, :actor, :now)
                        ON CONFLICT (reader, actor) DO UPDATE SET updated = excluded.updated
                        """)
                .bind("id", id)
                .bind("reader", reader.value())
                .bind("actor", actor.value())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    List<Row> page(Tx tx, ActorId reader, Page page) {
        var listed = tx.query(REQUESTS + (page.upwards() ? "ASC" : "DESC") + " LIMIT :limit")
                .bind("reader", reader.value())
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> new Row(
                        row.getLong("id"),
                        new ActorId(row.getLong("actor")),
                        row.getInt("amount"),
                        Optional.of(row.getLong("last")).filter(id -> id != 0).map(PostId::new),
                        Instant.ofEpochMilli(row.getLong("updated"))))
                .list();
        return page.upwards() ? listed.reversed() : listed;
    }

    Optional<ActorId> whose(Tx tx, ActorId reader, long id) {
        return tx.query("SELECT actor FROM notification_request WHERE reader = :reader AND id = :id")
                .bind("reader", reader.value())
                .bind("id", id)
                .map((row, _) -> new ActorId(row.getLong("actor")))
                .findOne();
    }

    void permit(Tx tx, ActorId reader, ActorId actor) {
        tx.change("INSERT INTO notification_permission (reader, actor) VALUES (:reader, :actor) ON CONFLICT DO NOTHING")
                .bind("reader", reader.value())
                .bind("actor", actor.value())
                .execute();
    }

    /// Puts what was set apart back among the others. True where there was something.
    boolean merge(Tx tx, ActorId reader, ActorId actor) {
        end(tx, reader, actor);
        return tx.change("UPDATE notification SET filtered = FALSE"
                                + " WHERE reader = :reader AND actor = :actor AND filtered")
                        .bind("reader", reader.value())
                        .bind("actor", actor.value())
                        .execute()
                > 0;
    }

    void end(Tx tx, ActorId reader, ActorId actor) {
        tx.change("DELETE FROM notification_request WHERE reader = :reader AND actor = :actor")
                .bind("reader", reader.value())
                .bind("actor", actor.value())
                .execute();
    }

    void removeFiltered(Tx tx, ActorId reader, ActorId actor) {
        tx.change("DELETE FROM notification WHERE reader = :reader AND actor = :actor AND filtered")
                .bind("reader", reader.value())
                .bind("actor", actor.value())
                .execute();
    }

    int count(Tx tx, ActorId reader, int limit) {
        return tx.query("SELECT count(*) FROM (SELECT id FROM notification WHERE reader = :reader AND filtered"
                        + " LIMIT :limit) AS apart")
                .bind("reader", reader.value())
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one();
    }

    void forget(Tx tx, ActorId actor) {
        for (var table : List.of("notification_policy WHERE reader", "quiet_hours WHERE reader")) {
            tx.change("DELETE FROM " + table + " = :actor")
                    .bind("actor", actor.value())
                    .execute();
        }
        for (var table : List.of("notification_request", "notification_permission")) {
            tx.change("DELETE FROM " + table + " WHERE reader = :actor OR actor = :actor")
                    .bind("actor", actor.value())
                    .execute();
        }
    }
}
