// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.nio.file.Path;

/// Where the data lives.
public sealed interface DatabaseAddress {

    /// One file, in this process. One server at a time.
    record Sqlite(Path file) implements DatabaseAddress {}

    /// A PostgreSQL server, shared by any number of nodes. `url` is a JDBC address, `jdbc:postgresql://host/name`.
    record Postgres(String url, String user, String password) implements DatabaseAddress {
        @Override
        public String toString() {
            // The password must not reach a log.
            return url;
        }
    }
}
