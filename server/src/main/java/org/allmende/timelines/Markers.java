// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.database.Database;
import org.allmende.people.People;

/// How far somebody has read, so that every app goes on where the last one stopped. `timeline` is `home` or
/// `notifications`.
public final class Markers {

    public record Marker(long lastRead, int version, Instant updated) {}

    private final Database database;
    private final Clock clock;
    private final MarkerStore store = new MarkerStore();

    public Markers(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        database.within(People.Leaving.class, (tx, leaving) -> store.forget(tx, leaving.actor()));
    }

    public Optional<Marker> find(ActorId reader, String timeline) {
        return database.read(tx -> store.find(tx, reader, timeline));
    }

    public Marker set(ActorId reader, String timeline, long lastRead) {
        return database.write(tx -> {
            store.set(tx, reader, timeline, lastRead, clock.instant());
            return store.find(tx, reader, timeline).orElseThrow();
        });
    }
}
