// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hashtags, letters, recommendations and avoided places in a browser without scripts.
class CompanyWalkTest {

    @TempDir
    Path folder;

    @Test
    void hashtags_stand_on_the_profile_and_come_home() {
        try (var instance = TrialInstance.start(folder)) {
            instance.join("ann");
            instance.join("bob");
            var ann = Browser.of(instance, "ann");
            var bob = Browser.of(instance, "bob");
            ann.write("a verse on #apfelbaum", "audience=public");

            assertThat(ann.get("/settings/tags").html()).contains("You use these often", "#apfelbaum");
            assertThat(ann.post("/settings/tags", "tag=no tag").html()).contains("This cannot be a hashtag");
            ann.post("/settings/tags", "tag=Apfelbaum");
            assertThat(bob.get("/@ann").html()).contains("/@ann/tagged/apfelbaum");
            assertThat(bob.get("/@ann/tagged/apfelbaum").html()).contains("a verse on");
            assertThat(bob.get("/@ann/tagged/birnbaum").html()).doesNotContain("a verse on");

            assertThat(bob.get("/tags/apfelbaum").html()).contains("/tags/apfelbaum/follow");
            bob.post("/tags/apfelbaum/follow");
            assertThat(bob.get("/home").html()).contains("a verse on");
            assertThat(bob.get("/settings/tags").html()).contains("/tags/apfelbaum/unfollow");
            bob.post("/tags/apfelbaum/unfollow");
            assertThat(bob.get("/home").html()).doesNotContain("a verse on");

            ann.post("/settings/tags/remove", "tag=apfelbaum");
            assertThat(bob.get("/@ann").html()).doesNotContain("/@ann/tagged/apfelbaum");
        }
    }

    @Test
    void letters_are_unread_until_they_are_opened() {
        try (var instance = TrialInstance.start(folder)) {
            instance.join("ann");
            instance.join("bob");
            var ann = Browser.of(instance, "ann");
            var bob = Browser.of(instance, "bob");
            ann.write("@bob meet me at the tree", "audience=direct");

            var list = bob.get("/letters").html();
            assertThat(list).contains("meet me at the tree", "Unread", "@ann");
            var page = list.replaceAll("(?s).*class=\"quote\"[^>]*><a href=\"([^\"]*)\".*", "$1");
            bob.get(page);
            assertThat(bob.get("/letters").html())
                    .contains("meet me at the tree")
                    .doesNotContain("Unread");
            var mark = bob.get("/letters").html().replaceAll("(?s).*formaction=\"(/letters/\\d+)/unread\".*", "$1");
            bob.post(mark + "/unread");
            assertThat(bob.get("/letters").html()).contains("Unread");
            bob.post(mark + "/remove");
            assertThat(bob.get("/letters").html()).contains("No letters yet");
            assertThat(ann.get("/letters").html()).contains("You wrote", "/compose?audience=direct");
            assertThat(ann.get("/compose?audience=direct").html())
                    .containsPattern("value=\"direct\"[^>]*(checked|selected)");
        }
    }

    @Test
    void people_are_recommended_and_places_avoided() {
        try (var instance = TrialInstance.start(folder)) {
            instance.join("ann");
            var bobId = instance.join("bob");
            var ann = Browser.of(instance, "ann");

            assertThat(ann.post("/people/" + bobId + "/endorse").html()).contains("only people whom you follow");
            ann.post("/people/" + bobId + "/follow");
            ann.post("/people/" + bobId + "/endorse");
            assertThat(ann.get("/@ann").html()).contains("Recommends", "@bob");
            ann.post("/people/" + bobId + "/unendorse");
            assertThat(ann.get("/@ann").html()).doesNotContain("Recommends");

            assertThat(ann.get("/settings/avoided/sure?domain=d.example").html())
                    .contains("Avoid d.example?");
            assertThat(ann.post("/settings/avoided", "domain=no domain").status())
                    .isEqualTo(422);
            ann.post("/settings/avoided", "domain=D.example");
            assertThat(ann.get("/settings/avoided").html()).contains("d.example");
            ann.post("/settings/avoided/remove", "domain=d.example");
            assertThat(ann.get("/settings/avoided").html()).doesNotContain("d.example");
        }
    }
}
