// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activitypub.GatheringStore.GatheringRow;
import org.allmende.activitypub.GatheringStore.Kind;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.people.Person;
import org.allmende.posts.Gatherer;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;

/// Decides when it is worth going out for what is missing, and goes, in the background.
final class Gathering implements Gatherer {

    private static final String GATHER = "activitypub.gather";

    /// A thread that is being written is worth another look as soon as this; Mastodon waits as long.
    private static final Duration THREAD_EVERY = Duration.ofMinutes(15);

    private static final Duration PERSON_EVERY = Duration.ofDays(1);
    private static final Duration PINS_EVERY = Duration.ofHours(12);

    /// Votes come by themselves only to whom the author's server tells of them.
    private static final Duration POLL_EVERY = Duration.ofMinutes(5);

    /// Each time that nothing was found doubles the pause, so often: from a quarter of an hour to a day and a third.
    private static final int DOUBLED_MAX = 7;

    /// Longer than any errand. What has not come back by then never will.
    private static final Duration GIVEN_UP = Duration.ofMinutes(15);

    /// A post that so many here see in their homes is looked at before anybody opens it.
    private static final int CROWD = 10;

    /// By then the first answers have been written.
    private static final Duration CROWD_AFTER = Duration.ofHours(1);

    private static final Duration KEPT = Duration.ofDays(60);

    private static final int AT_ONCE = 4;

    private static final int TRIES = 3;

    private final Commons commons;
    private final ThreadGathering threads;
    private final PersonGathering people;
    private final PostFetching posts;
    private final Clock clock;
    private final GatheringStore store = new GatheringStore();

    Gathering(Commons commons, ThreadGathering threads, PersonGathering people, PostFetching posts, Clock clock) {
        this.commons = commons;
        this.threads = threads;
        this.people = people;
        this.posts = posts;
        this.clock = clock;
        commons.database().within(Accomplished.class, this::accomplished);
    }

    void work(Jobs jobs) {
        jobs.does(GATHER, new Work((payload, _) -> gather(payload), AT_ONCE, TRIES));
    }

    private void accomplished(Tx tx, Accomplished news) {
        if (news.local()) {
            return;
        }
        if (news.activity() instanceof Activity.AcceptFollow accept) {
            plan(tx, Kind.PERSON, accept.actor().value(), clock.instant());
            plan(tx, Kind.PINS, accept.actor().value(), clock.instant());
        }
        if (news.activity() instanceof Activity.Publish publish
                && !publish.draft().late()) {
            crowd(tx, publish.actor(), publish.post());
        }
        if (news.activity() instanceof Activity.Share share) {
            crowd(tx, share.actor(), share.post());
        }
    }

    private void crowd(Tx tx, ActorId actor, PostId post) {
        if (commons.follows().localFollowers(tx, actor, 0, CROWD).size() == CROWD) {
            plan(tx, Kind.THREAD, post.value(), clock.instant().plus(CROWD_AFTER));
        }
    }

    private static void plan(Tx tx, Kind kind, long subject, Instant when) {
        var payload = kind + " " + subject;
        tx.later(Job.of(GATHER, payload).once(GATHER + ":" + payload).at(when));
    }

    @Override
    public Optional<Progress> thread(Post read) {
        var post = read.shown();
        votes(post);
        var first = post.thread().value();
        var known = row(Kind.THREAD, first);
        if (known.filter(row -> !due(Kind.THREAD, row)).isPresent()) {
            return known.map(row -> shape(first, row)).filter(Progress::running);
        }
        if (!threads.worthwhile(post)) {
            return Optional.empty();
        }
        ask(Kind.THREAD, first, post.id().value());
        return Optional.of(new Progress(Long.toString(first), true, 0));
    }

    @Override
    public void votes(Post post) {
        if (counting(post)) {
            ask(Kind.POLL, post.id().value());
        }
    }

    private static boolean counting(Post post) {
        return !post.author().local()
                && post.audience().open()
                && post.poll().filter(poll -> !poll.closed()).isPresent();
    }

    @Override
    public void person(Person person) {
        if (!person.local() && person.present()) {
            ask(Kind.PINS, person.id().value());
        }
    }

    @Override
    public Optional<Progress> find(String id) {
        return Ids.parse(id).flatMap(first -> row(Kind.THREAD, first).map(row -> shape(first, row)));
    }

    private Progress shape(long first, GatheringRow row) {
        return new Progress(Long.toString(first), running(row), row.found());
    }

    private Optional<GatheringRow> row(Kind kind, long subject) {
        return commons.database().read(tx -> store.find(tx, kind, subject));
    }

    private boolean running(GatheringRow row) {
        return row.ended().isEmpty() && row.begun().plus(GIVEN_UP).isAfter(clock.instant());
    }

    private boolean due(Kind kind, GatheringRow row) {
        var every = switch (kind) {
            case THREAD -> THREAD_EVERY;
            case PERSON -> PERSON_EVERY;
            case PINS -> PINS_EVERY;
            case POLL -> POLL_EVERY;
        };
        var pause = kind == Kind.POLL ? every : every.multipliedBy(1L << Math.min(row.vain(), DOUBLED_MAX));
        return !running(row) && !row.begun().plus(pause).isAfter(clock.instant());
    }

    private void ask(Kind kind, long subject) {
        ask(kind, subject, subject);
    }

    /// `subject` is what is remembered, `through` what the way begins with.
    private void ask(Kind kind, long subject, long through) {
        if (row(kind, subject).filter(row -> !due(kind, row)).isPresent()) {
            return;
        }
        commons.database().write(tx -> {
            if (store.find(tx, kind, subject).filter(row -> !due(kind, row)).isEmpty()) {
                store.begin(tx, kind, subject, clock.instant());
                plan(tx, kind, through, clock.instant());
            }
            return true;
        });
    }

    private JobEnd gather(String payload) {
        var parts = payload.split(" ", 2);
        var kind = Kind.valueOf(parts[0]);
        var through = Long.parseLong(parts[1]);
        switch (kind) {
            case THREAD -> thread(new PostId(through));
            case PERSON ->
                person(through, person -> {
                    if (begin(Kind.PERSON, through)) {
                        people.older(person, Errand.far(clock), found(Kind.PERSON, through));
                        end(Kind.PERSON, through);
                    }
                });
            case PINS ->
                person(through, person -> {
                    if (begin(Kind.PINS, through)) {
                        people.pins(person, Errand.far(clock), found(Kind.PINS, through));
                        people.tags(person, Errand.far(clock));
                        end(Kind.PINS, through);
                    }
                });
            case POLL -> poll(new PostId(through));
        }
        return JobEnd.DONE;
    }

    // Planned without anybody asking, it may have been done a moment ago.
    private boolean begin(Kind kind, long subject) {
        return commons.database().write(tx -> {
            var known = store.find(tx, kind, subject);
            var free = known.isEmpty() || known.get().ended().isEmpty() || due(kind, known.get());
            if (free) {
                store.begin(tx, kind, subject, clock.instant());
            }
            return free;
        });
    }

    private void end(Kind kind, long subject) {
        commons.database().write(tx -> {
            store.end(tx, kind, subject, clock.instant());
            return true;
        });
    }

    private IntConsumer found(Kind kind, long subject) {
        return found -> commons.database().write(tx -> {
            store.found(tx, kind, subject, found);
            return true;
        });
    }

    private void thread(PostId wanted) {
        var post = commons.posts().find(wanted, Reader.ANYONE).filter(threads::worthwhile);
        if (post.isEmpty()) {
            return;
        }
        var first = post.get().thread().value();
        if (begin(Kind.THREAD, first)) {
            threads.gather(wanted, Errand.far(clock), found(Kind.THREAD, first));
            end(Kind.THREAD, first);
            follow(wanted, first);
        }
    }

    // The conversation may have got another beginning on the way: it need not be looked at twice.
    private void follow(PostId wanted, long before) {
        commons.posts()
                .find(wanted, Reader.ANYONE)
                .map(post -> post.thread().value())
                .filter(now -> now != before)
                .ifPresent(now -> {
                    if (begin(Kind.THREAD, now)) {
                        end(Kind.THREAD, now);
                    }
                });
    }

    private void person(long id, Consumer<Person> visit) {
        commons.people()
                .find(new ActorId(id))
                .filter(person -> !person.local() && person.present())
                .ifPresent(visit);
    }

    private void poll(PostId wanted) {
        if (begin(Kind.POLL, wanted.value())) {
            commons.posts()
                    .find(wanted, Reader.ANYONE)
                    .filter(Gathering::counting)
                    .ifPresent(post -> posts.refetch(post.id(), post.uri(), post.author(), Errand.far(clock)));
            end(Kind.POLL, wanted.value());
        }
    }

    void tidy(Tx tx) {
        store.forget(tx, clock.instant().minus(KEPT));
    }
}
