// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.Outcome;
import org.allmende.activity.Proof;
import org.allmende.activity.Verified;
import org.allmende.base.ActorId;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.moderation.Gate;
import org.allmende.moderation.Judgement;

/// Takes a proved activity, asks the gate, and hands it to the room that owns it.
///
/// Everything that changes what others can see comes this way. An activity counts once; what is refused, held or
/// waiting has written nothing, and may come again.
public final class Intake {

    /// The id of an activity begins so where an app chose it, to be able to repeat a request whose answer got lost.
    public static final String APP_KEY = "key:";

    /// Other servers repeat what they could not deliver for some days; replays after months were meant to harm. By then
    /// the tombstones, the likes and the follows themselves tell what has happened.
    private static final Duration DEEDS_KEPT = Duration.ofDays(90);

    /// What apps are told they can rely on.
    private static final Duration APP_KEYS_KEPT = Duration.ofHours(1);

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private static final String CLEAR_OUT = "intake.clear_out";

    /// Small enough that others can write in between.
    private static final int MEDIA_ERASED_AT_ONCE = 100;

    private final Database database;
    private final Gate gate;
    private final Rooms rooms;
    private final Clock clock;
    private final DeedStore deeds = new DeedStore();
    private final MovedFollowers followers;

    public Intake(Database database, Gate gate, Rooms rooms, Clock clock) {
        this.database = database;
        this.gate = gate;
        this.rooms = rooms;
        this.clock = clock;
        this.followers = new MovedFollowers(database, rooms, this::receive);
    }

    /// Says how this room's durable jobs are done.
    public void work(Jobs jobs) {
        followers.work(jobs);
        jobs.does(CLEAR_OUT, Work.inside((payload, _) -> clearOut(payload)));
    }

    public Outcome receive(Verified<? extends Activity> arrival) {
        var activity = arrival.activity();
        // Asked before the gate: what has happened stays answered in the same way, whatever changed since.
        var before = database.read(tx -> deeds.subject(tx, activity));
        if (before.isPresent()) {
            return new Outcome.AlreadyDone(activity.id(), before.get());
        }
        return switch (gate.judge(arrival)) {
            case Judgement.Refuse(var cause, var rule, var reason) ->
                new Outcome.Refused(activity.id(), cause, rule, reason);
            case Judgement.Hold(var rule) -> new Outcome.Held(activity.id(), rule);
            case Judgement.Allow() -> database.write(tx -> once(tx, activity, local(arrival.proof())));
            case Judgement.Ask() -> {
                var ask = new Activity.Ask(activity.id(), activity.actor(), activity);
                yield database.write(tx -> once(tx, ask, local(arrival.proof())));
            }
        };
    }

    /// When the activity of this id happened, if it has.
    public Optional<Instant> since(Activity activity) {
        return database.read(tx -> deeds.since(tx, activity));
    }

    // Only members have a session here; everybody else proves themselves with keys.
    private static boolean local(Proof proof) {
        return switch (proof) {
            case Proof.Session _, Proof.Moved _ -> true;
            case Proof.Signature _, Proof.ObjectProof _, Proof.FetchedFromOrigin _ -> false;
        };
    }

    private Outcome once(Tx tx, Activity activity, boolean local) {
        if (!deeds.begin(tx, activity, clock.instant())) {
            var subject = deeds.subject(tx, activity).orElse(0L);
            tx.undo();
            return new Outcome.AlreadyDone(activity.id(), subject);
        }
        var outcome = apply(tx, activity);
        if (outcome instanceof Outcome.Done done) {
            deeds.finish(tx, activity, done.subject());
            tx.announce(new Accomplished(activity, done, local));
        } else {
            tx.undo();
        }
        return outcome;
    }

    // No default branch: a new kind of activity must not compile until somebody decides here.
    private Outcome apply(Tx tx, Activity activity) {
        return switch (activity) {
            case Activity.Publish publish -> rooms.posts().publish(tx, publish);
            case Activity.Edit edit -> rooms.posts().edit(tx, edit);
            case Activity.Erase erase -> rooms.posts().erase(tx, erase);
            case Activity.Pin pin -> rooms.posts().pin(tx, pin);
            case Activity.Unpin unpin -> rooms.posts().unpin(tx, unpin);
            case Activity.FeatureTag feature -> rooms.posts().featured().feature(tx, feature);
            case Activity.UnfeatureTag unfeature -> rooms.posts().featured().unfeature(tx, unfeature);
            case Activity.Endorse endorse -> rooms.follows().endorsements().endorse(tx, endorse);
            case Activity.Unendorse unendorse -> rooms.follows().endorsements().unendorse(tx, unendorse);
            case Activity.SetPolicy set -> rooms.posts().quotes().setPolicy(tx, set);
            case Activity.AskToQuote ask -> rooms.posts().quotes().ask(tx, ask);
            case Activity.AllowQuote allow -> rooms.posts().quotes().allow(tx, allow);
            case Activity.RefuseQuote refuse -> rooms.posts().quotes().refuse(tx, refuse);
            case Activity.RevokeQuote revoke -> rooms.posts().quotes().revoke(tx, revoke);
            case Activity.Ask ask -> rooms.posts().interactions().ask(tx, ask);
            case Activity.AllowDeed allow -> rooms.posts().interactions().allow(tx, allow);
            case Activity.RefuseDeed refuse -> rooms.posts().interactions().refuse(tx, refuse);
            case Activity.RevokeDeed revoke -> rooms.posts().interactions().revoke(tx, revoke);
            case Activity.Like like -> rooms.posts().like(tx, like);
            case Activity.Unlike unlike -> rooms.posts().unlike(tx, unlike);
            case Activity.React react -> rooms.posts().react(tx, react);
            case Activity.Unreact unreact -> rooms.posts().unreact(tx, unreact);
            case Activity.Share share -> rooms.posts().share(tx, share);
            case Activity.Unshare unshare -> rooms.posts().unshare(tx, unshare);
            case Activity.Vote vote -> rooms.posts().vote(tx, vote);
            case Activity.Follow follow -> rooms.follows().follow(tx, follow);
            case Activity.Unfollow unfollow -> rooms.follows().unfollow(tx, unfollow);
            case Activity.AcceptFollow accept -> rooms.follows().accept(tx, accept);
            case Activity.RejectFollow reject -> rooms.follows().reject(tx, reject);
            case Activity.Block block -> rooms.blocks().block(tx, block);
            case Activity.Unblock unblock -> rooms.blocks().unblock(tx, unblock);
            case Activity.Report report -> rooms.reports().report(tx, report);
            case Activity.UpdateProfile update -> rooms.people().update(tx, update);
            case Activity.ClaimAliases claim -> rooms.moves().claim(tx, claim);
            case Activity.Move move -> move(tx, move);
            case Activity.EraseActor erase -> farewell(tx, erase);
        };
    }

    private Outcome move(Tx tx, Activity.Move move) {
        var outcome = rooms.moves().move(tx, move);
        if (outcome instanceof Outcome.Done) {
            followers.comeAlong(tx, move.actor(), move.target());
        }
        return outcome;
    }

    // From the moment of this transaction nothing of the person is shown; the rest leaves in small steps, so that a
    // long
    // life does not hold everybody else up.
    private Outcome farewell(Tx tx, Activity.EraseActor erase) {
        tx.later(Job.of(CLEAR_OUT, erase.actor().toString()).once(CLEAR_OUT + ":" + erase.actor()));
        return rooms.people().erase(tx, erase);
    }

    private JobEnd clearOut(String payload) {
        var actor = ActorId.parse(payload).orElseThrow();
        boolean more;
        do {
            more = database.write(tx -> rooms.posts().eraseSomeOf(tx, actor));
        } while (more);
        do {
            more = database.write(tx -> rooms.media().eraseOf(tx, actor, MEDIA_ERASED_AT_ONCE));
        } while (more);
        return JobEnd.DONE;
    }

    /// Forgets what need not be remembered any longer. For every hour.
    public void tidy() {
        var now = clock.instant();
        int forgotten;
        do {
            forgotten = database.write(
                    tx -> deeds.forget(tx, now.minus(DEEDS_KEPT), now.minus(APP_KEYS_KEPT), FORGOTTEN_AT_ONCE));
        } while (forgotten == FORGOTTEN_AT_ONCE);
    }
}
