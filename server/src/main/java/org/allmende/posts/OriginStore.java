// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.allmende.activity.Origin;
import org.allmende.activity.Tally;
import org.allmende.base.PostId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The `post_origin` table: what the home of a foreign post says about it beyond what it shows.
final class OriginStore {

    private static final String KEEP = """
            INSERT INTO post_origin (post, context, revised, parent, untold, replies, likes, shares)
            VALUES (:post, :context, :revised, :parent, :untold, :replies, :likes, :shares)
            ON CONFLICT (post) DO UPDATE SET
                context = coalesce(excluded.context, post_origin.context),
                revised = coalesce(excluded.revised, post_origin.revised),
                parent = excluded.parent,
                replies = coalesce(excluded.replies, post_origin.replies),
                likes = coalesce(excluded.likes, post_origin.likes),
                shares = coalesce(excluded.shares, post_origin.shares)
            """;

    /// `parent` is the address of what the post answers, where that is not here. `now` is the latest that an author
    /// can have changed something: a clock that runs ahead would lock out all later changes.
    void keep(Tx tx, PostId post, Origin origin, Optional<String> parent, Instant now) {
        var tally = origin.tally();
        var revised = origin.updated().map(when -> when.isAfter(now) ? now : when);
        if (!origin.late()
                && revised.isEmpty()
                && parent.isEmpty()
                && origin.context().isEmpty()
                && !tally.known()) {
            return;
        }
        tx.change(KEEP)
                .bind("post", post.value())
                .bind("context", origin.context().orElse(null))
                .bind("revised", revised.map(Instant::toEpochMilli).orElse(null))
                .bind("parent", parent.orElse(null))
                .bind("untold", origin.late())
                .bind("replies", number(tally.replies()))
                .bind("likes", number(tally.likes()))
                .bind("shares", number(tally.shares()))
                .execute();
    }

    private static Long number(OptionalLong count) {
        return count.isPresent() ? count.getAsLong() : null;
    }

    /// When the author changed it last, as far as we have heard.
    Optional<Instant> revised(Tx tx, PostId post) {
        return tx.query("SELECT revised FROM post_origin WHERE post = :post")
                .bind("post", post.value())
                .map((row, _) -> Columns.time(row, "revised"))
                .findOne()
                .flatMap(time -> time);
    }

    Optional<String> context(Tx tx, PostId post) {
        return text(tx, "context", post);
    }

    Optional<String> parent(Tx tx, PostId post) {
        return text(tx, "parent", post);
    }

    private static Optional<String> text(Tx tx, String column, PostId post) {
        return tx.query("SELECT " + column + " FROM post_origin WHERE post = :post")
                .bind("post", post.value())
                .map((row, _) -> Columns.text(row, column))
                .findOne()
                .flatMap(text -> text);
    }

    /// Posts that answer what lives at `address` and came before it.
    List<PostId> orphans(Tx tx, String address, int limit) {
        return tx.query("SELECT post FROM post_origin WHERE parent = :address ORDER BY post LIMIT :limit")
                .bind("address", address)
                .bind("limit", limit)
                .map((row, _) -> new PostId(row.getLong("post")))
                .list();
    }

    /// True for the first who comes to tell of a post of which nobody has been told.
    boolean tell(Tx tx, PostId post) {
        return tx.change("UPDATE post_origin SET untold = FALSE WHERE post = :post AND untold")
                        .bind("post", post.value())
                        .execute()
                == 1;
    }

    void adopted(Tx tx, PostId post) {
        tx.change("UPDATE post_origin SET parent = NULL WHERE post = :post")
                .bind("post", post.value())
                .execute();
    }

    private record Told(long post, Tally tally) {}

    Map<Long, Tally> tallies(Tx tx, Collection<Long> posts) {
        var tallies = new HashMap<Long, Tally>();
        if (!posts.isEmpty()) {
            tx.query("SELECT post, replies, likes, shares FROM post_origin WHERE post IN (<ids>)")
                    .bindList("ids", List.copyOf(posts))
                    .map((row, _) -> new Told(row.getLong("post"), tally(row)))
                    .forEach(told -> tallies.put(told.post, told.tally));
        }
        return tallies;
    }

    private static Tally tally(ResultSet row) throws SQLException {
        return new Tally(count(row, "replies"), count(row, "likes"), count(row, "shares"));
    }

    private static OptionalLong count(ResultSet row, String column) throws SQLException {
        var value = Columns.number(row, column);
        return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
    }
}
