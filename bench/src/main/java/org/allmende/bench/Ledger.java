// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/// Looks over the server's shoulder into its database: whether what it promised has been done.
final class Ledger implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Connection connection;

    Ledger(Options options, Path folder) {
        try {
            this.connection = DriverManager.getConnection(options.jdbc(folder));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String sql, Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits until no job of a kind is left, and tells how long that took.
    Duration done(String kind) {
        var began = System.nanoTime();
        while (count("SELECT count(*) FROM job WHERE kind = ? AND NOT dead", kind) > 0) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("jobs of the kind " + kind + " are still waiting after " + PATIENCE);
            }
            Tested.nap(LOOK_AGAIN);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
