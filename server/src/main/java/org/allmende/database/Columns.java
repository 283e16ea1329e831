// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Columns that may be NULL, which JDBC reads as zero.
public final class Columns {

    private Columns() {}

    public static Optional<Long> number(ResultSet row, String name) throws SQLException {
        var value = row.getLong(name);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    public static Optional<Instant> time(ResultSet row, String name) throws SQLException {
        return number(row, name).map(Instant::ofEpochMilli);
    }

    public static Optional<String> text(ResultSet row, String name) throws SQLException {
        return Optional.ofNullable(row.getString(name));
    }
}
