// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Brings the schema up to date: numbered files, forward only, each in a transaction of its own with the note that it
/// ran, so that an interrupted start goes on where it stopped.
final class Migrations {

    /// In order. The number is the place in this list; a released file never changes.
    private static final List<String> FILES = List.of(
            "0001_database.sql",
            "0002_people.sql",
            "0003_access.sql",
            "0004_media.sql",
            "0005_posts.sql",
            "0006_timelines.sql",
            "0007_moderation.sql",
            "0008_activitypub.sql",
            "0009_pieces_and_groups.sql",
            "0010_ornaments.sql",
            "0011_threads.sql",
            "0012_delivery.sql",
            "0013_emoji.sql",
            "0014_addresses.sql",
            "0015_previews.sql",
            "0016_quotes.sql",
            "0017_moves.sql",
            "0018_relays.sql",
            "0019_lists.sql",
            "0020_desk.sql",
            "0021_tags_and_company.sql",
            "0022_discovery.sql",
            "0023_interactions.sql",
            "0024_push.sql",
            "0025_words.sql",
            "0026_filters.sql",
            "0027_second_factor.sql",
            "0028_early.sql",
            "0029_notification_policy.sql",
            "0030_announcements.sql",
            "0031_attribution.sql",
            "0032_luggage.sql");

    /// Makes the table of a [WordIndex], which has nothing in common between the two.
    private static final Pattern WORDS = Pattern.compile("\\{words ([a-z_]+)}");

    private final Engine engine;

    Migrations(Engine engine) {
        this.engine = engine;
    }

    void run() {
        runTo(FILES.size());
    }

    /// Builds the tables as they were at an older version.
    void runTo(int last) {
        if (last > FILES.size()) {
            throw newer(last);
        }
        for (var number = version() + 1; number <= last; number++) {
            apply(number);
        }
    }

    private int version() {
        var version = engine.write(
                handle -> {
                    engine.lockForMigration(handle);
                    handle.execute(
                            "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL)");
                    return current(handle);
                },
                _ -> true);
        if (version > FILES.size()) {
            throw newer(version);
        }
        return version;
    }

    private static DatabaseTrouble newer(int version) {
        return new DatabaseTrouble("This was written by a newer Allmende (schema " + version + ", this program knows "
                + FILES.size() + "). Update the program, or restore an older backup.");
    }

    static int current(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(number), 0) FROM migration")
                .mapTo(Integer.class)
                .one();
    }

    private void apply(int number) {
        var name = FILES.get(number - 1);
        engine.write(
                handle -> {
                    engine.lockForMigration(handle);
                    // Another node may have been here while we waited for the lock.
                    if (current(handle) < number) {
                        for (var statement :
                                engine.dialect(withoutComments(text(name))).split(";\\s*\\n")) {
                            if (!statement.isBlank()) {
                                run(handle, statement.strip());
                            }
                        }
                        handle.execute("INSERT INTO migration (number, name) VALUES (?, ?)", number, name);
                    }
                    return true;
                },
                _ -> true);
    }

    private void run(Handle handle, String statement) {
        var words = WORDS.matcher(statement);
        if (words.matches()) {
            engine.words().create(words.group(1)).forEach(handle::execute);
        } else {
            handle.execute(statement);
        }
    }

    // A semicolon at the end of a comment's line would look like the end of a statement.
    private static String withoutComments(String sql) {
        return sql.lines().filter(line -> !line.strip().startsWith("--")).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String text(String name) {
        try (var stream = Migrations.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("migration " + name + " cannot be read", e);
        }
    }
}
