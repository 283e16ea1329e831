// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.allmende.base.Ids;

/// Durable jobs: how each kind is done, and what became of those that could not be done.
///
/// They are left behind by [Tx#later], survive whatever happens to the process, and are tried until they are done or
/// given up.
public final class Jobs implements AutoCloseable {

    private static final Duration DEAD_KEPT = Duration.ofDays(30);

    private final Database database;
    private final Clock clock;
    private final Dispatcher dispatcher;
    private final DeadJobStore dead = new DeadJobStore();

    public Jobs(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.dispatcher = new Dispatcher(database, clock);
    }

    /// Says how jobs of `kind` are done. All kinds are made known before [#start].
    public void does(String kind, Work work) {
        if (!kind.matches("[A-Za-z0-9._:-]+")) {
            throw new IllegalArgumentException("not the name of a kind: " + kind);
        }
        dispatcher.does(kind, work);
    }

    /// Starts dispatching. `alone` means that no other process uses this database, so that claims left behind by a
    /// killed process are free at once instead of when they run out.
    public void start(boolean alone) {
        dispatcher.start(alone);
    }

    public long waiting() {
        return database.read(dead::waiting);
    }

    /// How many jobs of a kind wait in each of these lanes.
    public Map<String, Long> waiting(String kind, Collection<String> lanes) {
        return database.read(tx -> dead.waiting(tx, kind, lanes));
    }

    /// The newest of what was given up.
    public List<DeadJob> dead(int limit) {
        return database.read(tx -> dead.dead(tx, limit));
    }

    /// What was given up, by lane; the fullest first.
    public List<DeadLane> deadLanes(int limit) {
        return database.read(tx -> dead.lanes(tx, limit));
    }

    public void revive(long id) {
        change(tx -> dead.revive(tx, id));
    }

    public void revive(String kind, String lane) {
        change(tx -> dead.revive(tx, kind, lane));
    }

    public void reviveAll() {
        change(dead::reviveAll);
    }

    public void discard(String kind, String lane) {
        change(tx -> dead.discard(tx, kind, lane));
    }

    public void discardAll() {
        change(dead::discardAll);
    }

    /// What waits in a lane for another try gets it now.
    public void hurry(String kind, String lane) {
        change(tx -> dead.hurry(tx, kind, lane));
    }

    private interface Change {
        void in(Tx tx);
    }

    private void change(Change change) {
        database.write(tx -> {
            change.in(tx);
            tx.afterCommit(new JobAdded(""));
            return true;
        });
    }

    /// Forgets what was given up a month ago.
    public void tidy(Tx tx) {
        dead.forget(tx, Ids.first(clock.instant().minus(DEAD_KEPT)));
    }

    /// Takes no new work and waits a little for what runs; the rest is tried again at the next start.
    @Override
    public void close() {
        dispatcher.close();
    }
}
