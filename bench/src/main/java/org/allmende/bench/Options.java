// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.database.DatabaseAddress;

/// What was asked for on the command line.
///
/// @param port where the server under test listens. It is in every address of the village, so another one means another
///     village
/// @param time how long each case is measured
/// @param inboxes of which kind of inboxes `delivery` is measured, where not of both
/// @param rounds how many posts it sends to each kind, where not the usual number
record Options(
        Set<Case> cases,
        Size size,
        int port,
        Duration time,
        int clients,
        int foreignFollowers,
        boolean pinned,
        Optional<Inboxes> inboxes,
        Optional<Integer> rounds,
        Optional<String> database) {

    /// One for all of a host, or one each.
    enum Inboxes {
        SHARED,
        OWN
    }

    private static final int CLIENTS_MAX = 64;

    // Each is fetched from one of twenty hosts, and of one host so many within some minutes.
    private static final int FOREIGN_FOLLOWERS_MAX = 2_000;
    private static final Duration TIME_MAX = Duration.ofMinutes(5);

    Options {
        if (clients < 1 || clients > CLIENTS_MAX) {
            throw new IllegalArgumentException("--clients is a number from 1 to " + CLIENTS_MAX);
        }
        if (foreignFollowers < 1 || foreignFollowers > FOREIGN_FOLLOWERS_MAX) {
            throw new IllegalArgumentException("--foreign is a number from 1 to " + FOREIGN_FOLLOWERS_MAX);
        }
        if (time.isZero() || time.compareTo(TIME_MAX) > 0) {
            throw new IllegalArgumentException("--seconds is a number from 1 to " + TIME_MAX.toSeconds());
        }
    }

    static Options read(List<String> words) {
        var waiting = new ArrayDeque<>(words);
        var cases = new LinkedHashSet<Case>();
        var people = 10_000;
        var posts = 1_000_000;
        var seed = 1L;
        var port = 8_799;
        var seconds = 6;
        var clients = 4;
        var foreign = 200;
        var pinned = false;
        var inboxes = Optional.<Inboxes>empty();
        var rounds = Optional.<Integer>empty();
        var database = Optional.<String>empty();
        while (!waiting.isEmpty()) {
            var word = waiting.pop();
            switch (word) {
                case "--people" -> people = number(word, waiting.poll());
                case "--posts" -> posts = number(word, waiting.poll());
                case "--seed" -> seed = number(word, waiting.poll());
                case "--port" -> port = number(word, waiting.poll());
                case "--seconds" -> seconds = number(word, waiting.poll());
                case "--clients" -> clients = number(word, waiting.poll());
                case "--foreign" -> foreign = number(word, waiting.poll());
                case "--inboxes" -> inboxes = Optional.of(inboxes(waiting.poll()));
                case "--rounds" -> rounds = Optional.of(number(word, waiting.poll()));
                case "--pin" -> pinned = true;
                case "--database" -> database = Optional.ofNullable(waiting.poll());
                case "all" -> cases.addAll(List.of(Case.values()));
                default -> cases.add(Case.named(word));
            }
        }
        if (cases.isEmpty()) {
            cases.addAll(List.of(Case.values()));
        }
        return new Options(
                cases,
                new Size(people, posts, seed),
                port,
                Duration.ofSeconds(seconds),
                clients,
                foreign,
                pinned,
                inboxes,
                rounds,
                database);
    }

    private static Inboxes inboxes(String value) {
        return switch (value) {
            case "shared" -> Inboxes.SHARED;
            case "own" -> Inboxes.OWN;
            case null, default -> throw new IllegalArgumentException("--inboxes needs `shared` or `own`");
        };
    }

    private static int number(String option, String value) {
        if (value == null || !value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(option + " needs a number");
        }
        return Integer.parseInt(value);
    }

    String domain() {
        return "localhost:" + port;
    }

    /// The database of a data folder, as the rooms open it.
    DatabaseAddress address(Path folder) {
        return database.<DatabaseAddress>map(Options::postgres)
                .orElseGet(() -> new DatabaseAddress.Sqlite(folder.resolve("allmende.db")));
    }

    /// The same for JDBC, as we write into it.
    String jdbc(Path folder) {
        return switch (address(folder)) {
            case DatabaseAddress.Sqlite(var file) -> "jdbc:sqlite:" + file.toAbsolutePath();
            case DatabaseAddress.Postgres postgres ->
                postgres.url() + "?reWriteBatchedInserts=true&user=" + postgres.user() + "&password="
                        + postgres.password();
        };
    }

    private static DatabaseAddress.Postgres postgres(String url) {
        var uri = URI.create(url);
        if (!"postgresql".equals(uri.getScheme()) || uri.getUserInfo() == null) {
            throw new IllegalArgumentException("--database is postgresql://USER:PASSWORD@HOST:PORT/NAME, and empty");
        }
        var user = uri.getUserInfo().split(":", 2);
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new DatabaseAddress.Postgres(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath(),
                user[0],
                user.length < 2 ? "" : user[1]);
    }
}
