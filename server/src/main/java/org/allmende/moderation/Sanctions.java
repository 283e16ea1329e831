// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.allmende.activity.Accomplished;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.media.MediaLibrary;
import org.allmende.people.People;
import org.allmende.people.Person;

/// Who is limited or suspended: by a decision about the person, or because of where they come from.
public final class Sanctions {

    private static final String APPLY = "moderation.apply";
    private static final String HIDE = "moderation.hide";

    /// Small enough that others can write in between.
    private static final int AT_ONCE = 100;

    private final Database database;
    private final Clock clock;
    private final People people;
    private final Domains domains;
    private final MediaLibrary media;
    private final SanctionStore store = new SanctionStore();

    public Sanctions(Database database, Clock clock, People people, Domains domains, MediaLibrary media) {
        this.database = database;
        this.clock = clock;
        this.people = people;
        this.domains = domains;
        this.media = media;
        database.within(Domains.Changed.class, (tx, changed) -> tx.later(Job.of(APPLY, changed.domain())));
        database.within(Accomplished.class, this::onAccomplished);
    }

    /// Says how this room's durable jobs are done.
    public void work(Jobs jobs) {
        jobs.does(APPLY, Work.inside((domain, _) -> applyTo(domain)));
        jobs.does(HIDE, Work.inside((target, _) -> {
            ActorId.parse(target).ifPresent(this::applyToMedia);
            return JobEnd.DONE;
        }));
    }

    /// Decides about a person; [Level#NONE] lets them in again, as far as their domain allows. False when there is
    /// nobody to decide about.
    public boolean decide(ActorId moderator, ActorId target, Level level, String reason) {
        return database.write(tx -> {
            var person = people.find(tx, target).filter(one -> !one.erased());
            person.ifPresent(one -> {
                if (level == Level.NONE) {
                    store.delete(tx, target);
                } else {
                    store.put(tx, new Sanction(target, level, moderator, reason, clock.instant()));
                }
                apply(tx, one);
                tx.later(Job.of(HIDE, target.toString()));
            });
            return person.isPresent();
        });
    }

    public Optional<Sanction> find(ActorId actor) {
        return database.read(tx -> store.find(tx, actor));
    }

    public Slice<Sanction> list(Page page) {
        return Slice.of(
                database.read(tx -> store.list(tx, page)),
                sanction -> sanction.actor().value());
    }

    // A stranger from a limited domain may have been met only now.
    private void onAccomplished(Tx tx, Accomplished news) {
        if (!news.local()) {
            people.find(tx, news.activity().actor())
                    .filter(person -> !person.erased())
                    .ifPresent(person -> apply(tx, person));
        }
    }

    private void apply(Tx tx, Person person) {
        var own = store.find(tx, person.id()).map(Sanction::level).orElse(Level.NONE);
        var brought = person.local()
                ? Level.NONE
                : domains.policy(tx, person.domain()).level();
        var level = own.compareTo(brought) > 0 ? own : brought;
        if (person.limited() != (level == Level.LIMIT)) {
            people.limit(tx, person.id(), level == Level.LIMIT);
        }
        var there = people.suspendedThere(tx, person.id());
        if (level == Level.SUSPEND ? !person.suspended() || there : person.suspended() && !there) {
            people.suspend(tx, person.id(), level == Level.SUSPEND);
        }
    }

    private JobEnd applyTo(String domain) {
        var after = new ActorId(0);
        List<Person> some;
        do {
            var from = after;
            some = database.write(tx -> {
                var found = people.ofDomain(tx, domain, from, AT_ONCE);
                found.stream().filter(person -> !person.erased()).forEach(person -> apply(tx, person));
                return found;
            });
            some.forEach(person -> applyToMedia(person.id()));
            after = some.isEmpty() ? after : some.getLast().id();
        } while (some.size() == AT_ONCE);
        var hidden = hides(domains.policy(domain));
        repeat(tx -> media.ornaments().hideFrom(tx, domain, hidden, AT_ONCE));
        return JobEnd.DONE;
    }

    private static boolean hides(DomainPolicy policy) {
        return policy.rejectMedia() || policy.suspended();
    }

    // What was shown before the decision goes too, and comes back when the decision is taken back. What a suspended
    // member uploaded stays where it is: nobody else has it.
    private void applyToMedia(ActorId actor) {
        people.find(actor).filter(person -> !person.local()).ifPresent(person -> {
            var hidden = person.suspended() || hides(domains.policy(person.domain()));
            repeat(tx -> media.hideOf(tx, person.id(), hidden, AT_ONCE));
        });
    }

    private void repeat(Predicate<Tx> moreIsLeft) {
        boolean more;
        do {
            more = database.write(moreIsLeft::test);
        } while (more);
    }
}
