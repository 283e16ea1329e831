// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.intake;

import java.util.List;
import java.util.function.Function;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Outcome;
import org.allmende.activity.Verified;
import org.allmende.base.ActorId;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.people.Follower;

/// Takes along the members who followed, muted or blocked somebody that has moved. Each step is an ordinary deed of the
/// member, so the gate decides about it and others are told.
final class MovedFollowers {

    private static final String COME_ALONG = "intake.come_along";

    private static final int AT_ONCE = 100;

    private final Database database;
    private final Rooms rooms;
    private final Function<Verified<? extends Activity>, Outcome> receive;
    private final MoveVerifier verifier = new MoveVerifier();

    MovedFollowers(Database database, Rooms rooms, Function<Verified<? extends Activity>, Outcome> receive) {
        this.database = database;
        this.rooms = rooms;
        this.receive = receive;
    }

    void work(Jobs jobs) {
        jobs.does(COME_ALONG, Work.inside((payload, _) -> comeAlong(payload)));
    }

    void comeAlong(Tx tx, ActorId from, ActorId to) {
        tx.later(Job.of(COME_ALONG, from + " " + to).once(COME_ALONG + ":" + from + ":" + to));
    }

    // After a crash it starts again; what is done already counts once.
    private JobEnd comeAlong(String payload) {
        var parts = payload.split(" ", 2);
        var from = ActorId.parse(parts[0]).orElseThrow();
        var to = ActorId.parse(parts[1]).orElseThrow();
        block(from, to);
        database.write(tx -> {
            rooms.moves().takeMutes(tx, from, to);
            return true;
        });
        follow(from, to);
        return JobEnd.DONE;
    }

    private void block(ActorId from, ActorId to) {
        var after = new ActorId(0);
        List<ActorId> some;
        do {
            some = rooms.moves().blockedBy(from, after, AT_ONCE);
            for (var member : some) {
                if (!member.equals(to)) {
                    var _ = receive.apply(
                            verifier.verify(new Activity.Block(id("block", member, from, to), member, to), from));
                }
                after = member;
            }
        } while (some.size() == AT_ONCE);
    }

    private void follow(ActorId from, ActorId to) {
        var after = 0L;
        List<Follower> some;
        do {
            var start = after;
            some = database.read(tx -> rooms.follows().localFollowers(tx, from, start, AT_ONCE));
            for (var follower : some) {
                follow(follower, from, to);
                after = follower.follow();
            }
        } while (some.size() == AT_ONCE);
    }

    // Whoever cannot follow the new account keeps the old one.
    private void follow(Follower follower, ActorId from, ActorId to) {
        var member = follower.actor();
        if (member.equals(to)) {
            return;
        }
        var followed = receive.apply(verifier.verify(
                new Activity.Follow(id("follow", member, from, to), member, to, follower.wish()), from));
        switch (followed) {
            case Outcome.Done _, Outcome.AlreadyDone _ -> {
                var unfollow = new Activity.Unfollow(id("unfollow", member, from, to), member, from);
                var _ = receive.apply(verifier.verify(unfollow, from));
            }
            case Outcome.Waiting _, Outcome.Held _, Outcome.Refused _ -> {}
        }
    }

    private static ActivityId id(String deed, ActorId member, ActorId from, ActorId to) {
        return new ActivityId("moved:" + deed + ":" + member + ":" + from + ":" + to);
    }
}
