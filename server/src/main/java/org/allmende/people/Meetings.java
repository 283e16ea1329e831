// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// Writes down strangers, for the first time or again.
final class Meetings {

    private static final int TRIES_MAX = 3;

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final PersonStore people = new PersonStore();
    private final ActorStore actors = new ActorStore();
    private final StrangerStore strangers = new StrangerStore();

    Meetings(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    ActorId meet(ForeignPerson foreign) {
        for (var attempt = 0; attempt < TRIES_MAX; attempt++) {
            // Two may meet the same stranger, or two of one name, in the same moment.
            var met = database.write(tx -> meet(tx, foreign));
            if (met.isPresent()) {
                return met.get();
            }
        }
        throw new IllegalStateException("cannot write down " + foreign.uri());
    }

    private Optional<ActorId> meet(Tx tx, ForeignPerson foreign) {
        var now = clock.instant();
        var created = foreign.created().filter(now::isAfter).orElse(now);
        actors.setAside(tx, foreign.uri(), foreign.name(), foreign.domain())
                .ifPresent(other -> tx.announce(new People.Displaced(other)));
        var fresh = ids.actor();
        if (actors.add(
                tx,
                fresh,
                foreign.uri(),
                foreign.name(),
                foreign.domain(),
                foreign.kind(),
                foreign.profile(),
                foreign.url(),
                created,
                false)) {
            refresh(tx, fresh, foreign, now);
            return Optional.of(fresh);
        }
        var known = actors.idOf(tx, foreign.uri());
        var person = known.flatMap(id -> people.find(tx, id));
        if (person.isPresent() && person.get().local()) {
            throw new IllegalArgumentException(foreign.uri() + " is a member");
        }
        if (person.isPresent() && !person.get().erased()) {
            actors.rename(tx, known.get(), foreign.name(), foreign.domain(), foreign.url());
            actors.rewrite(tx, known.get(), foreign.kind(), foreign.profile());
            refresh(tx, known.get(), foreign, now);
        }
        return known;
    }

    private void refresh(Tx tx, ActorId id, ForeignPerson foreign, Instant now) {
        actors.tellCounts(tx, id, foreign);
        strangers.put(tx, id, foreign, now);
    }
}
