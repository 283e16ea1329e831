// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.discovery;

import java.util.List;
import org.allmende.base.ActorId;
import org.allmende.database.Tx;

/// The `dismissed_suggestion` table, and follows of follows.
final class SuggestionStore {

    /// Of those who follow thousands the newest do.
    private static final int FRIENDS = 500;

    private static final String FRIENDS_OF_FRIENDS = """
            SELECT a.id FROM (SELECT followed FROM follow WHERE follower = :reader AND state = 'ACCEPTED'
                              ORDER BY id DESC LIMIT :friends) AS mine
            JOIN follow f ON f.follower = mine.followed AND f.state = 'ACCEPTED'
            JOIN actor a ON a.id = f.followed
            WHERE a.id <> :reader AND a.discoverable AND NOT a.applied AND a.kind <> 'APPLICATION'
              AND a.limited_at IS NULL AND a.suspended_at IS NULL AND a.erased_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM moved v WHERE v.actor = a.id)
              AND NOT EXISTS (SELECT 1 FROM follow o WHERE o.follower = :reader AND o.followed = a.id)
              AND NOT EXISTS (SELECT 1 FROM block b WHERE (b.actor = :reader AND b.target = a.id)
                                                       OR (b.actor = a.id AND b.target = :reader))
              AND NOT EXISTS (SELECT 1 FROM mute m WHERE m.actor = :reader AND m.target = a.id)
              AND NOT EXISTS (SELECT 1 FROM avoided_domain x WHERE x.actor = :reader AND x.domain = a.domain)
              AND NOT EXISTS (SELECT 1 FROM dismissed_suggestion d WHERE d.reader = :reader AND d.target = a.id)
            GROUP BY a.id, a.followers_count
            ORDER BY count(*) DESC, a.followers_count DESC, a.id LIMIT :limit
            """;

    List<ActorId> friendsOfFriends(Tx tx, ActorId reader, int limit) {
        return tx.query(FRIENDS_OF_FRIENDS)
                .bind("reader", reader.value())
                .bind("friends", FRIENDS)
                .bind("limit", limit)
                .map((row, _) -> new ActorId(row.getLong("id")))
                .list();
    }

    void dismiss(Tx tx, ActorId reader, ActorId target) {
        tx.change("INSERT INTO dismissed_suggestion (reader, target) VALUES (:reader, :target) ON CONFLICT DO NOTHING")
                .bind("reader", reader.value())
                .bind("target", target.value())
                .execute();
    }

    void forget(Tx tx, ActorId actor) {
        tx.change("DELETE FROM dismissed_suggestion WHERE reader = :actor OR target = :actor")
                .bind("actor", actor.value())
                .execute();
    }
}
