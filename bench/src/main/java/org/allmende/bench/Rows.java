// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;

/// Writes many rows into one table.
final class Rows implements AutoCloseable {

    private static final int BATCH = 1_000;

    private final PreparedStatement statement;
    private int waiting;

    /// @param columns separated by commas
    Rows(Connection connection, String table, String columns) throws SQLException {
        var places = String.join(", ", Collections.nCopies(columns.split(",").length, "?"));
        this.statement = connection.prepareStatement(
                "INSERT INTO " + table + " (" + columns + ") VALUES (" + places + ") ON CONFLICT DO NOTHING");
    }

    void add(Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
        if (++waiting == BATCH) {
            flush();
        }
    }

    private void flush() throws SQLException {
        statement.executeBatch();
        waiting = 0;
    }

    @Override
    public void close() throws SQLException {
        flush();
        statement.close();
    }
}
