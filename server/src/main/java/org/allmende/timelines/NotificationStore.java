// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Emoji;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Tx;

/// The `notification` table.
final class NotificationStore {

    record Row(long id, NotificationKind kind, ActorId actor, Optional<PostId> post, Optional<Emoji> emoji) {}

    private static final String ADD = """
            INSERT INTO notification (id, reader, kind, actor, post)
            SELECT :id, r.id, :kind, :actor, :post FROM actor r
            WHERE r.id = :reader AND r.id <> :actor AND\s""" + Earshot.WITHIN + """
              AND NOT EXISTS (SELECT 1 FROM thread_mute t JOIN post p ON p.thread = t.thread
                              WHERE t.actor = r.id AND p.id = :post)
            ON CONFLICT DO NOTHING
            """;

    boolean add(Tx tx, long id, ActorId reader, NotificationKind kind, ActorId actor, Optional<PostId> post, long now) {
        return tx.change(ADD)
                        .bind("id", id)
                        .bind("reader", reader.value())
                        .bind("kind", kind.name())
                        .bind("actor", actor.value())
                        .bind("post", post.map(PostId::value).orElse(0L))
                        .bind("now", now)
                        .execute()
                == 1;
    }

    void remove(Tx tx, ActorId reader, NotificationKind kind, ActorId actor, Optional<PostId> post) {
        tx.change(
                        "DELETE FROM notification WHERE reader = :reader AND kind = :kind AND actor = :actor AND post = :post")
                .bind("reader", reader.value())
                .bind("kind", kind.name())
                .bind("actor", actor.value())
                .bind("post", post.map(PostId::value).orElse(0L))
                .execute();
    }

    /// Says with which emoji somebody reacted.
    void paint(Tx tx, ActorId actor, PostId post, Emoji emoji) {
        tx.change("UPDATE notification SET emoji = :emoji WHERE post = :post AND actor = :actor AND kind = :kind")
                .bind("emoji", emoji.code())
                .bind("post", post.value())
                .bind("actor", actor.value())
                .bind("kind", NotificationKind.REACTION.name())
                .execute();
    }

    void removeAbout(Tx tx, PostId post) {
        tx.change("DELETE FROM notification WHERE post = :post")
                .bind("post", post.value())
                .execute();
    }

    void removeFrom(Tx tx, ActorId reader, ActorId actor) {
        tx.change("DELETE FROM notification WHERE reader = :reader AND actor = :actor")
                .bind("reader", reader.value())
                .bind("actor", actor.value())
                .execute();
    }

    void removeFrom(Tx tx, ActorId reader, String domain) {
        tx.change("""
                        DELETE FROM notification WHERE reader = :reader
                          AND EXISTS (SELECT 1 FROM actor a WHERE a.id = notification.actor AND a.domain = :domain)
                        """).bind("reader", reader.value()).bind("domain", domain).execute();
    }

    void removeOf(Tx tx, ActorId actor) {
        tx.change("DELETE FROM notification WHERE reader = :actor OR actor = :actor")
                .bind("actor", actor.value())
                .execute();
    }

    List<Row> page(Tx tx, ActorId reader, NotificationFilter filter, Page page) {
        var query = tx.query(
                        "SELECT id, kind, actor, post, emoji FROM notification WHERE reader = :reader AND kind IN (<kinds>)"
                                + (filter.actor().isPresent() ? " AND actor = :actor" : "")
                                + (filter.withFiltered() ? "" : " AND NOT filtered")
                                + " AND id < :below AND id > :above ORDER BY id " + (page.upwards() ? "ASC" : "DESC")
                                + " LIMIT :limit")
                .bind("reader", reader.value())
                .bindList(
                        "kinds",
                        filter.kinds().stream().map(Enum::name).sorted().toList())
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit());
        filter.actor().ifPresent(actor -> query.bind("actor", actor.value()));
        var listed = query.map((row, _) -> row(row)).list();
        return page.upwards() ? listed.reversed() : listed;
    }

    Optional<Row> find(Tx tx, ActorId reader, long id) {
        return tx.query("SELECT id, kind, actor, post, emoji FROM notification WHERE reader = :reader AND id = :id")
                .bind("reader", reader.value())
                .bind("id", id)
                .map((row, _) -> row(row))
                .findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        var post = row.getLong("post");
        return new Row(
                row.getLong("id"),
                NotificationKind.valueOf(row.getString("kind")),
                new ActorId(row.getLong("actor")),
                post == 0 ? Optional.empty() : Optional.of(new PostId(post)),
                Optional.of(row.getString("emoji"))
                        .filter(code -> !code.isEmpty())
                        .flatMap(Emoji::parse));
    }

    void dismiss(Tx tx, ActorId reader, long id) {
        tx.change("DELETE FROM notification WHERE reader = :reader AND id = :id")
                .bind("reader", reader.value())
                .bind("id", id)
                .execute();
    }

    void clear(Tx tx, ActorId reader) {
        tx.change("DELETE FROM notification WHERE reader = :reader")
                .bind("reader", reader.value())
                .execute();
    }

    /// Counted up to `limit`: nobody needs the difference between 100 and 1,000.
    int newerThan(Tx tx, ActorId reader, long id, int limit) {
        return tx.query("""
                        SELECT count(*) FROM (SELECT id FROM notification WHERE reader = :reader AND id > :id AND NOT filtered
                                              ORDER BY id LIMIT :limit) AS fresh
                        """)
                .bind("reader", reader.value())
                .bind("id", id)
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one();
    }

    List<ActorId> wantEachPost(Tx tx, ActorId author, int limit) {
        return tx.query("""
                        SELECT f.follower FROM follow f JOIN actor r ON r.id = f.follower AND r.domain = ''
                        WHERE f.followed = :author AND f.state = 'ACCEPTED' AND f.each_post ORDER BY f.id LIMIT :limit
                        """)
                .bind("author", author.value())
                .bind("limit", limit)
                .map((row, _) -> new ActorId(row.getLong("follower")))
                .list();
    }

    List<ActorId> localSharers(Tx tx, PostId post, int limit) {
        return tx.query("""
                        SELECT author FROM post WHERE share_of = :post AND home AND deleted_at IS NULL
                        ORDER BY id LIMIT :limit
                        """)
                .bind("post", post.value())
                .bind("limit", limit)
                .map((row, _) -> new ActorId(row.getLong("author")))
                .list();
    }

    record LocalQuote(PostId post, ActorId author) {}

    List<LocalQuote> localQuotes(Tx tx, PostId quoted, int limit) {
        return tx.query("""
                        SELECT p.id, p.author FROM quote q JOIN post p ON p.id = q.quoting
                        WHERE q.quoted = :post AND q.state = 'ACCEPTED' AND p.home AND p.deleted_at IS NULL
                        ORDER BY p.id LIMIT :limit
                        """)
                .bind("post", quoted.value())
                .bind("limit", limit)
                .map((row, _) -> new LocalQuote(new PostId(row.getLong("id")), new ActorId(row.getLong("author"))))
                .list();
    }

    Optional<ActorId> authorOf(Tx tx, PostId post) {
        return tx.query("SELECT author FROM post WHERE id = :post AND deleted_at IS NULL")
                .bind("post", post.value())
                .map((row, _) -> new ActorId(row.getLong("author")))
                .findOne();
    }

    void forgetOlder(Tx tx, long id) {
        tx.change("DELETE FROM notification WHERE id < :id").bind("id", id).execute();
    }
}
