// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import org.allmende.activity.Activity;
import org.allmende.activity.Outcome;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// Whom members recommend on their profiles: some of those they follow.
public final class Endorsements {

    private final Database database;
    private final Ids ids;
    private final People people;
    private final FollowStore follows = new FollowStore();
    private final EndorsementStore endorsements = new EndorsementStore();

    Endorsements(Database database, Ids ids, People people) {
        this.database = database;
        this.ids = ids;
        this.people = people;
        // Who is no longer followed, is blocked or blocks, is no longer recommended either.
        database.within(
                Follows.Ended.class, (tx, ended) -> endorsements.remove(tx, ended.follower(), ended.followed()));
        database.within(People.Leaving.class, (tx, leaving) -> endorsements.forget(tx, leaving.actor()));
    }

    /// The subject is the other person.
    public Outcome endorse(Tx tx, Activity.Endorse endorse) {
        var actor = people.find(tx, endorse.actor());
        if (actor.isEmpty() || !actor.get().local()) {
            return Refusals.unknown(endorse.id());
        }
        var follow = follows.between(tx, endorse.actor(), endorse.target());
        if (follow.filter(row -> row.facts().state() == FollowState.ACCEPTED).isEmpty()) {
            return Refusals.notFollowed(endorse.id());
        }
        return endorsements.add(tx, ids.next(), endorse.actor(), endorse.target())
                ? new Outcome.Done(endorse.id(), endorse.target().value())
                : new Outcome.AlreadyDone(endorse.id(), endorse.target().value());
    }

    public Outcome unendorse(Tx tx, Activity.Unendorse unendorse) {
        return endorsements.remove(tx, unendorse.actor(), unendorse.target())
                ? new Outcome.Done(unendorse.id(), unendorse.target().value())
                : new Outcome.AlreadyDone(unendorse.id(), unendorse.target().value());
    }

    /// Whom somebody recommends and everybody may see, the newest first.
    public Slice<Person> of(ActorId actor, Page page) {
        return database.read(tx -> people.slice(tx, endorsements.of(tx, actor, page)));
    }
}
