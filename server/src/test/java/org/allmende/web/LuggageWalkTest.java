// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Luggage in a browser without scripts.
class LuggageWalkTest {

    @Test
    void a_file_is_brought_unpacked_and_reported_on(@TempDir Path folder) throws Exception {
        try (var instance = TrialInstance.start(folder)) {
            instance.join("ann");
            instance.join("bob");
            var ann = Browser.of(instance, "ann");
            var file = "bob@" + instance.address().getAuthority() + "\nnot an address\n";

            ann.get("/settings/luggage");
            assertThat(ann.upload("/settings/luggage", List.of(), "kind=following")
                            .status())
                    .isEqualTo(422);
            ann.upload(
                    "/settings/luggage",
                    List.of(new Browser.File("file", "f.csv", file.getBytes(StandardCharsets.UTF_8))),
                    "kind=following");

            for (var i = 0;
                    i < 500 && !ann.get("/settings/luggage").html().contains("1 of 2 lines were unpacked");
                    i++) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(ann.get("/settings/luggage").html())
                    .contains("1 of 2 lines were unpacked", "<p dir=\"ltr\">not an address</p>");
            assertThat(ann.get("/settings/luggage/following.csv").html()).contains("bob@");
        }
    }
}
