// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rnu                  | there is no command `rnu`. Did you mean `run`?",
                "qqqqqqqqqq           | there is no command `qqqqqqqqqq`.",
                "run --lisen x        | there is no option `--lisen` of `run`. Did you mean `--listen`?",
                "run --listen         | Missing required parameter for option '--listen'",
                "run now              | there is no argument `now` of `run`.",
                "help rnu             | there is no command `rnu`.",
                "run --data a --data b| option '--data' should be specified only once",
            })
    void what_was_mistyped_is_answered_with_one_line_and_exit_2(String words, String answer) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains(answer, "./allmende help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void foreseen_trouble_is_one_line_and_exit_1() {
        assertThat(run("run", "--loopback", "--listen", "0.0.0.0:80", "--data", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("allmende: `listen` from --listen:");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void unforeseen_trouble_is_one_line_that_names_a_file_with_the_details() throws IOException {
        var commands = new Commands(new PrintWriter(out), new PrintWriter(err, true), null, NOON);

        assertThat(commands.run("doctor", "--data", folder.toString())).isEqualTo(1);

        assertThat(err.toString().lines()).singleElement().asString().contains("did not foresee");
        var file = Path.of(err.toString().strip().replaceFirst(".* details in ", ""));
        assertThat(file).content().contains("2026-11-01T12:00:00Z", "NullPointerException", "at org.allmende.app");
        Files.delete(file);
    }

    @Test
    void the_doctor_sees_what_others_could_look_into() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(run("doctor", "--data", folder.toString())).isZero();
        assertThat(out.toString()).contains("doubtful  other users of this machine can look into");

        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        out.getBuffer().setLength(0);
        assertThat(run("doctor", "--data", folder.toString())).isZero();
        assertThat(out.toString()).contains("is for its owner alone");
    }

    @Test
    void help_names_every_command_and_explains_each() {
        assertThat(run()).isZero();
        assertThat(out.toString())
                .contains("run ", "test ", "doctor ", "version ")
                .doesNotContain("train");

        assertThat(run("help", "run")).isZero();
        assertThat(out.toString()).contains("--data", "--listen", "--domain", "--database", "--loopback");
    }

    private int run(String... words) {
        return new Commands(new PrintWriter(out, true), new PrintWriter(err, true), Map.of(), NOON).run(words);
    }
}
