// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Emoji;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Tx;

/// The tables `reaction` and `reaction_count`.
final class EmojiReactionStore {

    record Row(PostId post, Emoji emoji) {}

    private record Counted(PostId post, Emoji emoji, long people) {}

    private static final String COUNT_UP = """
            INSERT INTO reaction_count (post, emoji, people, since) VALUES (:post, :emoji, 1, :id)
            ON CONFLICT (post, emoji) DO UPDATE SET people = reaction_count.people + 1
            """;

    /// False where it was there.
    boolean add(Tx tx, long id, ActorId actor, PostId post, Emoji emoji, ActivityId activity) {
        var added = tx.change("INSERT INTO reaction (id, actor, post, emoji, activity)"
                                + " VALUES (:id, :actor, :post, :emoji, :activity) ON CONFLICT DO NOTHING")
                        .bind("id", id)
                        .bind("actor", actor.value())
                        .bind("post", post.value())
                        .bind("emoji", emoji.code())
                        .bind("activity", activity.value())
                        .execute()
                == 1;
        if (added) {
            tx.change(COUNT_UP)
                    .bind("post", post.value())
                    .bind("emoji", emoji.code())
                    .bind("id", id)
                    .execute();
        }
        return added;
    }

    /// False where there was none.
    boolean remove(Tx tx, ActorId actor, PostId post, Emoji emoji) {
        var removed = tx.change("DELETE FROM reaction WHERE actor = :actor AND post = :post AND emoji = :emoji")
                        .bind("actor", actor.value())
                        .bind("post", post.value())
                        .bind("emoji", emoji.code())
                        .execute()
                == 1;
        if (removed) {
            for (var change : List.of(
                    "UPDATE reaction_count SET people = people - 1 WHERE post = :post AND emoji = :emoji",
                    "DELETE FROM reaction_count WHERE post = :post AND emoji = :emoji AND people <= 0")) {
                tx.change(change)
                        .bind("post", post.value())
                        .bind("emoji", emoji.code())
                        .execute();
            }
        }
        return removed;
    }

    /// Somebody's reactions to a post, in the order in which they came.
    List<Emoji> of(Tx tx, ActorId actor, PostId post) {
        return tx
                .query("SELECT post, emoji FROM reaction WHERE actor = :actor AND post = :post ORDER BY id")
                .bind("actor", actor.value())
                .bind("post", post.value())
                .map((row, _) -> row(row))
                .list()
                .stream()
                .map(Row::emoji)
                .toList();
    }

    int kinds(Tx tx, PostId post) {
        return tx.query("SELECT count(*) FROM reaction_count WHERE post = :post")
                .bind("post", post.value())
                .mapTo(Integer.class)
                .one();
    }

    boolean any(Tx tx, PostId post, Emoji emoji) {
        return tx.query("SELECT 1 FROM reaction_count WHERE post = :post AND emoji = :emoji")
                .bind("post", post.value())
                .bind("emoji", emoji.code())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    List<Row> by(Tx tx, ActorId actor, int limit) {
        return tx.query("SELECT post, emoji FROM reaction WHERE actor = :actor ORDER BY post, emoji LIMIT :limit")
                .bind("actor", actor.value())
                .bind("limit", limit)
                .map((row, _) -> row(row))
                .list();
    }

    Optional<Row> byActivity(Tx tx, ActorId actor, ActivityId activity) {
        return tx.query("SELECT post, emoji FROM reaction WHERE actor = :actor AND activity = :activity"
                        + " ORDER BY id LIMIT 1")
                .bind("actor", actor.value())
                .bind("activity", activity.value())
                .map((row, _) -> row(row))
                .findOne();
    }

    Optional<PostId> likedBy(Tx tx, ActorId actor, ActivityId activity) {
        return tx.query("SELECT post FROM liking WHERE actor = :actor AND activity = :activity ORDER BY id LIMIT 1")
                .bind("actor", actor.value())
                .bind("activity", activity.value())
                .map((row, _) -> new PostId(row.getLong("post")))
                .findOne();
    }

    List<PostListStore.Reacted> reactors(Tx tx, PostId post, Emoji emoji, Page page) {
        var listed = tx.query("SELECT id, actor FROM reaction WHERE post = :post AND emoji = :emoji"
                        + " AND id < :below AND id > :above ORDER BY id " + (page.upwards() ? "ASC" : "DESC")
                        + " LIMIT :limit")
                .bind("post", post.value())
                .bind("emoji", emoji.code())
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> new PostListStore.Reacted(new ActorId(row.getLong("actor")), row.getLong("id")))
                .list();
        return page.upwards() ? listed.reversed() : listed;
    }

    /// What stands under these posts, each in the order in which it first came.
    Map<PostId, List<Reaction>> of(Tx tx, List<PostId> posts, Reader reader) {
        if (posts.isEmpty()) {
            return Map.of();
        }
        var counted = tx.query("SELECT post, emoji, people FROM reaction_count WHERE post IN (<posts>)"
                        + " ORDER BY post, since, emoji LIMIT :limit")
                .bindList("posts", posts.stream().map(PostId::value).toList())
                .bind("limit", posts.size() * EmojiReactions.KINDS_MAX)
                .map((row, _) -> new Counted(row(row).post(), row(row).emoji(), row.getLong("people")))
                .list();
        var mine = counted.isEmpty() ? List.<Row>of() : mine(tx, posts, reader);
        var known = new HashSet<>(mine);
        var reactions = new HashMap<PostId, List<Reaction>>();
        counted.forEach(one -> reactions
                .computeIfAbsent(one.post, _ -> new ArrayList<>())
                .add(new Reaction(one.emoji, one.people, known.contains(new Row(one.post, one.emoji)))));
        return reactions;
    }

    private static List<Row> mine(Tx tx, List<PostId> posts, Reader reader) {
        return reader.isMember()
                ? tx.query("SELECT post, emoji FROM reaction WHERE actor = :reader AND post IN (<posts>)")
                        .bind("reader", reader.number())
                        .bindList("posts", posts.stream().map(PostId::value).toList())
                        .map((row, _) -> row(row))
                        .list()
                : List.of();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new PostId(row.getLong("post")),
                Emoji.parse(row.getString("emoji")).orElseThrow());
    }
}
