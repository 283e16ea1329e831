// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.allmende.access.Role;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the owner sees of work that could not be done, and does about it.
class JobsTest {

    private static final String PAGE = "/house/jobs";

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static Browser ann;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        instance.join("ann", Role.OWNER);
        ann = Browser.of(instance, "ann");
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static void await(BooleanSupplier come) throws InterruptedException {
        for (var i = 0; i < 200 && !come.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(come.getAsBoolean()).isTrue();
    }

    private static void givenUp(String lane, int amount) throws InterruptedException {
        instance.leaveBehind(lane, amount);
        await(() -> instance.givenUp(lane) == amount);
    }

    @Test
    void what_was_given_up_is_one_line_for_each_server_and_goes_together() throws InterruptedException {
        givenUp("shut.example", 12);
        givenUp("gone.example", 3);

        var before = ann.get(PAGE).html();
        ann.post(PAGE + "/discard", "lane=nobody.does.this shut.example");

        assertThat(before)
                .containsOnlyOnce("<td dir=\"ltr\">shut.example</td>")
                .contains("12 times")
                .contains("3 times")
                .contains("nobody here does");
        assertThat(instance.givenUp("shut.example")).isZero();
        assertThat(instance.givenUp("gone.example")).isEqualTo(3);
        assertThat(ann.get(PAGE).html()).doesNotContain("shut.example").contains("gone.example");
    }

    @Test
    void trying_again_takes_one_server_or_all() throws InterruptedException {
        givenUp("one.example", 2);
        givenUp("two.example", 2);
        var tried = instance.lastTry("one.example");
        var other = instance.lastTry("two.example");

        ann.post(PAGE + "/again", "lane=nobody.does.this one.example");
        await(() -> instance.givenUp("one.example") == 2
                && instance.lastTry("one.example").isAfter(tried));

        assertThat(instance.lastTry("two.example")).isEqualTo(other);

        ann.post(PAGE + "/again/all");
        await(() -> instance.givenUp("two.example") == 2
                && instance.lastTry("two.example").isAfter(other));
    }

    @Test
    void a_silent_server_is_shown_with_its_trouble_until_it_is_to_be_tried_again() {
        instance.silence("silent.example", Instant.parse("2026-01-02T03:04:05Z"));

        var before = ann.get(PAGE).html();
        ann.post(PAGE + "/host", "host=silent.example");

        assertThat(before)
                .contains("silent.example", "no answer in time", "2026-01-02T03:04:05Z", "1 letter is waiting");
        assertThat(ann.get(PAGE).html()).doesNotContain("no answer in time");
    }
}
