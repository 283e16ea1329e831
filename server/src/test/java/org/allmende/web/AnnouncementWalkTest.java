// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.allmende.access.Role;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What owners tell everybody, written and read on the pages.
class AnnouncementWalkTest {

    @TempDir
    Path folder;

    @Test
    void an_owner_writes_and_members_are_told_once() {
        try (var instance = TrialInstance.start(folder)) {
            instance.join("ann", Role.OWNER);
            instance.join("bob");
            var ann = Browser.of(instance, "ann");
            var bob = Browser.of(instance, "bob");

            ann.get("/house/announcements");
            var written = ann.post("/house/announcements", "text=The cellar is dry again");
            var id = written.find("action=\"/house/announcements/(\\d+)\"").orElseThrow();

            assertThat(ann.post("/house/announcements", "text= ").status()).isEqualTo(422);
            assertThat(bob.get("/house/announcements").status()).isEqualTo(404);
            assertThat(bob.get("/local").html()).contains("href=\"/announcements\"");
            assertThat(bob.get("/announcements").html()).contains("The cellar is dry again");
            assertThat(bob.get("/local").html()).doesNotContain("href=\"/announcements\"");
            assertThat(bob.post("/house/announcements/" + id + "/remove").status())
                    .isEqualTo(404);

            ann.get("/house/announcements");
            ann.post("/house/announcements/" + id + "/remove");
            assertThat(bob.get("/announcements").html()).doesNotContain("The cellar");
        }
    }
}
