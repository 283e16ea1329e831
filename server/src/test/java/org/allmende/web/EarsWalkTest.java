// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom to hear and when, in a browser without scripts.
class EarsWalkTest {

    @Test
    void strangers_are_set_apart_and_let_in(@TempDir Path folder) {
        try (var instance = TrialInstance.start(folder)) {
            instance.join("ann");
            instance.join("bob");
            var ann = Browser.of(instance, "ann");
            var bob = Browser.of(instance, "bob");

            ann.get("/settings/notifications");
            ann.post("/settings/notifications", "not_following=FILTER", "limited_accounts=DROP");
            bob.write("@ann are you there", "audience=public");

            assertThat(ann.get("/notifications").html())
                    .contains("by 1 person were set apart")
                    .doesNotContain("mentioned you");
            var waiting = ann.get("/notifications/requests");
            assertThat(waiting.html()).contains("1 notification: ", "are you there");
            var accept = waiting.find("(/notifications/requests/\\d+/accept)").orElseThrow();
            assertThat(bob.post(accept).status()).isEqualTo(200);
            ann.post(accept);
            assertThat(ann.get("/notifications").html())
                    .contains("mentioned you")
                    .doesNotContain("set apart");
        }
    }

    @Test
    void quiet_hours_are_set_and_ended(@TempDir Path folder) {
        try (var instance = TrialInstance.start(folder)) {
            instance.join("ann");
            var ann = Browser.of(instance, "ann");

            ann.get("/settings/notifications");
            assertThat(ann.post("/settings/notifications/quiet", "from=22:00", "until=25", "zone=Mars")
                            .html())
                    .contains("write a time", "no such time zone");
            ann.post("/settings/notifications/quiet", "from=22:00", "until=07:00", "zone=Europe/Berlin");
            assertThat(ann.get("/settings/notifications").html()).contains("22:00", "07:00", "Europe/Berlin");
            ann.post("/settings/notifications/quiet", "from=", "until=", "zone=");
            assertThat(ann.get("/settings/notifications").html()).doesNotContain("22:00");
        }
    }
}
