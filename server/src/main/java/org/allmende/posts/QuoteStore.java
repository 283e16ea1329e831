// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;
import org.allmende.posts.PostListStore.Listed;

/// The `quote` table, and who follows whom as far as policies ask for it.
final class QuoteStore {

    private static final String INSERT = """
            INSERT INTO quote (id, quoted, quoting_uri, quoting, state, stamp, request, plain)
            VALUES (:id, :quoted, :uri, :quoting, :state, :stamp, :request, :plain)
            """;

    private static final String RECOUNT = """
            UPDATE post SET quotes_count = (SELECT count(*) FROM quote q JOIN post p ON p.id = q.quoting
                                            WHERE q.quoted = :post AND q.state = 'ACCEPTED' AND p.deleted_at IS NULL)
            WHERE id = :post
            """;

    private static final String QUOTING =
            "SELECT p.id AS post, p.id AS list_key FROM quote q JOIN post p ON p.id = q.quoting"
                    + " WHERE q.quoted = :post AND q.state = 'ACCEPTED' AND " + Visibility.VISIBLE + " AND "
                    + Visibility.WANTED;

    void insert(Tx tx, QuoteFacts facts) {
        tx.change(INSERT)
                .bind("id", facts.id())
                .bind("quoted", facts.quoted().value())
                .bind("uri", facts.quotingUri())
                .bind("quoting", facts.quoting().map(PostId::value).orElse(null))
                .bind("state", facts.state().name())
                .bind("stamp", facts.stamp().orElse(null))
                .bind("request", facts.request().orElse(null))
                .bind("plain", facts.plain())
                .execute();
    }

    Optional<QuoteFacts> find(Tx tx, long id) {
        return tx.query("SELECT * FROM quote WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne();
    }

    Optional<QuoteFacts> find(Tx tx, PostId quoted, String quotingUri) {
        return tx.query("SELECT * FROM quote WHERE quoted = :quoted AND quoting_uri = :uri")
                .bind("quoted", quoted.value())
                .bind("uri", quotingUri)
                .map((row, _) -> read(row))
                .findOne();
    }

    Optional<QuoteFacts> of(Tx tx, PostId quoting) {
        return of(tx, List.of(quoting.value())).values().stream().findFirst();
    }

    /// By the number of the post that quotes.
    Map<Long, QuoteFacts> of(Tx tx, Collection<Long> quoting) {
        var found = new HashMap<Long, QuoteFacts>();
        if (!quoting.isEmpty()) {
            tx.query("SELECT * FROM quote WHERE quoting IN (<ids>)")
                    .bindList("ids", List.copyOf(quoting))
                    .map((row, _) -> read(row))
                    .forEach(facts -> found.put(facts.quoting().orElseThrow().value(), facts));
        }
        return found;
    }

    /// A stamp may be claimed by anybody, but speaks of one quote alone: `quotedBy` says by whose word.
    Optional<QuoteFacts> stamped(Tx tx, String stamp, ActorId quotedBy) {
        return tx.query(
                        "SELECT q.* FROM quote q JOIN post p ON p.id = q.quoted"
                                + " WHERE q.stamp = :stamp AND q.state = 'ACCEPTED' AND p.author = :author ORDER BY q.id LIMIT 1")
                .bind("stamp", stamp)
                .bind("author", quotedBy.value())
                .map((row, _) -> read(row))
                .findOne();
    }

    /// Where `quoter` quotes `author`, or asks to.
    List<QuoteFacts> between(Tx tx, ActorId author, ActorId quoter, int limit) {
        return tx.query("SELECT q.* FROM quote q JOIN post p ON p.id = q.quoting JOIN post o ON o.id = q.quoted"
                        + " WHERE o.author = :author AND p.author = :quoter AND q.state IN ('PENDING', 'ACCEPTED')"
                        + " ORDER BY q.id LIMIT :limit")
                .bind("author", author.value())
                .bind("quoter", quoter.value())
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    void settle(Tx tx, QuoteFacts now) {
        tx.change("UPDATE quote SET quoting = :quoting, state = :state, stamp = :stamp, request = :request,"
                        + " plain = :plain WHERE id = :id")
                .bind("id", now.id())
                .bind("quoting", now.quoting().map(PostId::value).orElse(null))
                .bind("state", now.state().name())
                .bind("stamp", now.stamp().orElse(null))
                .bind("request", now.request().orElse(null))
                .bind("plain", now.plain())
                .execute();
    }

    void forget(Tx tx, long id) {
        tx.change("DELETE FROM quote WHERE id = :id").bind("id", id).execute();
    }

    void recount(Tx tx, PostId quoted) {
        tx.change(RECOUNT).bind("post", quoted.value()).execute();
    }

    /// Which of these were taken back.
    Set<Long> deleted(Tx tx, Collection<Long> posts) {
        return posts.isEmpty()
                ? Set.of()
                : new HashSet<>(tx.query("SELECT id FROM post WHERE id IN (<ids>) AND deleted_at IS NOT NULL")
                        .bindList("ids", List.copyOf(posts))
                        .mapTo(Long.class)
                        .list());
    }

    List<Listed> quoting(Tx tx, PostId quoted, Page page, Reader reader, long now) {
        return PostListStore.page(
                page,
                PostListStore.seenBy(tx.query(QUOTING + PostListStore.order("p.id", page)), reader)
                        .bind("post", quoted.value())
                        .bind("now", now));
    }

    /// Whom of some authors somebody follows, and by whom of them they are followed.
    record Ties(Set<Long> following, Set<Long> followedBy) {
        static final Ties NONE = new Ties(Set.of(), Set.of());
    }

    private record Pair(long follower, long followed) {}

    Ties ties(Tx tx, ActorId actor, Collection<Long> authors) {
        if (authors.isEmpty()) {
            return Ties.NONE;
        }
        var following = new HashSet<Long>();
        var followedBy = new HashSet<Long>();
        tx.query("""
                        SELECT follower, followed FROM follow
                        WHERE state = 'ACCEPTED' AND follower = :actor AND followed IN (<authors>)
                        UNION ALL SELECT follower, followed FROM follow
                        WHERE state = 'ACCEPTED' AND followed = :actor AND follower IN (<authors>)
                        """)
                .bind("actor", actor.value())
                .bindList("authors", List.copyOf(authors))
                .map((row, _) -> new Pair(row.getLong("follower"), row.getLong("followed")))
                .forEach(pair -> {
                    if (pair.follower == actor.value()) {
                        following.add(pair.followed);
                    } else {
                        followedBy.add(pair.follower);
                    }
                });
        return new Ties(following, followedBy);
    }

    private static QuoteFacts read(ResultSet row) throws SQLException {
        return new QuoteFacts(
                row.getLong("id"),
                new PostId(row.getLong("quoted")),
                row.getString("quoting_uri"),
                Columns.number(row, "quoting").map(PostId::new),
                QuoteState.valueOf(row.getString("state")),
                Columns.text(row, "stamp"),
                Columns.text(row, "request"),
                row.getBoolean("plain"));
    }
}
