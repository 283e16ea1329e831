// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drafts and later posts in a browser without scripts.
class PaperWalkTest {

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static Browser ann;
    private static Browser bob;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        instance.join("ann");
        instance.join("bob");
        ann = Browser.of(instance, "ann");
        bob = Browser.of(instance, "bob");
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static String first(Browser.Page page) {
        return page.find("/compose\\?draft=(\\d+)").orElseThrow();
    }

    @Test
    void a_draft_is_kept_gone_on_with_and_posted() {
        var kept = ann.write("half a tho", "keep=1", "warning=deep", "audience=followers", "option[]=yes");
        var id = first(kept);
        var again = ann.get("/compose?draft=" + id);
        var strange = bob.get("/compose?draft=" + id);
        var posted = ann.upload("/compose", List.of(), "paper=" + id, "text=half a thought", "audience=public");

        assertThat(kept.path()).isEqualTo("/drafts?done=kept");
        assertThat(again.html())
                .contains(">half a tho</textarea>")
                .contains("value=\"deep\"")
                .contains("value=\"yes\"")
                .containsPattern("value=\"followers\" selected");
        assertThat(strange.status()).isEqualTo(404);
        assertThat(posted.path()).isEqualTo("/home?done=sent");
        assertThat(ann.get("/home").html()).contains("half a thought");
        assertThat(ann.get("/drafts").html()).doesNotContain("half a");
    }

    @Test
    void a_post_with_an_hour_waits_in_the_writers_own_zone_and_can_be_sent_now() {
        var noon = LocalDateTime.ofInstant(Clock.systemUTC().instant().plus(Duration.ofDays(2)), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES);
        var planned = ann.write("in the evening", "at=" + noon, "zone=120");
        var list = ann.get("/drafts/waiting");
        var wrong = ann.write("too soon", "at=2020-01-01T10:00");

        assertThat(planned.path()).isEqualTo("/drafts?done=planned");
        assertThat(list.html()).contains("in the evening").contains("datetime=\"" + noon.minusHours(2) + ":00Z\"");
        assertThat(ann.get("/compose?draft=" + first(list)).html())
                .contains("name=\"at\" value=\"" + noon.minusHours(2) + "\"");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html()).contains("at least 5 minutes").contains("value=\"2020-01-01T10:00\"");
        assertThat(ann.get("/home").html()).doesNotContain("in the evening");

        bob.get("/drafts");
        assertThat(bob.post("/drafts/" + first(list) + "/send").status()).isEqualTo(422);
        ann.get("/drafts");
        ann.post("/drafts/" + first(list) + "/send");
        assertThat(ann.get("/home").html()).contains("in the evening");
        assertThat(ann.get("/drafts/waiting").html()).doesNotContain("in the evening");
    }
}
