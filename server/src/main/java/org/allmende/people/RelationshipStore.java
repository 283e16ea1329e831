// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// Reads all that is between a reader and others in one query.
final class RelationshipStore {

    private static final String RELATIONSHIPS = """
            SELECT actor.id, own.state AS own_state, own.shares, own.each_post, theirs.state AS their_state,
                blocking.id AS blocking, blocked.id AS blocked, mute.id AS mute, mute.notifications, mute.until,
                endorsement.id AS endorsed, avoided_domain.id AS avoided, note_on.text AS note
            FROM actor
            LEFT JOIN follow own ON own.follower = :reader AND own.followed = actor.id
            LEFT JOIN follow theirs ON theirs.follower = actor.id AND theirs.followed = :reader
            LEFT JOIN block blocking ON blocking.actor = :reader AND blocking.target = actor.id
            LEFT JOIN block blocked ON blocked.actor = actor.id AND blocked.target = :reader
            LEFT JOIN mute ON mute.actor = :reader AND mute.target = actor.id
                AND (mute.until IS NULL OR mute.until > :now)
            LEFT JOIN endorsement ON endorsement.actor = :reader AND endorsement.target = actor.id
            LEFT JOIN avoided_domain ON avoided_domain.actor = :reader AND avoided_domain.domain = actor.domain
            LEFT JOIN note_on ON note_on.actor = :reader AND note_on.target = actor.id
            WHERE actor.id IN (<ids>) ORDER BY actor.id
            """;

    Map<ActorId, Relationship> find(Tx tx, ActorId reader, Collection<ActorId> others, Instant now) {
        var found = new HashMap<ActorId, Relationship>();
        for (var batch : PersonStore.batches(others)) {
            tx.query(RELATIONSHIPS)
                    .bind("reader", reader.value())
                    .bind("now", now.toEpochMilli())
                    .bindList("ids", batch)
                    .map((row, _) -> Map.entry(new ActorId(row.getLong("id")), relationship(row)))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    private static Relationship relationship(ResultSet row) throws SQLException {
        var own = state(row, "own_state");
        var theirs = state(row, "their_state");
        var following = own.filter(FollowState.ACCEPTED::equals).isPresent();
        return new Relationship(
                following,
                own.isPresent() && row.getBoolean("shares"),
                own.isPresent() && row.getBoolean("each_post"),
                own.isPresent() && !following,
                theirs.filter(FollowState.ACCEPTED::equals).isPresent(),
                theirs.filter(FollowState.WAITING::equals).isPresent(),
                Columns.number(row, "blocking").isPresent(),
                Columns.number(row, "blocked").isPresent(),
                Columns.number(row, "mute").isPresent(),
                row.getBoolean("notifications"),
                Columns.time(row, "until"),
                Columns.number(row, "avoided").isPresent(),
                Columns.number(row, "endorsed").isPresent(),
                Columns.text(row, "note").orElse(""));
    }

    private static Optional<FollowState> state(ResultSet row, String name) throws SQLException {
        return Columns.text(row, name).map(FollowState::valueOf);
    }
}
