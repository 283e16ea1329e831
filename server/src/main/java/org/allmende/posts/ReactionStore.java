// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.List;
import java.util.Optional;
import org.allmende.activity.ActivityId;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.database.Tx;

/// The tables `liking`, `bookmark` and `thread_mute`: what readers do to posts.
final class ReactionStore {

    boolean like(Tx tx, long id, ActorId actor, PostId post, ActivityId activity) {
        return tx.change("INSERT INTO liking (id, actor, post, activity) VALUES (:id, :actor, :post, :activity)"
                                + " ON CONFLICT DO NOTHING")
                        .bind("id", id)
                        .bind("actor", actor.value())
                        .bind("post", post.value())
                        .bind("activity", activity.value())
                        .execute()
                == 1;
    }

    /// The activity that liked it, which is now undone.
    Optional<String> unlike(Tx tx, ActorId actor, PostId post) {
        return tx.query("DELETE FROM liking WHERE actor = :actor AND post = :post RETURNING activity")
                .bind("actor", actor.value())
                .bind("post", post.value())
                .mapTo(String.class)
                .findOne();
    }

    List<PostId> likedBy(Tx tx, ActorId actor, int limit) {
        return tx.query("SELECT post FROM liking WHERE actor = :actor ORDER BY id LIMIT :limit")
                .bind("actor", actor.value())
                .bind("limit", limit)
                .map((row, _) -> new PostId(row.getLong("post")))
                .list();
    }

    void forgetPrivate(Tx tx, ActorId actor) {
        for (var table : List.of("bookmark", "thread_mute")) {
            tx.change("DELETE FROM " + table + " WHERE actor = :actor")
                    .bind("actor", actor.value())
                    .execute();
        }
    }

    void bookmark(Tx tx, long id, ActorId actor, PostId post) {
        tx.change("INSERT INTO bookmark (id, actor, post) VALUES (:id, :actor, :post) ON CONFLICT DO NOTHING")
                .bind("id", id)
                .bind("actor", actor.value())
                .bind("post", post.value())
                .execute();
    }

    void unbookmark(Tx tx, ActorId actor, PostId post) {
        tx.change("DELETE FROM bookmark WHERE actor = :actor AND post = :post")
                .bind("actor", actor.value())
                .bind("post", post.value())
                .execute();
    }

    void muteThread(Tx tx, ActorId actor, PostId thread) {
        tx.change("INSERT INTO thread_mute (actor, thread) VALUES (:actor, :thread) ON CONFLICT DO NOTHING")
                .bind("actor", actor.value())
                .bind("thread", thread.value())
                .execute();
    }

    void unmuteThread(Tx tx, ActorId actor, PostId thread) {
        tx.change("DELETE FROM thread_mute WHERE actor = :actor AND thread = :thread")
                .bind("actor", actor.value())
                .bind("thread", thread.value())
                .execute();
    }

    boolean threadMuted(Tx tx, ActorId actor, PostId thread) {
        return tx.query("SELECT count(*) FROM thread_mute WHERE actor = :actor AND thread = :thread")
                        .bind("actor", actor.value())
                        .bind("thread", thread.value())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }
}
