// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    private static final Map<Key, Given> FLAGS = Map.of(
            Key.LISTEN, new Given(Key.LISTEN, List.of("127.0.0.1:0"), "--listen"),
            Key.DOMAIN, new Given(Key.DOMAIN, List.of("home.localhost"), "--domain"));

    @TempDir
    Path place;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path old;
    private Path fresh;
    private Path file;

    @BeforeEach
    void live() throws IOException {
        old = place.resolve("old");
        fresh = place.resolve("fresh");
        file = place.resolve("backup.zip");
        Files.createDirectory(old);
        new ConfigurationFile(old).writeOnce(FLAGS);
        program(old).close();
        Files.createDirectories(old.resolve("media/ab/cd"));
        Files.write(old.resolve("media/ab/cd/abcd"), new byte[] {1, 2, 3});
        Files.createDirectories(old.resolve("media/incoming"));
        Files.write(old.resolve("media/incoming/half"), new byte[] {1});
    }

    @Test
    void an_instance_comes_back_from_its_backup_under_its_own_name() throws IOException {
        try (var running = program(old)) {
            assertThat(running.port()).isPositive();
            assertThat(run("backup", file.toString(), "--data", old.toString())).isZero();
        }
        assertThat(run("restore", file.toString(), "--data", fresh.toString())).isZero();

        assertThat(fresh.resolve("media/ab/cd/abcd")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(fresh.resolve("media/incoming")).doesNotExist();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        program(fresh).close();
        // The database knows its name: it is the same one.
        Files.writeString(fresh.resolve("allmende.toml"), "listen = \"127.0.0.1:0\"\ndomain = \"other.localhost\"");
        assertThatThrownBy(() -> program(fresh)).hasMessageContaining("belongs to home.localhost");
    }

    @Test
    void a_backup_overwrites_nothing_and_a_restore_neither() throws IOException {
        Files.writeString(file, "dear");
        assertThat(run("backup", file.toString(), "--data", old.toString())).isEqualTo(1);
        assertThat(file).hasContent("dear");
        assertThat(err.toString()).contains("already exists");

        Files.delete(file);
        run("backup", file.toString(), "--data", old.toString());
        assertThat(run("restore", file.toString(), "--data", old.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("already something in this database");
        program(old).close();
    }

    @Test
    void what_is_no_backup_is_refused_with_a_line() throws IOException {
        Files.writeString(file, "no zip");
        assertThat(run("restore", file.toString(), "--data", fresh.toString())).isEqualTo(1);
        assertThat(run("restore", place.resolve("nowhere").toString(), "--data", fresh.toString()))
                .isEqualTo(1);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("photo"));
        }
        assertThat(run("restore", file.toString(), "--data", fresh.toString())).isEqualTo(1);

        assertThat(err.toString().lines())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line).contains("is no backup"),
                        line -> assertThat(line).contains("there is no backup"),
                        line -> assertThat(line).contains("is no backup"));
    }

    @Test
    void a_backup_cannot_write_outside_of_the_media_folder() throws IOException {
        run("backup", file.toString(), "--data", old.toString());
        var evil = place.resolve("evil.zip");
        try (var zip = new ZipFile(file.toFile());
                var target = new ZipOutputStream(Files.newOutputStream(evil))) {
            target.putNextEntry(new ZipEntry("database"));
            zip.getInputStream(zip.getEntry("database")).transferTo(target);
            target.putNextEntry(new ZipEntry("media/../../escaped"));
        }

        assertThat(run("restore", evil.toString(), "--data", fresh.toString())).isEqualTo(1);

        assertThat(err.toString()).contains("outside of the media folder");
        assertThat(place.resolve("escaped")).doesNotExist();
    }

    @Test
    void the_doctor_finds_a_whole_database_and_a_broken_one() throws IOException {
        assertThat(run("doctor", "--data", old.toString())).isZero();
        assertThat(out.toString()).contains("the database answers, and is whole", "none was given up");

        Files.writeString(old.resolve("allmende.db"), "broken ".repeat(1000));
        Files.deleteIfExists(old.resolve("allmende.db-wal"));
        assertThat(run("doctor", "--data", old.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("BAD       The database");
    }

    private static Program program(Path folder) {
        return Program.start(ConfigurationReader.read(folder, Map.of(), Map.of()), Clock.systemUTC());
    }

    private int run(String... words) {
        return new Commands(
                        new BufferedReader(new StringReader("")),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        Map.of(),
                        Clock.systemUTC())
                .run(words);
    }
}
