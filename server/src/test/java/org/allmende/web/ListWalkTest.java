// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists in a browser without scripts.
class ListWalkTest {

    @Test
    void a_list_is_made_filled_read_and_removed(@TempDir Path folder) {
        try (var instance = TrialInstance.start(folder)) {
            instance.join("ann");
            var bobId = instance.join("bob");
            var ann = Browser.of(instance, "ann");
            Browser.of(instance, "bob").write("a verse of mine", "audience=public");

            assertThat(ann.get("/lists").html()).contains("No lists yet");
            assertThat(ann.post("/lists", "title=").status()).isEqualTo(422);
            var edit = ann.post("/lists", "title=Poets").path();
            var list = edit.replace("/edit", "");
            assertThat(ann.post(list + "/people", "who=@nobody").html()).contains("Nobody of that name");
            assertThat(ann.post(list + "/people", "who=@bob").html()).contains("@bob");
            assertThat(ann.get(list).html()).contains("a verse of mine", "Poets");
            assertThat(ann.get("/people/" + bobId + "/lists").html()).contains("checked");

            ann.post("/people/" + bobId + "/lists");
            assertThat(ann.get(list).html()).doesNotContain("a verse of mine");
            ann.post("/people/" + bobId + "/lists", "lists[]=" + list.replace("/lists/", ""));
            assertThat(ann.get(list).html()).contains("a verse of mine");

            ann.post(edit, "title=Bards", "replies=NONE", "exclusive=1");
            assertThat(ann.get("/lists").html()).contains("Bards").doesNotContain("Poets");
            assertThat(Browser.of(instance, "bob").get(list).status()).isEqualTo(404);
            ann.post(list + "/remove");
            assertThat(ann.get("/lists").html()).contains("No lists yet");
        }
    }
}
