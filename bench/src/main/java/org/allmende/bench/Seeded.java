// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.allmende.base.Addresses;
import org.allmende.base.Hashes;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.DatabaseAddress;

/// Data folders with a village in them. A village is written once and then copied, as long as size and schema stay the
/// same.
final class Seeded {

    private static final Path TARGET = Path.of("bench", "target");

    private final Options options;

    Seeded(Options options) {
        this.options = options;
    }

    /// A folder of its own for each run, so that what is measured never changes what is measured next.
    Path copy() {
        try {
            var folder = empty();
            if (options.database().isPresent()) {
                seed(folder, schema());
                return folder;
            }
            var original = original();
            Files.copy(
                    original.resolve("allmende.db"),
                    folder.resolve("allmende.db"),
                    StandardCopyOption.REPLACE_EXISTING);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path empty() throws IOException {
        var folder = TARGET.resolve("run");
        delete(folder);
        return Files.createDirectories(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var paths = Files.walk(folder)) {
                for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private Path original() throws IOException {
        var schema = schema();
        var folder = TARGET.resolve("seeded").resolve(options.size() + "-port-" + options.port() + "-" + schema);
        if (!Files.exists(folder)) {
            var half = folder.resolveSibling("unfinished");
            delete(half);
            Files.createDirectories(half);
            seed(half, schema);
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return folder;
    }

    /// A short name for the tables as they are in this build.
    private static String schema() throws IOException {
        var file = Files.createTempFile("schema", ".db");
        try (var _ = Database.open(new DatabaseAddress.Sqlite(file), new Ids(Clock.systemUTC()));
                var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")) {
            var text = new StringBuilder();
            while (rows.next()) {
                text.append(rows.getString(1));
            }
            return Hashes.sha256Hex(text.toString()).substring(0, 8);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            for (var ending : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(file + ending));
            }
        }
    }

    private void seed(Path folder, String schema) {
        Database.open(options.address(folder), new Ids(Clock.systemUTC())).close();
        var mark = options.size() + " " + options.domain() + " " + schema;
        try (var connection = DriverManager.getConnection(options.jdbc(folder))) {
            if (marked(connection, mark)) {
                return;
            }
            var began = System.nanoTime();
            System.err.println("Seeding " + options.size() + " (once) ...");
            fast(connection);
            connection.setAutoCommit(false);
            new VillageStore(
                            connection,
                            new Addresses(URI.create("http://" + options.domain())),
                            new Village(options.size()))
                    .write();
            try (var statement = connection.prepareStatement("INSERT INTO setting (name, value) VALUES (?, ?)")) {
                statement.setString(1, "bench.seeded");
                statement.setString(2, mark);
                statement.executeUpdate();
            }
            connection.commit();
            try (var database = Database.open(options.address(folder), new Ids(Clock.systemUTC()))) {
                new WordRows(database).write();
            }
            settle(connection);
            System.err.printf("Seeded in %.0f s.%n", (System.nanoTime() - began) / 1e9);
        } catch (SQLException e) {
            throw new IllegalStateException("the village could not be written", e);
        }
    }

    private boolean marked(Connection connection, String mark) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT value FROM setting WHERE name = 'bench.seeded'")) {
            if (rows.next()) {
                if (!rows.getString(1).equals(mark)) {
                    throw new IllegalStateException("this database holds another village: give an empty one");
                }
                return true;
            }
            return false;
        }
    }

    // What is interrupted is thrown away, so nothing has to be safe.
    private void fast(Connection connection) throws SQLException {
        if (options.database().isEmpty()) {
            try (var statement = connection.createStatement()) {
                for (var pragma : List.of(
                        "journal_mode = DELETE", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY")) {
                    statement.execute("PRAGMA " + pragma);
                }
            }
        }
    }

    // PostgreSQL does by itself what SQLite leaves undone until it is asked, but later.
    private void settle(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        if (options.database().isPresent()) {
            try (var statement = connection.createStatement()) {
                statement.execute("VACUUM ANALYZE");
            }
        }
    }
}
