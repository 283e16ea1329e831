// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import org.allmende.base.Ids;

/// Fresh databases for contract tests: each promise is held on both.
public final class TestDatabase {

    private TestDatabase() {}

    public static Database sqlite(Ids ids) {
        try {
            var file = Files.createTempDirectory("allmende-sqlite").resolve("allmende.db");
            return Database.open(new DatabaseAddress.Sqlite(file), ids);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Database postgres(Ids ids) {
        return Database.open(PostgresForTests.fresh(), ids);
    }

    /// A fresh database to be opened more than once, as after a restart.
    public static DatabaseAddress postgresAddress() {
        return PostgresForTests.fresh();
    }

    public static Ids ids() {
        return new Ids(Clock.systemUTC());
    }
}
