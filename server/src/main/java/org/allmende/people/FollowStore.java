// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.FollowWish;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.database.Tx;

/// The `follow` table. Whoever changes what is accepted changes the counts of both people with it.
final class FollowStore {

    /// A whole row.
    record FollowRow(ActorId follower, ActorId followed, FollowFacts facts) {}

    private static final String ADD = """
            INSERT INTO follow (id, follower, followed, state, shares, each_post, activity)
            VALUES (:id, :follower, :followed, :state, :shares, :eachPost, :activity)
            ON CONFLICT (follower, followed) DO NOTHING
            """;

    private static final String ROW = """
            SELECT id, follower, followed, state, shares, each_post, activity FROM follow WHERE\s""";

    private static final String LOCAL_FOLLOWERS = """
            SELECT follow.id, follower, shares, each_post FROM follow JOIN actor ON actor.id = follower
            WHERE followed = :followed AND state = 'ACCEPTED' AND follow.id > :after AND domain = ''
            ORDER BY follow.id LIMIT :limit
            """;

    // Not limited: each inbox must get it, and there are as many as there are servers.
    private static final String FOLLOWER_INBOXES = """
            SELECT DISTINCT coalesce(shared_inbox, inbox) AS address
            FROM follow JOIN stranger ON stranger.actor = follower JOIN actor ON actor.id = follower
            WHERE followed = :followed AND state = 'ACCEPTED' AND suspended_at IS NULL AND erased_at IS NULL
            ORDER BY address
            """;

    private static final String MUTUAL_INBOXES = """
            SELECT DISTINCT inbox AS address
            FROM follow JOIN stranger ON stranger.actor = follower JOIN actor ON actor.id = follower
            WHERE followed = :followed AND state = 'ACCEPTED' AND suspended_at IS NULL AND erased_at IS NULL
            AND EXISTS (SELECT 1 FROM follow back WHERE back.follower = follow.followed
                        AND back.followed = follow.follower AND back.state = 'ACCEPTED')
            ORDER BY address
            """;

    private static final String STRANGERS = """
            SELECT uri FROM follow JOIN actor ON actor.id = follower
            WHERE followed = :followed AND state = 'ACCEPTED' AND domain <> '' AND erased_at IS NULL
            ORDER BY follow.id LIMIT :limit
            """;

    private static final String INBOXES = """
            SELECT DISTINCT coalesce(shared_inbox, inbox) AS address
            FROM stranger JOIN actor ON actor.id = stranger.actor
            WHERE actor.id IN (<ids>) AND suspended_at IS NULL AND erased_at IS NULL
            ORDER BY address
            """;

    private static final String UNCOUNT_FOLLOWERS = """
            UPDATE actor SET following_count = following_count - 1 WHERE following_count > 0
            AND id IN (SELECT follower FROM follow WHERE followed = :actor AND state = 'ACCEPTED')
            """;

    private static final String UNCOUNT_FOLLOWED = """
            UPDATE actor SET followers_count = followers_count - 1 WHERE followers_count > 0
            AND id IN (SELECT followed FROM follow WHERE follower = :actor AND state = 'ACCEPTED')
            """;

    private static final String END_ALL = "DELETE FROM follow WHERE follower = :actor OR followed = :actor";

    private static final String FOLLOWED_HERE = """
            SELECT follow.id FROM follow JOIN actor ON actor.id = follower
            WHERE followed = :followed AND state = 'ACCEPTED' AND domain = '' LIMIT 1
            """;

    private final ActorStore actors = new ActorStore();

    /// False where there is one already.
    boolean add(Tx tx, FollowRow row) {
        var facts = row.facts();
        var added = tx.change(ADD)
                        .bind("id", facts.id())
                        .bind("follower", row.follower().value())
                        .bind("followed", row.followed().value())
                        .bind("state", facts.state().name())
                        .bind("shares", facts.wish().shares())
                        .bind("eachPost", facts.wish().eachPost())
                        .bind("activity", facts.activity())
                        .execute()
                == 1;
        if (added && facts.state() == FollowState.ACCEPTED) {
            actors.countFollow(tx, row.follower(), row.followed(), 1);
        }
        return added;
    }

    void wish(Tx tx, long id, FollowWish wish) {
        tx.change("UPDATE follow SET shares = :shares, each_post = :eachPost WHERE id = :id")
                .bind("id", id)
                .bind("shares", wish.shares())
                .bind("eachPost", wish.eachPost())
                .execute();
    }

    void rename(Tx tx, long id, String activity) {
        tx.change("UPDATE follow SET activity = :activity WHERE id = :id")
                .bind("id", id)
                .bind("activity", activity)
                .execute();
    }

    boolean accept(Tx tx, FollowRow row) {
        var accepted = tx.change("UPDATE follow SET state = 'ACCEPTED' WHERE id = :id AND state = 'WAITING'")
                        .bind("id", row.facts().id())
                        .execute()
                == 1;
        if (accepted) {
            actors.countFollow(tx, row.follower(), row.followed(), 1);
        }
        return accepted;
    }

    /// Ends a follow or a request, and tells which.
    boolean end(Tx tx, FollowRow row, ActorId by) {
        var ended = tx.change("DELETE FROM follow WHERE id = :id")
                        .bind("id", row.facts().id())
                        .execute()
                == 1;
        if (ended) {
            if (row.facts().state() == FollowState.ACCEPTED) {
                actors.countFollow(tx, row.follower(), row.followed(), -1);
            }
            tx.announce(new Follows.Ended(row.follower(), row.followed(), row.facts(), by));
        }
        return ended;
    }

    Optional<FollowRow> between(Tx tx, ActorId follower, ActorId followed) {
        return tx.query(ROW + "follower = :follower AND followed = :followed")
                .bind("follower", follower.value())
                .bind("followed", followed.value())
                .map((row, _) -> followRow(row))
                .findOne();
    }

    /// Ends all of them, both ways, for who leaves: a few statements however many they are, and nobody is told.
    void endAll(Tx tx, ActorId actor) {
        for (var statement : List.of(UNCOUNT_FOLLOWERS, UNCOUNT_FOLLOWED, END_ALL)) {
            tx.change(statement).bind("actor", actor.value()).execute();
        }
    }

    List<ListStore.Entry> followers(Tx tx, ActorId followed, FollowState state, Page page) {
        return ListStore.page(
                tx,
                "SELECT id, follower AS actor FROM follow WHERE followed = :owner AND state = '" + state + "'",
                followed,
                page);
    }

    List<ListStore.Entry> following(Tx tx, ActorId follower, Page page) {
        return ListStore.page(
                tx,
                "SELECT id, followed AS actor FROM follow WHERE follower = :owner AND state = 'ACCEPTED'",
                follower,
                page);
    }

    List<Follower> localFollowers(Tx tx, ActorId followed, long after, int limit) {
        return tx.query(LOCAL_FOLLOWERS)
                .bind("followed", followed.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new Follower(
                        row.getLong("id"),
                        new ActorId(row.getLong("follower")),
                        new FollowWish(row.getBoolean("shares"), row.getBoolean("each_post"))))
                .list();
    }

    boolean wantedHere(Tx tx, ActorId followed) {
        return tx.query("SELECT 1 FROM follow JOIN actor ON actor.id = follow.follower"
                        + " WHERE followed = :followed AND state = 'WAITING' AND domain = '' LIMIT 1")
                .bind("followed", followed.value())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    boolean followedHere(Tx tx, ActorId followed) {
        return tx.query(FOLLOWED_HERE)
                .bind("followed", followed.value())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    List<String> followerInboxes(Tx tx, ActorId followed) {
        return tx.query(FOLLOWER_INBOXES)
                .bind("followed", followed.value())
                .mapTo(String.class)
                .list();
    }

    List<String> mutualInboxes(Tx tx, ActorId followed) {
        return tx.query(MUTUAL_INBOXES)
                .bind("followed", followed.value())
                .mapTo(String.class)
                .list();
    }

    List<String> strangersFollowing(Tx tx, ActorId followed, int limit) {
        return tx.query(STRANGERS)
                .bind("followed", followed.value())
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    List<String> inboxesOf(Tx tx, Collection<ActorId> actors) {
        var inboxes = new ArrayList<String>();
        for (var batch : PersonStore.batches(actors)) {
            inboxes.addAll(
                    tx.query(INBOXES).bindList("ids", batch).mapTo(String.class).list());
        }
        return inboxes.stream().distinct().toList();
    }

    private static FollowRow followRow(ResultSet row) throws SQLException {
        return new FollowRow(
                new ActorId(row.getLong("follower")),
                new ActorId(row.getLong("followed")),
                new FollowFacts(
                        row.getLong("id"),
                        FollowState.valueOf(row.getString("state")),
                        new FollowWish(row.getBoolean("shares"), row.getBoolean("each_post")),
                        row.getString("activity")));
    }

    record Familiar(ActorId followed, ActorId follower) {}

    List<Familiar> familiar(Tx tx, ActorId reader, Collection<ActorId> others, int each) {
        return tx.query("""
                        SELECT followed, follower FROM (
                            SELECT f.followed, f.follower, f.id,
                                row_number() OVER (PARTITION BY f.followed ORDER BY f.id DESC) AS place
                            FROM follow mine JOIN follow f ON f.follower = mine.followed AND f.state = 'ACCEPTED'
                            WHERE mine.follower = :reader AND mine.state = 'ACCEPTED' AND f.followed IN (<others>)
                        ) AS listed WHERE place <= :each ORDER BY followed, id DESC LIMIT :limit
                        """)
                .bind("reader", reader.value())
                .bindList("others", others.stream().map(ActorId::value).toList())
                .bind("each", each)
                .bind("limit", each * others.size())
                .map((row, _) ->
                        new Familiar(new ActorId(row.getLong("followed")), new ActorId(row.getLong("follower"))))
                .list();
    }
}
