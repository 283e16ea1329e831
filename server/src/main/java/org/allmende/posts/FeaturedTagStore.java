// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The `featured_tag` table, and what is counted for it.
final class FeaturedTagStore {

    // Counted along the posts of the one author: a tag may be everybody's, a person's posts are only so many.
    private static final String OF = """
            SELECT f.id, f.tag, coalesce(u.amount, 0) AS amount, u.newest FROM featured_tag f
            LEFT JOIN (
                SELECT t.tag, count(*) AS amount, max(p.created) AS newest
                FROM post p JOIN post_tag t ON t.post = p.id
                WHERE p.author = :actor AND p.deleted_at IS NULL AND p.awaits IS NULL AND p.share_of IS NULL
                  AND p.reach IN ('PUBLIC', 'UNLISTED') AND (NOT p.local_only OR :member)
                  AND t.tag IN (SELECT g.tag FROM featured_tag g WHERE g.actor = :actor)
                GROUP BY t.tag) AS u ON u.tag = f.tag
            WHERE f.actor = :actor ORDER BY f.id LIMIT :limit
            """;

    private static final String USED = """
            SELECT t.tag FROM post p JOIN post_tag t ON t.post = p.id
            WHERE p.author = :actor AND p.id > :since AND p.deleted_at IS NULL AND p.awaits IS NULL AND p.share_of IS NULL
              AND p.reach IN ('PUBLIC', 'UNLISTED')
              AND NOT EXISTS (SELECT 1 FROM featured_tag f WHERE f.actor = :actor AND f.tag = t.tag)
            GROUP BY t.tag ORDER BY count(*) DESC, max(p.id) DESC LIMIT :limit
            """;

    void add(Tx tx, long id, ActorId actor, String tag) {
        tx.change("INSERT INTO featured_tag (id, actor, tag) VALUES (:id, :actor, :tag)")
                .bind("id", id)
                .bind("actor", actor.value())
                .bind("tag", tag)
                .execute();
    }

    void remove(Tx tx, ActorId actor, long id) {
        tx.change("DELETE FROM featured_tag WHERE actor = :actor AND id = :id")
                .bind("actor", actor.value())
                .bind("id", id)
                .execute();
    }

    Optional<Long> find(Tx tx, ActorId actor, String tag) {
        return tx.query("SELECT id FROM featured_tag WHERE actor = :actor AND tag = :tag")
                .bind("actor", actor.value())
                .bind("tag", tag)
                .mapTo(Long.class)
                .findOne();
    }

    int count(Tx tx, ActorId actor) {
        return tx.query("SELECT count(*) FROM featured_tag WHERE actor = :actor")
                .bind("actor", actor.value())
                .mapTo(Integer.class)
                .one();
    }

    List<FeaturedTag> of(Tx tx, ActorId actor, Reader reader) {
        return tx.query(OF)
                .bind("actor", actor.value())
                .bind("member", reader.isMember())
                .bind("limit", FeaturedTags.MAX)
                .map((row, _) -> new FeaturedTag(
                        row.getLong("id"), row.getString("tag"), row.getLong("amount"), Columns.time(row, "newest")))
                .list();
    }

    List<String> used(Tx tx, ActorId actor, long since, int limit) {
        return tx.query(USED)
                .bind("actor", actor.value())
                .bind("since", since)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    void forget(Tx tx, ActorId actor) {
        tx.change("DELETE FROM featured_tag WHERE actor = :actor")
                .bind("actor", actor.value())
                .execute();
    }
}
