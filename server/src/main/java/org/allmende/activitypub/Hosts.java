// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.allmende.activitypub.HostStore.HostRow;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.signatures.HttpSignature.Scheme;

/// What we know of other servers: how they read signatures, who asked for quiet, who no longer answers.
final class Hosts {

    /// How long somebody may be away without missing anything.
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(7);

    /// How often a dead host gets a letter all the same, to see whether it lives.
    private static final Duration PROBED_EVERY = Duration.ofHours(12);

    /// Nobody may silence us for longer by one answer.
    static final Duration QUIET_MAX = Duration.ofHours(24);

    private final Database database;
    private final Clock clock;
    private final HostStore store = new HostStore();

    Hosts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    sealed interface Way {
        record Open() implements Way {}

        /// It asked to be left alone for so long.
        record Quiet(Duration rest) implements Way {}

        /// It has not answered for a week.
        record Dead() implements Way {}
    }

    /// Whether something may be sent there now. For a dead host, one sender now and then is told that it may.
    Way way(String host) {
        var now = clock.instant();
        var row = find(host);
        if (row.flatMap(HostRow::deadSince).isPresent()) {
            var mayLook = !row.get().quietUntil().isAfter(now)
                    && database.write(tx -> store.probe(tx, host, now, now.plus(PROBED_EVERY)));
            return mayLook ? new Way.Open() : new Way.Dead();
        }
        return row.filter(found -> found.quietUntil().isAfter(now))
                .<Way>map(found -> new Way.Quiet(Duration.between(now, found.quietUntil())))
                .orElseGet(Way.Open::new);
    }

    Scheme scheme(String host) {
        return find(host).map(HostRow::scheme).orElse(Scheme.CAVAGE);
    }

    void speaks(String host, Scheme scheme) {
        write(tx -> store.speaks(tx, host, scheme));
    }

    /// It answered, or wrote to us.
    void alive(String host) {
        var troubled = find(host)
                .filter(row -> row.failingSince().isPresent() || row.deadSince().isPresent());
        if (troubled.isPresent()) {
            write(tx -> store.alive(tx, host));
        }
    }

    void failed(String host) {
        var now = clock.instant();
        var row = find(host);
        var since = row.flatMap(HostRow::failingSince);
        var lately = since.filter(first -> first.plus(GIVEN_UP_AFTER).isAfter(now));
        if (lately.isPresent() || row.flatMap(HostRow::deadSince).isPresent()) {
            return;
        }
        write(tx -> {
            store.failed(tx, host, now);
            store.died(tx, host, now.minus(GIVEN_UP_AFTER), now, now.plus(PROBED_EVERY));
        });
    }

    /// It asked for quiet. Gives for how long it gets it.
    Duration quiet(String host, Duration wished) {
        var granted = wished.compareTo(QUIET_MAX) > 0 ? QUIET_MAX : wished;
        write(tx -> store.quiet(tx, host, clock.instant().plus(granted)));
        return granted;
    }

    void tidy(Tx tx) {
        store.tidy(tx, clock.instant());
    }

    private Optional<HostRow> find(String host) {
        return database.read(tx -> store.find(tx, host));
    }

    private interface Change {
        void in(Tx tx);
    }

    private void write(Change change) {
        database.write(tx -> {
            change.in(tx);
            return true;
        });
    }
}
