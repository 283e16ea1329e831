// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The `interaction` table.
final class InteractionStore {

    private static final String INSERT = """
            INSERT INTO interaction (id, what, post, author, actor, address, deed, detail, state, stamp, request, asked,
                                     decided)
            VALUES (:id, :what, :post, :author, :actor, :address, :deed, :detail, :state, :stamp, :request, :asked,
                    :decided)
            """;

    void insert(Tx tx, InteractionFacts facts) {
        tx.change(INSERT)
                .bind("id", facts.id())
                .bind("what", facts.what().name())
                .bind("post", facts.post().value())
                .bind("author", facts.author().value())
                .bind("actor", facts.actor().value())
                .bind("address", facts.address())
                .bind("deed", facts.deed().map(PostId::value).orElse(null))
                .bind("detail", facts.detail())
                .bind("state", facts.state().name())
                .bind("stamp", facts.stamp().orElse(null))
                .bind("request", facts.request().orElse(null))
                .bind("asked", facts.asked().toEpochMilli())
                .bind("decided", facts.decided().map(Instant::toEpochMilli).orElse(null))
                .execute();
    }

    void settle(Tx tx, InteractionFacts now) {
        tx.change("UPDATE interaction SET state = :state, stamp = :stamp, request = :request, decided = :decided"
                        + " WHERE id = :id")
                .bind("id", now.id())
                .bind("state", now.state().name())
                .bind("stamp", now.stamp().orElse(null))
                .bind("request", now.request().orElse(null))
                .bind("decided", now.decided().map(Instant::toEpochMilli).orElse(null))
                .execute();
    }

    Optional<InteractionFacts> find(Tx tx, long id) {
        return tx.query("SELECT * FROM interaction WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne();
    }

    Optional<InteractionFacts> find(Tx tx, PostId post, String address) {
        return tx.query("SELECT * FROM interaction WHERE post = :post AND address = :address")
                .bind("post", post.value())
                .bind("address", address)
                .map((row, _) -> read(row))
                .findOne();
    }

    /// By the answer, or by the share.
    Optional<InteractionFacts> of(Tx tx, PostId deed) {
        return tx.query("SELECT * FROM interaction WHERE deed = :deed ORDER BY id LIMIT 1")
                .bind("deed", deed.value())
                .map((row, _) -> read(row))
                .findOne();
    }

    /// What somebody asked to do to a post in this way; the newest first.
    List<InteractionFacts> by(Tx tx, ActorId actor, PostId post, Interaction what, int limit) {
        return tx.query("SELECT * FROM interaction WHERE post = :post AND actor = :actor AND what = :what"
                        + " ORDER BY id DESC LIMIT :limit")
                .bind("post", post.value())
                .bind("actor", actor.value())
                .bind("what", what.name())
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    /// Answers to a post that wait.
    List<InteractionFacts> below(Tx tx, PostId post, int limit) {
        return tx.query("SELECT * FROM interaction WHERE post = :post AND what = 'REPLY' AND state = 'PENDING'"
                        + " ORDER BY id LIMIT :limit")
                .bind("post", post.value())
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    /// A stamp may be claimed by anybody, but speaks of one deed alone.
    Optional<InteractionFacts> stamped(Tx tx, String stamp, ActorId author) {
        return tx.query("SELECT * FROM interaction WHERE stamp = :stamp AND author = :author AND state = 'ACCEPTED'"
                        + " ORDER BY id LIMIT 1")
                .bind("stamp", stamp)
                .bind("author", author.value())
                .map((row, _) -> read(row))
                .findOne();
    }

    List<InteractionFacts> waiting(
            Tx tx, ActorId author, Collection<Interaction> kinds, Optional<PostId> post, Page page) {
        var query = tx.query("SELECT * FROM interaction i WHERE author = :author AND state = 'PENDING'"
                        + " AND what IN (<kinds>)" + (post.isPresent() ? " AND post = :post" : "")
                        + " AND NOT EXISTS (SELECT 1 FROM block b WHERE b.actor = :author AND b.target = i.actor)"
                        + PostListStore.order("id", page))
                .bind("author", author.value())
                .bindList("kinds", kinds.stream().map(Enum::name).sorted().toList())
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit());
        post.ifPresent(one -> query.bind("post", one.value()));
        var listed = query.map((row, _) -> read(row)).list();
        return page.upwards() ? listed.reversed() : listed;
    }

    /// How much somebody has asked of an author without an answer yet.
    int open(Tx tx, ActorId actor, ActorId author) {
        return tx.query("SELECT count(*) FROM interaction"
                        + " WHERE author = :author AND actor = :actor AND state = 'PENDING'")
                .bind("author", author.value())
                .bind("actor", actor.value())
                .mapTo(Integer.class)
                .one();
    }

    /// What an author has let somebody do, or has not decided yet.
    List<InteractionFacts> between(Tx tx, ActorId author, ActorId actor, int limit) {
        return tx.query("SELECT * FROM interaction WHERE author = :author AND actor = :actor"
                        + " AND state IN ('PENDING', 'ACCEPTED') ORDER BY id LIMIT :limit")
                .bind("author", author.value())
                .bind("actor", actor.value())
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    void forget(Tx tx, long id) {
        tx.change("DELETE FROM interaction WHERE id = :id").bind("id", id).execute();
    }

    /// A post is gone: what was asked about it, and the asking that it was.
    void forgetAbout(Tx tx, PostId post) {
        tx.change("DELETE FROM interaction WHERE post = :post OR deed = :post")
                .bind("post", post.value())
                .execute();
    }

    void forgetOf(Tx tx, ActorId actor) {
        tx.change("DELETE FROM interaction WHERE actor = :actor OR author = :actor")
                .bind("actor", actor.value())
                .execute();
    }

    private static InteractionFacts read(ResultSet row) throws SQLException {
        return new InteractionFacts(
                row.getLong("id"),
                Interaction.valueOf(row.getString("what")),
                new PostId(row.getLong("post")),
                new ActorId(row.getLong("author")),
                new ActorId(row.getLong("actor")),
                row.getString("address"),
                Columns.number(row, "deed").map(PostId::new),
                row.getString("detail"),
                InteractionState.valueOf(row.getString("state")),
                Columns.text(row, "stamp"),
                Columns.text(row, "request"),
                Instant.ofEpochMilli(row.getLong("asked")),
                Columns.time(row, "decided"));
    }
}
