// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What storage promises on any database.
abstract class DatabaseContract {

    record Rang(String what) {}

    static final Setting<String> MOTTO = Setting.text("test.motto", "none");

    Database database;
    Jobs jobs;

    abstract Database open();

    @BeforeEach
    void openIt() {
        database = open();
        jobs = new Jobs(database, Clock.systemUTC());
    }

    @AfterEach
    void closeIt() {
        if (database != null) {
            jobs.close();
            database.close();
        }
    }

    private long settings() {
        return database.read(
                tx -> tx.query("SELECT count(*) FROM setting").mapTo(Long.class).one());
    }

    private static void put(Tx tx, String name) {
        new SettingStore().put(tx, name, "x");
    }

    @Test
    void a_failed_change_leaves_nothing_behind_and_tells_nobody() {
        var heard = new ArrayList<Object>();
        database.after(Rang.class, heard::add);

        assertThatThrownBy(() -> database.write(tx -> {
                    put(tx, "a");
                    tx.announce(new Rang("a"));
                    throw new IllegalStateException("power cut");
                }))
                .hasMessage("power cut");
        database.write(tx -> {
            put(tx, "b");
            tx.undo();
            return 0;
        });

        assertThat(settings()).isZero();
        assertThat(heard).isEmpty();
    }

    @Test
    void a_listener_within_the_transaction_writes_with_it_or_ends_it() {
        database.within(Rang.class, (tx, rang) -> {
            put(tx, rang.what);
            if (rang.what.equals("bad")) {
                throw new IllegalStateException("no");
            }
        });

        database.write(tx -> {
            tx.announce(new Rang("good"));
            return 0;
        });
        assertThatThrownBy(() -> database.write(tx -> {
                    put(tx, "c");
                    tx.announce(new Rang("bad"));
                    return 0;
                }))
                .hasMessage("no");

        assertThat(settings()).isOne();
    }

    @Test
    void lists_are_bound_and_comparisons_need_no_escape() {
        database.write(tx -> {
            List.of("a", "b", "c").forEach(name -> put(tx, name));
            return 0;
        });

        var found = database.read(tx -> tx.query("SELECT name FROM setting WHERE name IN (<names>) AND name < :z"
                        + " AND name <= 'b' AND name <> 'x' ORDER BY name")
                .bindList("names", List.of("a", "b", "c"))
                .bind("z", "z")
                .mapTo(String.class)
                .list());

        assertThat(found).containsExactly("a", "b");
    }

    @Test
    void a_setting_keeps_its_type_and_is_seen_at_once() {
        var settings = new Settings(database, Clock.systemUTC());
        var before = settings.get(MOTTO);

        database.write(tx -> {
            settings.set(tx, MOTTO, "ours");
            return 0;
        });

        assertThat(before).isEqualTo("none");
        assertThat(settings.get(MOTTO)).isEqualTo("ours");
    }

    @Test
    void every_job_is_done_though_some_tries_fail() throws Exception {
        var done = new ConcurrentLinkedQueue<String>();
        var finished = new CountDownLatch(200);
        jobs.does(
                "work",
                new Work(
                        (payload, tries) -> {
                            if (tries == 1 && payload.endsWith("7")) {
                                return new JobEnd.Again("first time never works", Optional.of(Duration.ofMillis(20)));
                            }
                            done.add(payload);
                            finished.countDown();
                            return JobEnd.DONE;
                        },
                        4,
                        3));

        database.write(tx -> {
            for (var i = 0; i < 200; i++) {
                tx.later(Job.of("work", "job" + i).in("lane" + i % 7));
            }
            return 0;
        });
        jobs.start(true);

        assertThat(finished.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(done).doesNotHaveDuplicates().hasSize(200);
    }

    @Test
    void one_lane_never_runs_more_at_once_than_its_work_allows() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var finished = new CountDownLatch(30);
        jobs.does(
                "slow",
                new Work(
                        (_, _) -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            TimeUnit.MILLISECONDS.sleep(5);
                            now.decrementAndGet();
                            finished.countDown();
                            return JobEnd.DONE;
                        },
                        2,
                        3));

        database.write(tx -> {
            for (var i = 0; i < 30; i++) {
                tx.later(Job.of("slow", "").in("host"));
            }
            return 0;
        });
        jobs.start(true);

        assertThat(finished.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    /// Claims everything, as a process that is killed right after.
    private void claimed(Duration hold) {
        var now = Clock.systemUTC().instant();
        var store = new JobStore();
        var claimed = database.<Set<Long>>write(
                tx -> store.claim(tx, store.ready(tx, "work", now, List.of(), 5, 5), now, hold));
        assertThat(claimed).isNotEmpty();
    }

    @Test
    void what_a_killed_process_had_claimed_is_done_after_the_restart() throws Exception {
        var finished = new CountDownLatch(1);
        database.write(tx -> {
            tx.later(Job.of("work", "left behind"));
            return 0;
        });
        claimed(Duration.ofHours(1));
        jobs.does("work", Work.inside((_, _) -> {
            finished.countDown();
            return JobEnd.DONE;
        }));

        jobs.start(true);

        assertThat(finished.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_another_node_had_claimed_when_it_died_is_done_when_its_claim_runs_out() throws Exception {
        var finished = new CountDownLatch(1);
        database.write(tx -> {
            tx.later(Job.of("work", "left behind"));
            return 0;
        });
        claimed(Duration.ofSeconds(1));
        jobs.does("work", Work.inside((_, _) -> {
            finished.countDown();
            return JobEnd.DONE;
        }));

        jobs.start(false);

        assertThat(finished.await(500, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(finished.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_hopeless_job_is_kept_for_the_administrator_and_can_be_revived() throws Exception {
        var tries = new AtomicInteger();
        var revived = new CountDownLatch(1);
        jobs.does("work", Work.inside((_, _) -> {
            if (tries.incrementAndGet() == 1) {
                return new JobEnd.Hopeless("gone");
            }
            revived.countDown();
            return JobEnd.DONE;
        }));
        database.write(tx -> {
            tx.later(Job.of("work", ""));
            return 0;
        });
        jobs.start(true);
        for (var i = 0; i < 100 && jobs.dead(5).isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }

        var dead = jobs.dead(5);
        jobs.revive(dead.getFirst().id());

        assertThat(dead).hasSize(1).first().extracting(DeadJob::reason).isEqualTo("gone");
        assertThat(revived.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void add(String kind, String lane, int amount) {
        database.write(tx -> {
            tx.later(kind, Collections.nCopies(amount, new Job.Part(lane, lane)));
            return 0;
        });
    }

    @Test
    void many_jobs_are_left_behind_at_once_whatever_they_hold() throws Exception {
        var odd = "\"a\\b\" \n\t ü 🏡 'c' [1] {}";
        var done = new ConcurrentLinkedQueue<String>();
        var finished = new CountDownLatch(12_000);
        jobs.does(
                "work",
                new Work(
                        (payload, _) -> {
                            done.add(payload);
                            finished.countDown();
                            return JobEnd.DONE;
                        },
                        200,
                        200,
                        3,
                        _ -> Ease.USUAL));

        database.write(tx -> {
            tx.later(
                    "work",
                    IntStream.range(0, 12_000)
                            .mapToObj(number -> new Job.Part("lane" + number % 9, odd + number))
                            .toList());
            return 0;
        });
        jobs.start(true);

        assertThat(finished.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(done).hasSize(12_000).doesNotHaveDuplicates().allMatch(payload -> payload.startsWith(odd));
    }

    @Test
    void lanes_that_hang_keep_no_other_lane_and_no_other_kind_waiting() throws Exception {
        var release = new CountDownLatch(1);
        var others = new CountDownLatch(100);
        Work.Doing doing = (lane, _) -> {
            if (lane.startsWith("hanging")) {
                release.await();
            } else {
                others.countDown();
            }
            return JobEnd.DONE;
        };
        jobs.does("out", new Work(doing, 4, 64, 3, lane -> lane.startsWith("hanging") ? Ease.DOUBTFUL : Ease.USUAL));
        jobs.does("inside", Work.inside(doing));
        // More than there is room for at all.
        for (var i = 0; i < 100; i++) {
            add("out", "hanging" + i, 20);
        }
        add("out", "well", 50);
        add("inside", "well", 50);

        jobs.start(true);

        assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
        release.countDown();
    }

    @Test
    void a_lane_rests_as_a_whole_and_no_try_is_counted() throws Exception {
        var tries = new ConcurrentLinkedQueue<Integer>();
        var times = new ConcurrentLinkedQueue<Long>();
        var finished = new CountDownLatch(20);
        jobs.does(
                "work",
                new Work(
                        (_, number) -> {
                            times.add(System.nanoTime());
                            if (tries.isEmpty()) {
                                tries.add(number);
                                return new JobEnd.Rest("not now", Duration.ofSeconds(1));
                            }
                            tries.add(number);
                            finished.countDown();
                            return JobEnd.DONE;
                        },
                        1,
                        1));
        add("work", "host", 20);

        jobs.start(true);

        assertThat(finished.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(tries).hasSize(21).containsOnly(1);
        var first = times.remove();
        assertThat(Duration.ofNanos(times.remove() - first)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void what_was_given_up_is_shown_by_lane_and_revived_or_discarded_together() throws Exception {
        var well = new AtomicBoolean();
        var revived = new CountDownLatch(3);
        jobs.does("work", Work.inside((lane, _) -> {
            if (well.get()) {
                revived.countDown();
                return JobEnd.DONE;
            }
            return new JobEnd.Hopeless(lane + " is gone");
        }));
        add("work", "one", 3);
        add("work", "other", 2);
        jobs.start(true);
        for (var i = 0; i < 100 && jobs.dead(9).size() < 5; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }

        var lanes = jobs.deadLanes(10);
        well.set(true);
        jobs.discard("work", "other");
        jobs.revive("work", "one");

        assertThat(lanes)
                .extracting(DeadLane::lane, DeadLane::count, DeadLane::reason)
                .containsExactly(tuple("one", 3L, "one is gone"), tuple("other", 2L, "other is gone"));
        assertThat(lanes).allMatch(lane -> !lane.last().isBefore(lane.first()));
        assertThat(revived.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(jobs.dead(9)).isEmpty();
    }

    @Test
    void the_same_work_waits_only_once() {
        for (var i = 0; i < 3; i++) {
            database.write(tx -> {
                tx.later(Job.of("work", "").once("same"));
                return 0;
            });
        }

        assertThat(jobs.waiting()).isOne();
    }
}
