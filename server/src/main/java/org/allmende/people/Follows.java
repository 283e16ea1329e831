// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Outcome;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.people.FollowStore.FollowRow;

/// Who follows whom: the one place where that changes.
///
/// The subject of each outcome is the other person.
public final class Follows {

    /// A follow or a request ended, for whatever reason (taken back, rejected, blocked): announced within the
    /// transaction, with what was written down about it and who ended it. Who is erased is told of once, by
    /// [People.Leaving].
    public record Ended(ActorId follower, ActorId followed, FollowFacts facts, ActorId by) {}

    /// Apps show three faces, and a number.
    private static final int FAMILIAR_MAX = 20;

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final People people;
    private final ActorStore actors = new ActorStore();
    private final FollowStore follows = new FollowStore();
    private final BlockStore blocks = new BlockStore();
    private final Endorsements endorsements;
    private final RelationshipStore relationships = new RelationshipStore();

    public Follows(Database database, Ids ids, Clock clock, People people) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.people = people;
        this.endorsements = new Endorsements(database, ids, people);
    }

    /// Whom of them members recommend.
    public Endorsements endorsements() {
        return endorsements;
    }

    /// Asks to follow. A member who is not locked accepts at once; a stranger's home answers later.
    ///
    /// Asked again, only the wish changes. A stranger who asks again gets the new activity answered; a member's
    /// request keeps the name of the first, which is the one the other home knows.
    public Outcome follow(Tx tx, Activity.Follow follow) {
        actors.hold(tx, follow.actor(), follow.target());
        var follower = people.find(tx, follow.actor());
        var target = people.find(tx, follow.target());
        if (follower.isEmpty()
                || target.isEmpty()
                || !follower.get().present()
                || !target.get().present()) {
            return Refusals.unknown(follow.id());
        }
        if (!follower.get().local() && !target.get().local()) {
            return Refusals.strangersOnly(follow.id());
        }
        if (blocks.between(tx, follow.actor(), follow.target())) {
            return Refusals.blocked(follow.id());
        }
        var known = follows.between(tx, follow.actor(), follow.target());
        if (known.isPresent()) {
            return again(tx, follow, follower.get(), known.get().facts());
        }
        var facts = new FollowFacts(
                ids.next(),
                stateOf(follower.get(), target.get()),
                follow.wish(),
                follow.id().value());
        follows.add(tx, new FollowRow(follow.actor(), follow.target(), facts));
        return done(follow.id(), follow.target());
    }

    private Outcome again(Tx tx, Activity.Follow follow, Person follower, FollowFacts facts) {
        var renamed = !follower.local() && !facts.activity().equals(follow.id().value());
        if (facts.wish().equals(follow.wish()) && !renamed) {
            return new Outcome.AlreadyDone(follow.id(), follow.target().value());
        }
        follows.wish(tx, facts.id(), follow.wish());
        if (renamed) {
            follows.rename(tx, facts.id(), follow.id().value());
        }
        return done(follow.id(), follow.target());
    }

    private static FollowState stateOf(Person follower, Person target) {
        var atOnce = target.local() && !target.profile().locked() && !follower.limited();
        return atOnce ? FollowState.ACCEPTED : FollowState.WAITING;
    }

    public Outcome unfollow(Tx tx, Activity.Unfollow unfollow) {
        return end(tx, unfollow.id(), unfollow.actor(), unfollow.target(), unfollow.actor());
    }

    /// Lets in who asked. Who never asked is not let in: nobody can be made to follow.
    public Outcome accept(Tx tx, Activity.AcceptFollow accept) {
        var asked = follows.between(tx, accept.follower(), accept.actor());
        if (asked.isEmpty()) {
            return Refusals.notAsked(accept.id());
        }
        return follows.accept(tx, asked.get())
                ? done(accept.id(), accept.follower())
                : new Outcome.AlreadyDone(accept.id(), accept.follower().value());
    }

    /// Refuses who asked, and removes who follows.
    public Outcome reject(Tx tx, Activity.RejectFollow reject) {
        return end(tx, reject.id(), reject.follower(), reject.actor(), reject.actor());
    }

    private Outcome end(Tx tx, ActivityId id, ActorId follower, ActorId followed, ActorId by) {
        actors.hold(tx, follower, followed);
        var other = by.equals(follower) ? followed : follower;
        var row = follows.between(tx, follower, followed);
        return row.isPresent() && follows.end(tx, row.get(), by)
                ? done(id, other)
                : new Outcome.AlreadyDone(id, other.value());
    }

    private static Outcome done(ActivityId id, ActorId subject) {
        return new Outcome.Done(id, subject.value());
    }

    /// Ends every follow between the two, both ways, as a block by `one` does.
    void sever(Tx tx, ActorId one, ActorId other) {
        follows.between(tx, one, other).ifPresent(row -> follows.end(tx, row, one));
        follows.between(tx, other, one).ifPresent(row -> follows.end(tx, row, one));
    }

    /// Who follows; the newest follow first.
    public Slice<Person> followers(ActorId followed, Page page) {
        return database.read(tx -> people.slice(tx, follows.followers(tx, followed, FollowState.ACCEPTED, page)));
    }

    public Slice<Person> following(ActorId follower, Page page) {
        return database.read(tx -> people.slice(tx, follows.following(tx, follower, page)));
    }

    /// Who asks to follow.
    public Slice<Person> requests(ActorId followed, Page page) {
        return database.read(tx -> people.slice(tx, follows.followers(tx, followed, FollowState.WAITING, page)));
    }

    /// The members who follow, oldest follow first, in portions: `after` is the last [Follower#follow] of the portion
    /// before, 0 for the first.
    public List<Follower> localFollowers(Tx tx, ActorId followed, long after, int limit) {
        return follows.localFollowers(tx, followed, after, limit);
    }

    /// Whether any member follows.
    public boolean followedHere(ActorId followed) {
        return database.read(tx -> followedHere(tx, followed));
    }

    public boolean followedHere(Tx tx, ActorId followed) {
        return follows.followedHere(tx, followed);
    }

    /// Whether a member has asked to follow this person and waits for the answer.
    public boolean wantedHere(Tx tx, ActorId followed) {
        return follows.wantedHere(tx, followed);
    }

    public Optional<FollowFacts> between(ActorId follower, ActorId followed) {
        return database.read(tx -> between(tx, follower, followed));
    }

    public Optional<FollowFacts> between(Tx tx, ActorId follower, ActorId followed) {
        return follows.between(tx, follower, followed).map(FollowRow::facts);
    }

    /// Where to send what all followers elsewhere shall get: one inbox a server, where it has a shared one.
    public List<String> followerInboxes(Tx tx, ActorId followed) {
        return follows.followerInboxes(tx, followed);
    }

    /// Where to send what only those strangers shall get who follow and are followed back: their own inboxes, because a
    /// shared one could not know for whom it is.
    public List<String> mutualInboxes(Tx tx, ActorId followed) {
        return follows.mutualInboxes(tx, followed);
    }

    /// The addresses of strangers who follow; of more than `limit` the oldest.
    public List<String> strangersFollowing(Tx tx, ActorId followed, int limit) {
        return follows.strangersFollowing(tx, followed, limit);
    }

    /// The same as [#followerInboxes] for these people; members among them have none.
    public List<String> inboxesOf(Tx tx, Collection<ActorId> actorIds) {
        return follows.inboxesOf(tx, actorIds);
    }

    /// Who of those whom the reader follows follows each of the others, a handful each: the newest.
    public Map<ActorId, List<Person>> familiar(ActorId reader, Collection<ActorId> others) {
        return others.isEmpty()
                ? Map.of()
                : database.read(tx -> {
                    var rows = follows.familiar(tx, reader, others, FAMILIAR_MAX);
                    var known = people.find(
                            tx,
                            rows.stream().map(FollowStore.Familiar::follower).toList());
                    return rows.stream()
                            .filter(row -> known.containsKey(row.follower())
                                    && known.get(row.follower()).present())
                            .collect(Collectors.groupingBy(
                                    FollowStore.Familiar::followed,
                                    Collectors.mapping(row -> known.get(row.follower()), Collectors.toList())));
                });
    }

    /// How the reader stands to each of the others. Who is unknown is left out.
    public Map<ActorId, Relationship> relationships(ActorId reader, Collection<ActorId> others) {
        return database.read(tx -> relationships.find(tx, reader, others, clock.instant()));
    }
}
