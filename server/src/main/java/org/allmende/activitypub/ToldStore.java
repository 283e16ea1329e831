// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;
import org.allmende.activity.Emoji;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.database.Tx;

/// The `told` table: by which number others know a like, a reaction or a block, so that taking it back names the same
/// one.
final class ToldStore {

    enum Kind {
        LIKE,
        BLOCK
    }

    void put(Tx tx, ActorId actor, Kind kind, long subject, long number) {
        put(tx, actor, kind.name(), subject, number);
    }

    /// The same of a reaction: several of one person can stand under one post.
    void put(Tx tx, ActorId actor, Emoji emoji, PostId post, long number) {
        put(tx, actor, kind(emoji), post.value(), number);
    }

    Optional<Long> take(Tx tx, ActorId actor, Emoji emoji, PostId post) {
        return take(tx, actor, kind(emoji), post.value());
    }

    private static String kind(Emoji emoji) {
        return "REACTION " + emoji.code();
    }

    private static void put(Tx tx, ActorId actor, String kind, long subject, long number) {
        tx.change("""
                        INSERT INTO told (actor, kind, subject, number) VALUES (:actor, :kind, :subject, :number)
                        ON CONFLICT (actor, kind, subject) DO UPDATE SET number = excluded.number
                        """)
                .bind("actor", actor.value())
                .bind("kind", kind)
                .bind("subject", subject)
                .bind("number", number)
                .execute();
    }

    /// The number, which is forgotten with this.
    Optional<Long> take(Tx tx, ActorId actor, Kind kind, long subject) {
        return take(tx, actor, kind.name(), subject);
    }

    private static Optional<Long> take(Tx tx, ActorId actor, String kind, long subject) {
        return tx.query("""
                        DELETE FROM told WHERE actor = :actor AND kind = :kind AND subject = :subject RETURNING number
                        """)
                .bind("actor", actor.value())
                .bind("kind", kind)
                .bind("subject", subject)
                .mapTo(Long.class)
                .findOne();
    }

    void forget(Tx tx, ActorId actor) {
        tx.change("DELETE FROM told WHERE actor = :actor")
                .bind("actor", actor.value())
                .execute();
    }
}
