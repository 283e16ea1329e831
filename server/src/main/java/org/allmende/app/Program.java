// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.DatabaseAddress;
import org.allmende.database.Settings;
import org.allmende.http.Answer;
import org.allmende.http.HttpLimits;
import org.allmende.http.HttpServer;
import org.allmende.http.Outbound;
import org.allmende.http.Routes;

/// The whole program, put together by hand: the one place that knows every room. What is opened is closed in the
/// opposite order.
final class Program implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("app");

    // Together with what the jobs take to end, less than the ten seconds within which we promise to be gone.
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final Configuration configuration;
    private final Clock clock;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Floors floors;
    private int port;

    private Program(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    /// Opens everything and starts to listen. If anything fails, what was opened is closed again.
    static Program start(Configuration configuration, Clock clock) {
        var program = new Program(configuration, clock);
        try {
            program.open();
            return program;
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    private void open() {
        var ids = new Ids(clock);
        var database = keep(Database.open(configuration.database(), ids));
        Belonging.confirm(database, new Settings(database, clock), configuration);
        var outbound = keep(new Outbound(configuration.outbound(), clock));
        // Of its own: films may hold connections for as long as somebody watches, and no letter shall wait for them.
        var showing = keep(new Outbound(configuration.outbound(), clock));
        floors = new Floors(configuration, clock, ids, database, showing);
        floors.house.furnish();
        keep(floors.jobs);
        var spool = configuration.folder().resolve("incoming");
        var routes = new Routes();
        var doors = new Doors(configuration, floors, outbound, spool);
        doors.work();
        doors.mount(routes);
        floors.nightly(doors::tidy);
        // Ready means that the database answers, too.
        routes.get("/health", _ -> Answer.text(200, database.read(_ -> "ok")));
        floors.jobs.start(configuration.database() instanceof DatabaseAddress.Sqlite);
        listen(routes, spool);
    }

    private void listen(Routes routes, Path spool) {
        var server = new HttpServer(configuration.listen(), routes, HttpLimits.usual(spool));
        server.start();
        opened.push(() -> server.stop(DRAIN));
        port = server.port();
    }

    private <T extends AutoCloseable> T keep(T thing) {
        opened.push(thing);
        return thing;
    }

    /// Where it listens, also if any port was asked for.
    int port() {
        return port;
    }

    Floors floors() {
        return floors;
    }

    /// Stops listening first, lets running work end, and closes the rest.
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                // The others still have to be closed.
                LOG.log(System.Logger.Level.WARNING, "did not stop cleanly", e);
            }
        }
    }
}
