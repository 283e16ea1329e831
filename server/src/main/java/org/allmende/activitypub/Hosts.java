// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.activitypub.HostStore.HostRow;
import org.allmende.database.Database;
import org.allmende.database.Ease;
import org.allmende.database.Tx;
import org.allmende.signatures.HttpSignature.Scheme;

/// What we know of other servers: how they read signatures, who asked for quiet, who no longer answers.
///
/// What the database says is remembered for a moment, because a post asks it for thousands of hosts.
final class Hosts {

    /// How long somebody may be away without missing anything.
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(7);

    /// How often a dead host gets a letter all the same, to see whether it lives.
    private static final Duration PROBED_EVERY = Duration.ofHours(12);

    /// Nobody may silence us for longer by one answer.
    static final Duration QUIET_MAX = Duration.ofHours(24);

    /// More than the hosts of a large instance; a few megabytes.
    private static final int REMEMBERED_MAX = 20_000;

    /// After so long another node may have learnt something.
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Database database;
    private final Clock clock;
    private final Circuits circuits;
    private final HostStore store = new HostStore();
    private final Cache<String, Optional<HostRow>> rows;

    Hosts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.circuits = new Circuits(clock);
        this.rows = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .expireAfterWrite(REMEMBERED)
                .ticker(() -> clock.millis() * 1_000_000)
                .build();
    }

    sealed interface Way {
        record Open() implements Way {}

        /// Nothing goes there for so long: it asked to be left alone, or has just failed several times.
        record Quiet(String reason, Duration rest) implements Way {}

        /// It has not answered for a week.
        record Dead() implements Way {}
    }

    /// Whether something may be sent there now. For a dead host, one sender now and then is told that it may.
    Way way(String host) {
        var now = clock.instant();
        var row = find(host);
        if (row.flatMap(HostRow::deadSince).isPresent()) {
            return mayLook(host, row.get(), now) ? new Way.Open() : new Way.Dead();
        }
        var quiet = row.filter(found -> found.quietUntil().isAfter(now));
        if (quiet.isPresent()) {
            return new Way.Quiet(
                    host + " asked for quiet", Duration.between(now, quiet.get().quietUntil()));
        }
        return circuits.rest(host)
                .<Way>map(rest -> new Way.Quiet(host + " has just failed several times", rest))
                .orElseGet(Way.Open::new);
    }

    private boolean mayLook(String host, HostRow row, Instant now) {
        if (row.quietUntil().isAfter(now)) {
            return false;
        }
        rows.invalidate(host);
        return database.write(tx -> store.probe(tx, host, now, now.plus(PROBED_EVERY)));
    }

    /// How freely letters go there, as far as this process knows.
    Ease ease(String host) {
        return circuits.ease(host);
    }

    Scheme scheme(String host) {
        return find(host).map(HostRow::scheme).orElse(Scheme.CAVAGE);
    }

    void speaks(String host, Scheme scheme) {
        write(host, tx -> store.speaks(tx, host, scheme));
    }

    /// It answered, or wrote to us.
    void alive(String host) {
        circuits.works(host);
        var troubled = find(host)
                .filter(row -> row.failingSince().isPresent() || row.deadSince().isPresent());
        if (troubled.isPresent()) {
            write(host, tx -> store.alive(tx, host));
        }
    }

    void failed(String host, String trouble) {
        circuits.failed(host);
        var now = clock.instant();
        var row = find(host);
        var since = row.flatMap(HostRow::failingSince);
        var lately = since.filter(first -> first.plus(GIVEN_UP_AFTER).isAfter(now));
        if (lately.isPresent() || row.flatMap(HostRow::deadSince).isPresent()) {
            return;
        }
        write(host, tx -> {
            store.failed(tx, host, now, trouble);
            store.died(tx, host, now.minus(GIVEN_UP_AFTER), now, now.plus(PROBED_EVERY));
        });
    }

    /// It asked for quiet. Gives for how long it gets it.
    Duration quiet(String host, Duration wished) {
        var granted = wished.compareTo(QUIET_MAX) > 0 ? QUIET_MAX : wished;
        write(host, tx -> store.quiet(tx, host, clock.instant().plus(granted)));
        return granted;
    }

    /// Those that fail, the longest first.
    List<SilentHost> silent(int limit) {
        return database.read(tx -> store.silent(tx, limit));
    }

    /// Forgets what went wrong there, so that the next letter goes.
    void anew(String host) {
        circuits.forget(host);
        write(host, tx -> store.alive(tx, host));
    }

    void tidy(Tx tx) {
        store.tidy(tx, clock.instant());
    }

    private Optional<HostRow> find(String host) {
        return rows.get(host, name -> database.read(tx -> store.find(tx, name)));
    }

    private interface Change {
        void in(Tx tx);
    }

    private void write(String host, Change change) {
        database.write(tx -> {
            change.in(tx);
            return true;
        });
        rows.invalidate(host);
    }
}
