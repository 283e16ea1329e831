// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.base.ActorId;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.people.People;
import org.allmende.people.Person;

/// Keeps what we know of strangers from growing old.
final class Refreshing {

    private static final String REFRESH = "activitypub.refresh";

    private static final Duration FRESH = Duration.ofDays(1);

    private final Commons commons;
    private final ActorFetching actors;
    private final Clock clock;
    private final OriginVerifier verifier = new OriginVerifier();

    Refreshing(Commons commons, ActorFetching actors, Clock clock) {
        this.commons = commons;
        this.actors = actors;
        this.clock = clock;
        // Perhaps they left, and their home will say so.
        commons.database().within(People.Displaced.class, (tx, displaced) -> soon(tx, displaced.actor()));
    }

    void work(Jobs jobs) {
        jobs.does(REFRESH, Work.inside((payload, tries) -> refresh(payload, tries)));
    }

    void ifStale(Person person) {
        var before = clock.instant().minus(FRESH);
        var stale = !person.local()
                && !person.erased()
                && commons.people()
                        .correspondence(person.id())
                        .filter(known -> known.fetched().isBefore(before))
                        .isPresent();
        if (stale) {
            soon(person.id());
        }
    }

    void soon(ActorId actor) {
        commons.database().write(tx -> {
            soon(tx, actor);
            return true;
        });
    }

    private static void soon(Tx tx, ActorId actor) {
        tx.later(Job.of(REFRESH, actor.toString()).once(REFRESH + ":" + actor));
    }

    private JobEnd refresh(String payload, int tries) {
        var person = ActorId.parse(payload)
                .flatMap(commons.people()::find)
                .filter(known -> !known.local() && !known.erased());
        if (person.isEmpty()) {
            return JobEnd.DONE;
        }
        return switch (actors.meet(person.get().uri(), Errand.patient(clock))) {
            case Meeting.Met _ -> JobEnd.DONE;
            case Meeting.Gone _ -> farewell(person.get());
            // The next sign of life brings another attempt.
            case Meeting.Failed(var reason, var worthAnotherTry) ->
                worthAnotherTry && tries < 3 ? new JobEnd.Again(reason, Optional.empty()) : JobEnd.DONE;
        };
    }

    private JobEnd farewell(Person person) {
        var erase = new Activity.EraseActor(new ActivityId(person.uri() + "#gone"), person.id());
        commons.intake().receive(verifier.verify(erase, person, person.uri()));
        return JobEnd.DONE;
    }
}
