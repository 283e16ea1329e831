// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Draft;
import org.allmende.activity.Occasion;
import org.allmende.activity.Piece;
import org.allmende.activity.Policy;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;
import org.jdbi.v3.core.statement.Update;

/// The `post` table and what hangs on each row: mentions, tags, versions, exact bytes.
final class PostStore {

    private static final String INSERT = """
            INSERT INTO post (id, uri, url, author, home, share_of, in_reply_to, in_reply_to_author, thread, html,
                              source, format, summary, sensitive, language, reach, local_only, created, app,
                              piece, title, begins, ends, place, in_group, quoted, policy,
                              awaits)
            VALUES (:id, :uri, :url, :author, :home, :shareOf, :inReplyTo, :inReplyToAuthor, :thread, :html,
                    :source, :format, :summary, :sensitive, :language, :reach, :localOnly, :created, :app,
                    :piece, :title, :begins, :ends, :place, :group, :quoted, :policy, :awaits)
            ON CONFLICT DO NOTHING
            """;

    private static final String REWRITE = """
            UPDATE post SET html = :html, source = :source, format = :format, summary = :summary,
                            sensitive = :sensitive, language = :language, has_media = :hasMedia,
                            piece = :piece, title = :title, begins = :begins, ends = :ends, place = :place,
                            edited_at = coalesce(:edited, edited_at)
            WHERE id = :id
            """;

    // The uri, author and reach stay: a replay is recognised, and those who had it can be told that it is gone.
    private static final String BURY = """
            UPDATE post SET deleted_at = :now, html = '', source = '', summary = NULL, language = NULL, app = NULL,
                            piece = NULL, title = NULL, begins = NULL, ends = NULL, place = NULL, pinned_at = NULL,
                            quoted = NULL, policy = NULL, likes_count = 0, shares_count = 0, quotes_count = 0
            WHERE id = :id AND deleted_at IS NULL
            """;

    boolean insert(Tx tx, PostRow row) {
        return bind(tx.change(INSERT), row.piece())
                        .bind("group", row.group().map(ActorId::value).orElse(null))
                        .bind("quoted", row.quoted().map(PostId::value).orElse(null))
                        .bind("policy", row.policy().map(Policy::text).orElse(null))
                        .bind("awaits", row.awaits().map(ActorId::value).orElse(null))
                        .bind("id", row.id().value())
                        .bind("uri", row.uri())
                        .bind("url", row.url())
                        .bind("author", row.author().value())
                        .bind("home", row.home())
                        .bind("shareOf", row.shareOf().map(PostId::value).orElse(null))
                        .bind("inReplyTo", row.inReplyTo().map(PostId::value).orElse(null))
                        .bind(
                                "inReplyToAuthor",
                                row.inReplyToAuthor().map(ActorId::value).orElse(null))
                        .bind("thread", row.thread().value())
                        .bind("html", row.body().html())
                        .bind("source", row.body().source())
                        .bind("format", row.body().format())
                        .bind("summary", row.summary().orElse(null))
                        .bind("sensitive", row.sensitive())
                        .bind("language", row.language().orElse(null))
                        .bind("reach", row.audience().reach().name())
                        .bind("localOnly", row.audience().localOnly())
                        .bind("created", row.created().toEpochMilli())
                        .bind("app", row.app().orElse(null))
                        .execute()
                == 1;
    }

    private static Update bind(Update change, Optional<Piece> piece) {
        var occasion = piece.flatMap(Piece::occasion);
        return change.bind("piece", piece.map(one -> one.kind().name()).orElse(null))
                .bind("title", piece.map(Piece::title).orElse(null))
                .bind(
                        "begins",
                        occasion.map(when -> when.begins().toEpochMilli()).orElse(null))
                .bind(
                        "ends",
                        occasion.flatMap(Occasion::ends)
                                .map(Instant::toEpochMilli)
                                .orElse(null))
                .bind("place", occasion.flatMap(Occasion::place).orElse(null));
    }

    Optional<PostRow> find(Tx tx, PostId id) {
        return tx.query("SELECT * FROM post WHERE id = :id")
                .bind("id", id.value())
                .map((row, _) -> read(row))
                .findOne();
    }

    Optional<PostRow> byUri(Tx tx, String uri) {
        return tx.query("SELECT * FROM post WHERE uri = :uri")
                .bind("uri", uri)
                .map((row, _) -> read(row))
                .findOne();
    }

    Optional<PostRow> shareOf(Tx tx, ActorId author, PostId post) {
        return tx.query("SELECT * FROM post WHERE author = :author AND share_of = :post AND deleted_at IS NULL")
                .bind("author", author.value())
                .bind("post", post.value())
                .map((row, _) -> read(row))
                .findOne();
    }

    void rewrite(Tx tx, PostId id, Draft draft, Optional<Instant> edited) {
        bind(tx.change(REWRITE), draft.piece())
                .bind("id", id.value())
                .bind("html", draft.body().html())
                .bind("source", draft.body().source())
                .bind("format", draft.body().format())
                .bind("summary", draft.summary().orElse(null))
                .bind("sensitive", draft.sensitive())
                .bind("language", draft.language().orElse(null))
                .bind("hasMedia", !draft.media().isEmpty())
                .bind("edited", edited.map(Instant::toEpochMilli).orElse(null))
                .execute();
    }

    void rule(Tx tx, PostId id, Optional<Policy> policy) {
        tx.change("UPDATE post SET policy = :policy WHERE id = :id")
                .bind("id", id.value())
                .bind("policy", policy.map(Policy::text).orElse(null))
                .execute();
    }

    /// Says whose word others have to wait for before they may read it.
    void await(Tx tx, PostId id, Optional<ActorId> author) {
        tx.change("UPDATE post SET awaits = :author WHERE id = :id")
                .bind("id", id.value())
                .bind("author", author.map(ActorId::value).orElse(null))
                .execute();
    }

    List<String> tags(Tx tx, PostId post) {
        return tx.query("SELECT tag FROM post_tag WHERE post = :post ORDER BY tag")
                .bind("post", post.value())
                .mapTo(String.class)
                .list();
    }

    void quote(Tx tx, PostId id, Optional<PostId> quoted) {
        tx.change("UPDATE post SET quoted = :quoted WHERE id = :id")
                .bind("id", id.value())
                .bind("quoted", quoted.map(PostId::value).orElse(null))
                .execute();
    }

    /// Notes that something is attached.
    void illustrate(Tx tx, PostId id) {
        tx.change("UPDATE post SET has_media = TRUE WHERE id = :id")
                .bind("id", id.value())
                .execute();
    }

    /// True when it was there and no tombstone yet.
    boolean bury(Tx tx, PostId id, Instant now) {
        var buried = tx.change(BURY)
                        .bind("id", id.value())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
        if (buried) {
            for (var table : List.of(
                    "post_tag",
                    "post_version",
                    "post_object",
                    "post_origin",
                    "liking",
                    "reaction",
                    "reaction_count",
                    "bookmark")) {
                tx.change("DELETE FROM " + table + " WHERE post = :id")
                        .bind("id", id.value())
                        .execute();
            }
        }
        return buried;
    }

    /// Shares of a post that is gone: they vanish with it. The sharers' own servers tell their followers.
    List<PostRow> sharesOf(Tx tx, PostId post, int limit) {
        return tx.query("SELECT * FROM post WHERE share_of = :post AND deleted_at IS NULL ORDER BY id LIMIT :limit")
                .bind("post", post.value())
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    void count(Tx tx, PostId id, Counter counter, int by) {
        tx.change("UPDATE post SET " + counter.column + " = " + counter.column + " + :by WHERE id = :id AND "
                        + counter.column + " + :by >= 0")
                .bind("id", id.value())
                .bind("by", by)
                .execute();
    }

    enum Counter {
        LIKES("likes_count"),
        SHARES("shares_count"),
        REPLIES("replies_count");

        private final String column;

        Counter(String column) {
            this.column = column;
        }
    }

    void pin(Tx tx, PostId id, Optional<Instant> when) {
        tx.change("UPDATE post SET pinned_at = :when WHERE id = :id")
                .bind("id", id.value())
                .bind("when", when.map(Instant::toEpochMilli).orElse(null))
                .execute();
    }

    int pinned(Tx tx, ActorId author) {
        return tx.query("SELECT count(*) FROM post WHERE author = :author AND pinned_at IS NOT NULL")
                .bind("author", author.value())
                .mapTo(Integer.class)
                .one();
    }

    void mention(Tx tx, PostId post, Collection<ActorId> actors) {
        if (actors.isEmpty()) {
            return;
        }
        var batch = tx.batch("INSERT INTO post_mention (post, actor) VALUES (:post, :actor) ON CONFLICT DO NOTHING");
        actors.stream()
                .sorted()
                .forEach(actor -> batch.bind("post", post.value())
                        .bind("actor", actor.value())
                        .add());
        batch.execute();
    }

    List<ActorId> mentioned(Tx tx, PostId post) {
        return tx.query("SELECT actor FROM post_mention WHERE post = :post ORDER BY actor")
                .bind("post", post.value())
                .map((row, _) -> new ActorId(row.getLong("actor")))
                .list();
    }

    List<ActorId> echoed(Tx tx, PostId post, int limit) {
        return tx.query("""
                        SELECT author FROM (
                            SELECT actor AS author, id FROM liking WHERE post = :post
                            UNION ALL SELECT actor, id FROM reaction WHERE post = :post
                            UNION ALL SELECT author, id FROM post WHERE share_of = :post AND deleted_at IS NULL
                            UNION ALL SELECT author, id FROM post WHERE in_reply_to = :post AND deleted_at IS NULL
                            UNION ALL SELECT p.author, p.id FROM quote q JOIN post p ON p.id = q.quoting
                            WHERE q.quoted = :post AND p.deleted_at IS NULL) AS echo
                        GROUP BY author ORDER BY max(id) DESC LIMIT :limit
                        """)
                .bind("post", post.value())
                .bind("limit", limit)
                .map((row, _) -> new ActorId(row.getLong("author")))
                .list();
    }

    void tag(Tx tx, PostId post, Collection<String> tags) {
        tx.change("DELETE FROM post_tag WHERE post = :post")
                .bind("post", post.value())
                .execute();
        if (tags.isEmpty()) {
            return;
        }
        var batch = tx.batch("INSERT INTO post_tag (tag, post) VALUES (:tag, :post) ON CONFLICT DO NOTHING");
        tags.stream()
                .sorted()
                .forEach(
                        tag -> batch.bind("tag", tag).bind("post", post.value()).add());
        batch.execute();
    }

    void keepObject(Tx tx, PostId post, byte[] bytes) {
        tx.change("INSERT INTO post_object (post, bytes) VALUES (:post, :bytes)"
                        + " ON CONFLICT (post) DO UPDATE SET bytes = excluded.bytes")
                .bind("post", post.value())
                .bind("bytes", bytes)
                .execute();
    }

    Optional<byte[]> object(Tx tx, PostId post) {
        return tx.query("SELECT bytes FROM post_object WHERE post = :post")
                .bind("post", post.value())
                .map((row, _) -> row.getBytes("bytes"))
                .findOne();
    }

    List<PostId> someOf(Tx tx, ActorId author, int limit) {
        return tx.query(
                        "SELECT id FROM post WHERE author = :author AND deleted_at IS NULL ORDER BY id DESC LIMIT :limit")
                .bind("author", author.value())
                .bind("limit", limit)
                .map((row, _) -> new PostId(row.getLong("id")))
                .list();
    }

    /// Forgets who was mentioned in what was erased long ago: by then everybody has been told.
    void forgetMentionsOfBuried(Tx tx, Instant before) {
        tx.change("""
                        DELETE FROM post_mention WHERE post IN
                            (SELECT id FROM post WHERE deleted_at IS NOT NULL AND deleted_at < :before)
                        """).bind("before", before.toEpochMilli()).execute();
    }

    // Summed over people: counting a million rows takes seconds, and servers ask us every day.
    static PostRow read(ResultSet row) throws SQLException {
        return new PostRow(
                new PostId(row.getLong("id")),
                row.getString("uri"),
                row.getString("url"),
                new ActorId(row.getLong("author")),
                row.getBoolean("home"),
                Columns.number(row, "share_of").map(PostId::new),
                Columns.number(row, "in_reply_to").map(PostId::new),
                Columns.number(row, "in_reply_to_author").map(ActorId::new),
                new PostId(row.getLong("thread")),
                new Body(row.getString("html"), row.getString("source"), row.getString("format")),
                Columns.text(row, "summary"),
                row.getBoolean("sensitive"),
                Columns.text(row, "language"),
                new Audience(Reach.valueOf(row.getString("reach")), row.getBoolean("local_only")),
                Instant.ofEpochMilli(row.getLong("created")),
                Columns.time(row, "edited_at"),
                Columns.number(row, "deleted_at").isPresent(),
                Columns.number(row, "pinned_at").isPresent(),
                row.getLong("likes_count"),
                row.getLong("shares_count"),
                row.getLong("replies_count"),
                Columns.text(row, "app"),
                piece(row),
                Columns.number(row, "in_group").map(ActorId::new),
                Columns.number(row, "quoted").map(PostId::new),
                Columns.text(row, "policy").map(Policy::of),
                row.getLong("quotes_count"),
                Columns.number(row, "awaits").map(ActorId::new));
    }

    private static Optional<Piece> piece(ResultSet row) throws SQLException {
        var kind = Columns.text(row, "piece");
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        var begins = Columns.time(row, "begins");
        return Optional.of(new Piece(
                Piece.Kind.valueOf(kind.get()),
                row.getString("title"),
                begins.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Occasion(begins.get(), Columns.time(row, "ends"), Columns.text(row, "place")))));
    }
}
