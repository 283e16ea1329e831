// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// The dispatcher of durable jobs: one thread claims and settles rows, a virtual thread does each job.
///
/// Settling and claiming share a transaction, so a busy queue costs one write for a whole handful of jobs.
public final class Jobs implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("jobs");

    private static final int AT_ONCE = 64;
    // A killed node keeps its work from the others for this long at most; a living one renews its hold.
    private static final Duration HOLD = Duration.ofSeconds(45);

    // What ends or comes in so short a time is settled and claimed together: each round is a write, and costs more than
    // most jobs.
    private static final Duration GATHER = Duration.ofMillis(10);

    private static final Duration NAP_MAX = Duration.ofSeconds(5);
    private static final Duration DEAD_KEPT = Duration.ofDays(30);
    private static final int REASON_MAX = 500;

    private record Ended(JobStore.Claimed job, JobEnd end) {}

    private final Database database;
    private final Clock clock;
    private final JobStore store = new JobStore();
    private final Map<String, Work> works = new HashMap<>();
    private final Map<String, Integer> running = new ConcurrentHashMap<>();
    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Ended> ended = new ConcurrentLinkedQueue<>();
    private Instant renewed = Instant.EPOCH;
    private volatile Thread dispatcher;
    private volatile boolean stopping;
    private volatile boolean woken;

    public Jobs(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        database.after(JobAdded.class, _ -> wake());
    }

    /// Says how jobs of `kind` are done. All kinds are made known before [#start].
    public void does(String kind, Work work) {
        works.put(kind, work);
    }

    /// Starts dispatching. `alone` means that no other process uses this database, so that claims left behind by a
    /// killed process are free at once instead of when they run out.
    public void start(boolean alone) {
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
                renew();
                var claimed = settleAndClaim();
                claimed.forEach(this::begin);
                if (claimed.isEmpty() && ended.isEmpty()) {
                    nap();
                } else {
                    Thread.sleep(GATHER);
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

    private List<JobStore.Claimed> settleAndClaim() {
        var settled = new ArrayList<Ended>();
        for (var one = ended.poll(); one != null; one = ended.poll()) {
            settled.add(one);
        }
        var free =
                AT_ONCE - running.values().stream().mapToInt(Integer::intValue).sum();
        var now = clock.instant();
        if (settled.isEmpty() && (free <= 0 || !anythingDue(now))) {
            return List.of();
        }
        try {
            var claimed = database.write(tx -> {
                settled.forEach(one -> settle(tx, one, now));
                return free > 0 ? claim(tx, now, free) : List.<JobStore.Claimed>of();
            });
            settled.forEach(one -> held.remove(one.job.id()));
            claimed.forEach(job -> {
                running.merge(job.lane(), 1, Integer::sum);
                held.add(job.id());
            });
            return claimed;
        } catch (RuntimeException e) {
            ended.addAll(settled);
            throw e;
        }
    }

    private boolean anythingDue(Instant now) {
        var due = database.read(store::nextDue);
        return due.isPresent() && !due.get().isAfter(now);
    }

    private List<JobStore.Claimed> claim(Tx tx, Instant now, int free) {
        // The narrowest work bounds every lane. A claim takes half of that, so that a lane is filled up again before it
        // runs dry, and never beyond its bound.
        var perLane = works.values().stream().mapToInt(Work::atOnce).min().orElse(1);
        var step = Math.max(1, perLane / 2);
        var busy = running.entrySet().stream()
                .filter(entry -> entry.getValue() > perLane - step)
                .map(Map.Entry::getKey)
                .toList();
        return store.claim(tx, now, HOLD, busy, step, free);
    }

    private void settle(Tx tx, Ended one, Instant now) {
        var job = one.job;
        switch (one.end) {
            case JobEnd.Done _ -> store.remove(tx, job.id());
            case JobEnd.Hopeless(var reason) -> store.giveUp(tx, job.id(), shortened(reason));
            case JobEnd.Again(var reason, var after) -> {
                var work = works.get(job.kind());
                if (work != null && job.tries() >= work.tries()) {
                    store.giveUp(tx, job.id(), shortened(reason));
                } else {
                    store.again(tx, job.id(), now.plus(after.orElse(distance(job.tries()))), shortened(reason));
                }
            }
        }
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

    private void begin(JobStore.Claimed job) {
        Thread.ofVirtual().name(job.kind()).start(() -> {
            var end = attempt(job);
            running.computeIfPresent(job.lane(), (_, count) -> count > 1 ? count - 1 : null);
            ended.add(new Ended(job, end));
            wake();
        });
    }

    private JobEnd attempt(JobStore.Claimed job) {
        var work = works.get(job.kind());
        if (work == null) {
            return new JobEnd.Hopeless("nobody here does jobs of the kind " + job.kind());
        }
        try {
            return work.doing().run(job.payload(), job.tries());
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "job " + job.kind() + " failed, try " + job.tries(), e);
            return new JobEnd.Again(String.valueOf(e), java.util.Optional.empty());
        }
    }

    private void nap() {
        var next = database.read(store::nextDue);
        var until = next.map(due -> Math.clamp(due.toEpochMilli() - clock.millis(), 1, NAP_MAX.toMillis()))
                .orElse(NAP_MAX.toMillis());
        if (!woken && !stopping) {
            LockSupport.parkNanos(Duration.ofMillis(until).toNanos());
        }
    }

    private void wake() {
        woken = true;
        LockSupport.unpark(dispatcher);
    }

    public long waiting() {
        return database.read(store::waiting);
    }

    public List<DeadJob> dead(int limit) {
        return database.read(tx -> store.dead(tx, limit));
    }

    public void revive(long id) {
        database.write(tx -> {
            store.revive(tx, id);
            tx.afterCommit(new JobAdded(""));
            return true;
        });
    }

    /// Forgets what was given up a month ago.
    public void tidy(Tx tx) {
        store.forgetDead(tx, org.allmende.base.Ids.first(clock.instant().minus(DEAD_KEPT)));
    }

    /// Takes no new work and waits a little for what runs; the rest is tried again at the next start.
    @Override
    public void close() {
        stopping = true;
        wake();
        try {
            var thread = dispatcher;
            if (thread != null) {
                thread.join(Duration.ofSeconds(5));
            }
            for (var waited = 0; waited < 50 && !running.isEmpty(); waited++) {
                Thread.sleep(Duration.ofMillis(100));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!ended.isEmpty()) {
            var now = clock.instant();
            database.write(tx -> {
                for (var one = ended.poll(); one != null; one = ended.poll()) {
                    settle(tx, one, now);
                }
                return true;
            });
        }
    }
}
