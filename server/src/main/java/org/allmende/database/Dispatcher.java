// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.allmende.database.JobStore.Claimed;
import org.allmende.database.JobStore.Due;

/// The dispatcher of durable jobs: one thread claims and settles rows, a virtual thread does each job.
///
/// Settling and claiming share a transaction, so a busy queue costs one write for a whole handful of jobs. However much
/// waits, only what runs is in memory.
final class Dispatcher {

    private static final System.Logger LOG = System.getLogger("jobs");

    // A killed node keeps its work from the others for this long at most; a living one renews its hold.
    private static final Duration HOLD = Duration.ofSeconds(45);

    // What ends or comes in so short a time is settled and claimed together: each round is a write, and costs more than
    // most jobs.
    private static final Duration GATHER = Duration.ofMillis(10);

    // While much is under way, several times as long, until an eighth of it has ended.
    private static final int GATHERS_MAX = 5;
    private static final int PART = 8;

    // Where all lanes with something due are full; who ends wakes us sooner.
    private static final Duration FULL = Duration.ofMillis(50);

    // For lanes in doubt when all room for such lanes is taken.
    private static final Duration DOUBT = Duration.ofSeconds(10);

    private static final Duration NAP_MAX = Duration.ofSeconds(5);
    private static final int REASON_MAX = 500;
    private static final Work NOBODYS =
            new Work((_, _) -> new JobEnd.Hopeless("nobody here does jobs of this kind"), 8, 1);

    private record Begun(Claimed job, Ease ease) {}

    private record Ended(Claimed job, JobEnd end) {}

    private record Lane(String kind, String name) {}

    private record Waiting(List<Due> kinds, Optional<Instant> firstClaim) {}

    private final Database database;
    private final Clock clock;
    private final JobStore store = new JobStore();
    private final Map<String, Work> works = new HashMap<>();
    private final Slots slots = new Slots();
    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Ended> ended = new ConcurrentLinkedQueue<>();
    private Instant renewed = Instant.EPOCH;
    private volatile Thread dispatcher;
    private volatile boolean stopping;
    private volatile boolean woken;
    private volatile boolean come;
    private volatile boolean unknown = true;

    Dispatcher(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        database.after(JobAdded.class, this::added);
    }

    private void added(JobAdded added) {
        if (!works.containsKey(added.kind())) {
            unknown = true;
        }
        come = true;
        wake();
    }

    void does(String kind, Work work) {
        works.put(kind, work);
    }

    void start(boolean alone) {
        if (alone) {
            database.write(tx -> {
                store.releaseAll(tx);
                return true;
            });
        }
        dispatcher = Thread.ofPlatform().name("jobs").daemon(true).start(this::dispatch);
    }

    private void dispatch() {
        while (!stopping) {
            try {
                woken = false;
                come = false;
                renew();
                var begun = round();
                begun.forEach(this::begin);
                if (begun.isEmpty() && ended.isEmpty()) {
                    nap();
                } else {
                    gather();
                }
            } catch (InterruptedException _) {
                // Nobody interrupts us but a machine that ends.
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "jobs cannot be claimed; trying again", e);
                LockSupport.parkNanos(NAP_MAX.toNanos());
            }
        }
    }

    private void gather() throws InterruptedException {
        for (var time = 0; time < GATHERS_MAX; time++) {
            Thread.sleep(GATHER);
            if (come || ended.size() * PART >= held.size()) {
                return;
            }
        }
    }

    /// Holds on to what is still running here. What a killed node held is free for the others soon after.
    private void renew() {
        var now = clock.instant();
        if (!held.isEmpty() && renewed.plus(HOLD.dividedBy(3)).isBefore(now)) {
            renewed = now;
            database.write(tx -> {
                store.hold(tx, List.copyOf(held), now.plus(HOLD));
                return true;
            });
        }
    }

    /// Settles what has ended and claims what can begin.
    private List<Begun> round() {
        var settled = new ArrayList<Ended>();
        for (var one = ended.poll(); one != null; one = ended.poll()) {
            settled.add(one);
        }
        var now = clock.instant();
        var open = open();
        var waiting = database.read(tx -> new Waiting(store.due(tx, open), store.firstClaim(tx)));
        var due = waiting.kinds.stream()
                .filter(kind -> !kind.first().isAfter(now))
                .map(Due::kind)
                .toList();
        var abandoned = waiting.firstClaim.filter(until -> !until.isAfter(now)).isPresent();
        var lookForUnknown = unknown;
        if (settled.isEmpty() && due.isEmpty() && !abandoned && !lookForUnknown) {
            return List.of();
        }
        if (lookForUnknown) {
            unknown = false;
        }
        var begun = new ArrayList<Begun>();
        try {
            database.write(tx -> {
                // PostgreSQL may run this twice.
                give(begun);
                settle(tx, settled, now);
                if (abandoned) {
                    store.releaseAbandoned(tx, now);
                }
                for (var kind : due) {
                    var work = works.get(kind);
                    var free = slots.free(kind, work);
                    begun.addAll(
                            claim(tx, store.ready(tx, kind, now, slots.full(kind, work), work.atOnce(), free), now));
                }
                if (lookForUnknown) {
                    var nobodys = store.unknown(tx, works.keySet(), now, NOBODYS.atOnce());
                    if (!nobodys.isEmpty()) {
                        // There may be more.
                        unknown = true;
                    }
                    begun.addAll(claim(tx, nobodys, now));
                }
                return true;
            });
            settled.forEach(one -> held.remove(one.job.id()));
            begun.forEach(one -> held.add(one.job.id()));
            return begun;
        } catch (RuntimeException e) {
            give(begun);
            ended.addAll(settled);
            throw e;
        }
    }

    private void give(Collection<Begun> back) {
        back.forEach(one -> slots.leave(one.job.kind(), one.job.lane(), one.ease));
        back.clear();
    }

    private List<String> open() {
        return works.entrySet().stream()
                .filter(entry -> slots.free(entry.getKey(), entry.getValue()) > 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private List<Begun> claim(Tx tx, List<Claimed> ready, Instant now) {
        var chosen = new ArrayList<Begun>();
        var crowded = new HashSet<Lane>();
        for (var job : ready) {
            var work = works.getOrDefault(job.kind(), NOBODYS);
            var ease = work.ease().apply(job.lane());
            switch (slots.take(job.kind(), job.lane(), work, ease)) {
                case FREE -> chosen.add(new Begun(job, ease));
                case LANE_FULL -> {}
                case DOUBTFUL_FULL -> crowded.add(new Lane(job.kind(), job.lane()));
            }
        }
        crowded.forEach(lane -> store.rest(tx, lane.kind, lane.name, now.plus(DOUBT)));
        var ours = store.claim(tx, chosen.stream().map(Begun::job).toList(), now, HOLD);
        // Another node was faster.
        var lost = new ArrayList<>(chosen);
        lost.removeIf(one -> ours.contains(one.job.id()));
        chosen.removeAll(lost);
        give(lost);
        return chosen;
    }

    private void settle(Tx tx, List<Ended> settled, Instant now) {
        var done = new ArrayList<Long>();
        var resting = new HashMap<Lane, Instant>();
        for (var one : settled) {
            var job = one.job;
            switch (one.end) {
                case JobEnd.Done _ -> done.add(job.id());
                case JobEnd.Hopeless(var reason) -> store.giveUp(tx, job.id(), shortened(reason), now);
                case JobEnd.Rest(var _, var time) -> {
                    store.putBack(tx, job.id(), now.plus(time));
                    resting.merge(new Lane(job.kind(), job.lane()), now.plus(time), (a, b) -> a.isAfter(b) ? a : b);
                }
                case JobEnd.Again(var reason, var after) -> {
                    var work = works.get(job.kind());
                    if (work != null && job.tries() >= work.tries()) {
                        store.giveUp(tx, job.id(), shortened(reason), now);
                    } else {
                        var due = now.plus(after.orElse(distance(job.tries())));
                        store.again(tx, job.id(), due, shortened(reason), now);
                    }
                }
            }
        }
        store.remove(tx, done);
        resting.forEach((lane, until) -> store.rest(tx, lane.kind, lane.name, until));
    }

    /// How long to wait after the n-th try: 16 s, 31 s, 96 s … 18 h at the 16th, about two and a half days in all,
    /// spread so that a host that comes back is not met by everything at once.
    static Duration distance(int tries) {
        var seconds = 15 + (long) Math.pow(Math.min(tries, 16), 4);
        return Duration.ofSeconds(seconds + ThreadLocalRandom.current().nextLong(seconds / 4 + 1));
    }

    private static String shortened(String reason) {
        return reason.length() <= REASON_MAX ? reason : reason.substring(0, REASON_MAX);
    }

    private void begin(Begun begun) {
        var job = begun.job;
        Thread.ofVirtual().name(job.kind()).start(() -> {
            var end = attempt(job);
            slots.leave(job.kind(), job.lane(), begun.ease);
            ended.add(new Ended(job, end));
            if (quiet(job.kind())) {
                come = true;
            }
            wake();
        });
    }

    // Where little is under way, nobody should wait for more to end.
    private boolean quiet(String kind) {
        var work = works.getOrDefault(kind, NOBODYS);
        return (work.inAll() - slots.free(kind, work)) * PART < work.inAll();
    }

    private JobEnd attempt(Claimed job) {
        try {
            return works.getOrDefault(job.kind(), NOBODYS).doing().run(job.payload(), job.tries());
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "job " + job.kind() + " failed, try " + job.tries(), e);
            return new JobEnd.Again(String.valueOf(e), Optional.empty());
        }
    }

    private void nap() {
        var now = clock.instant();
        var next = NAP_MAX;
        var open = open();
        for (var kind : database.read(tx -> store.due(tx, open))) {
            var until = Duration.between(now, kind.first());
            var bounded = until.isPositive() ? until : FULL;
            next = bounded.compareTo(next) < 0 ? bounded : next;
        }
        if (!woken && !stopping) {
            LockSupport.parkNanos(next.toNanos());
        }
    }

    private void wake() {
        woken = true;
        LockSupport.unpark(dispatcher);
    }

    /// Takes no new work and waits a little for what runs; the rest is tried again at the next start.
    void close() {
        stopping = true;
        wake();
        try {
            var thread = dispatcher;
            if (thread != null) {
                thread.join(Duration.ofSeconds(5));
            }
            for (var waited = 0; waited < 50 && !slots.empty(); waited++) {
                Thread.sleep(Duration.ofMillis(100));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!ended.isEmpty()) {
            var now = clock.instant();
            var settled = new ArrayList<Ended>();
            for (var one = ended.poll(); one != null; one = ended.poll()) {
                settled.add(one);
            }
            database.write(tx -> {
                settle(tx, settled, now);
                return true;
            });
        }
    }
}
