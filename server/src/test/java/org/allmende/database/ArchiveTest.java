// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.allmende.Chance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes into an archive comes out of it, whichever database it goes to.
class ArchiveTest {

    @TempDir
    Path folder;

    @Test
    void from_sqlite_to_postgres_and_back_nothing_changes() {
        var postgres = PostgresForTests.fresh();
        var original = new DatabaseAddress.Sqlite(folder.resolve("one.db"));
        var returned = new DatabaseAddress.Sqlite(folder.resolve("two.db"));
        furnish(original);

        Archive.read(postgres, new ByteArrayInputStream(archive(original)));
        Archive.read(returned, new ByteArrayInputStream(archive(postgres)));

        assertThat(contents(postgres)).isEqualTo(contents(original));
        assertThat(contents(returned)).isEqualTo(contents(original));
        assertThat(archive(returned)).isEqualTo(archive(original));
    }

    @Test
    void a_database_with_something_in_it_is_left_alone() {
        var original = new DatabaseAddress.Sqlite(folder.resolve("one.db"));
        furnish(original);
        var archive = archive(original);

        assertThatThrownBy(() -> Archive.read(original, new ByteArrayInputStream(archive)))
                .isInstanceOf(DatabaseTrouble.class)
                .hasMessageContaining("already something");
        assertThat(archive(original)).isEqualTo(archive);
    }

    @Test
    void an_archive_that_ends_early_fills_nothing() {
        var original = new DatabaseAddress.Sqlite(folder.resolve("one.db"));
        var target = new DatabaseAddress.Sqlite(folder.resolve("two.db"));
        furnish(original);
        var archive = archive(original);

        for (var length = 0; length < archive.length; length += 29) {
            var cut = new ByteArrayInputStream(archive, 0, length);
            assertThatThrownBy(() -> Archive.read(target, cut)).isInstanceOf(DatabaseTrouble.class);
        }

        // Still empty: it takes the whole archive.
        Archive.read(target, new ByteArrayInputStream(archive));
        assertThat(contents(target)).isEqualTo(contents(original));
    }

    @Test
    void an_archive_of_a_newer_program_is_refused() {
        var original = new DatabaseAddress.Sqlite(folder.resolve("one.db"));
        furnish(original);
        var archive = archive(original);
        archive[2 + "allmende-database-1".length() + 2] = 99;

        assertThatThrownBy(() -> Archive.read(
                        new DatabaseAddress.Sqlite(folder.resolve("two.db")), new ByteArrayInputStream(archive)))
                .isInstanceOf(DatabaseTrouble.class)
                .hasMessageContaining("newer Allmende");
    }

    @Test
    void what_is_no_archive_is_refused_and_nothing_worse() {
        Chance.times(100, chance -> {
            var file = new DatabaseAddress.Sqlite(folder.resolve(chance.random().nextLong() + ".db"));

            assertThatThrownBy(() -> Archive.read(file, new ByteArrayInputStream(chance.bytes(300))))
                    .isInstanceOf(DatabaseTrouble.class);
        });
    }

    private static void furnish(DatabaseAddress address) {
        try (var database = Database.open(address, TestDatabase.ids())) {
            database.write(tx -> {
                new SettingStore().put(tx, "title", "Grüße 🌱, 'quoted' \\ and\nbroken");
                tx.query("INSERT INTO job (id, kind, lane, payload, due, claimed_until, tries, dead, reason)"
                                + " VALUES (:id, 'k', 'l', '', :due, 0, 3, TRUE, NULL) RETURNING id")
                        .bind("id", Long.MAX_VALUE)
                        .bind("due", -1L)
                        .mapTo(Long.class)
                        .one();
                tx.query("INSERT INTO media (id, owner, secret, purpose, attached, kind, state, mime, description,"
                                + " focus_x, focus_y, created) VALUES (1, 2, 's', 'POST', FALSE, 'IMAGE', 'READY', 'm',"
                                + " '', 0.25, -1, 5) RETURNING id")
                        .mapTo(Long.class)
                        .one();
                return true;
            });
        }
    }

    private static byte[] archive(DatabaseAddress address) {
        try (var database = Database.open(address, TestDatabase.ids())) {
            var bytes = new ByteArrayOutputStream();
            Archive.write(database, bytes);
            return bytes.toByteArray();
        }
    }

    private static List<Map<String, Object>> contents(DatabaseAddress address) {
        try (var database = Database.open(address, TestDatabase.ids())) {
            return database.read(tx -> tx.query(
                            "SELECT s.value, j.id, j.due, j.tries, CASE WHEN j.dead THEN 1 ELSE 0 END"
                                    + " AS dead, j.reason, m.focus_x, m.focus_y, CASE WHEN m.attached THEN 1 ELSE 0 END AS"
                                    + " attached FROM setting s, job j, media m")
                    .map((row, _) -> Map.<String, Object>of(
                            "value", row.getString("value"),
                            "id", row.getLong("id"),
                            "due", row.getLong("due"),
                            "tries", row.getInt("tries"),
                            "dead", row.getInt("dead"),
                            "reason", String.valueOf(row.getString("reason")),
                            "x", row.getDouble("focus_x"),
                            "y", row.getDouble("focus_y"),
                            "attached", row.getInt("attached")))
                    .list());
        }
    }
}
