// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
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
    private String typed = "";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rnu                  | there is no command `rnu`. Did you mean `run`?",
                "qqqqqqqqqq           | there is no command `qqqqqqqqqq`.",
                "run --lisen x        | there is no option `--lisen` of `run`. Did you mean `--listen`?",
                "run --listen         | Missing required parameter for option '--listen'",
                "run now              | there is no argument `now` of `run`.",
                "account              | `account` needs one of these after it: create.",
                "account crate        | there is no command `crate` of `account`. Did you mean `create`?",
                "account create       | Missing required parameter: 'NAME'",
                "token create ann --scope x| there is no option `--scope` of `token create`. Did you mean `--scopes`?",
                "backup               | Missing required parameter: 'FILE'",
                "help rnu             | there is no command `rnu`.",
                "run --data a --data b| should be specified only once",
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
        var commands = new Commands(
                new BufferedReader(new StringReader(typed)),
                new PrintWriter(out),
                new PrintWriter(err, true),
                null,
                NOON);

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

    @Test
    void an_account_is_made_and_its_token_printed_alone() throws IOException {
        named();
        typed = "correct horse battery\n";

        assertThat(run("account", "create", "ann", "--role", "owner", "--password-stdin", "--data", folder.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("@ann@commons.example has an account. Role: owner.");
        out.getBuffer().setLength(0);
        assertThat(run("token", "create", "ann", "--data", folder.toString())).isZero();
        assertThat(out.toString().strip()).matches("[A-Za-z0-9_-]{20,}");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void without_a_password_one_is_made_and_told() throws IOException {
        named();

        assertThat(run("account", "create", "ann", "--data", folder.toString())).isZero();

        assertThat(out.toString()).containsPattern("Password: [A-Za-z0-9_-]{16}");
    }

    @Test
    void nobody_gets_an_address_before_the_instance_has_a_name() {
        assertThat(run("account", "create", "ann", "--data", folder.toString())).isEqualTo(1);

        assertThat(err.toString()).contains("start it once, or write `domain` into");
    }

    @Test
    void what_cannot_be_an_account_is_refused_with_a_line() throws IOException {
        named();
        var data = folder.toString();
        run("account", "create", "ann", "--password", "correct horse battery", "--data", data);

        assertThat(run("account", "create", "ann", "--password", "correct horse battery", "--data", data))
                .isEqualTo(1);
        assertThat(run("account", "create", "a b", "--password", "correct horse battery", "--data", data))
                .isEqualTo(1);
        assertThat(run("account", "create", "bob", "--password", "short", "--data", data))
                .isEqualTo(1);
        assertThat(run("account", "create", "bob", "--password-stdin", "--data", data))
                .isEqualTo(2);
        assertThat(run(
                        "account",
                        "create",
                        "bob",
                        "--password",
                        "correct horse battery",
                        "--role",
                        "x",
                        "--data",
                        data))
                .isEqualTo(2);
        assertThat(run("token", "create", "bob", "--data", data)).isEqualTo(1);
        assertThat(run("token", "create", "ann", "--scopes", "fly", "--data", data))
                .isEqualTo(2);
        assertThat(run("token", "create", "ann", "--data", data + "/nowhere")).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(8)
                .allSatisfy(line -> assertThat(line).startsWith("allmende: "));
    }

    private void named() throws IOException {
        Files.writeString(folder.resolve("allmende.toml"), "domain = \"commons.example\"");
    }

    private int run(String... words) {
        return new Commands(
                        new BufferedReader(new StringReader(typed)),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        Map.of(),
                        NOON)
                .run(words);
    }
}
