// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Quoting in a browser: the form, the frame below the post, and the quoted author's buttons.
class QuoteWalkTest {

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

    private static String newest(Browser browser, String name) {
        return browser.get("/@" + name)
                .find("<article class=\"post[^\"]*\" id=\"p(\\d+)\"")
                .orElseThrow();
    }

    @Test
    void a_post_is_quoted_framed_and_taken_out_again() {
        ann.write("worth a thought", "quotable=everybody", "audience=public");
        var said = newest(ann, "ann");
        assertThat(bob.get("/posts/" + said).html()).contains("/compose?quote=" + said);
        assertThat(bob.get("/compose?quote=" + said).html()).contains("worth a thought", "name=\"quote\"");

        bob.write("I think so", "quote=" + said, "quotable=everybody", "audience=public");
        var quoting = newest(bob, "bob");

        var shown = bob.get("/posts/" + quoting).html();
        assertThat(shown).contains("class=\"cited\"", "worth a thought").doesNotContain("quote-inline");
        assertThat(ann.get("/notifications").html()).contains("quoted your post");
        assertThat(ann.get("/@ann/" + said + "/quotes").html()).contains("I think so");
        assertThat(shown).doesNotContain("/revoke");
        assertThat(ann.get("/posts/" + quoting).html()).contains("/quotes/" + quoting + "/revoke");

        assertThat(bob.post("/quotes/" + quoting + "/revoke").status()).isEqualTo(403);
        ann.post("/quotes/" + quoting + "/revoke");

        assertThat(bob.get("/posts/" + quoting).html())
                .contains("has taken their post out of here")
                .doesNotContain("worth a thought");
    }

    @Test
    void who_wants_to_be_asked_is_asked() {
        ann.write("ask me first", "quotable=asked", "audience=public");
        var said = newest(ann, "ann");
        assertThat(bob.get("/posts/" + said).html()).contains("Ask to quote");

        bob.write("may I", "quote=" + said, "quotable=nobody", "audience=public");
        var quoting = newest(bob, "bob");
        assertThat(bob.get("/posts/" + quoting).html())
                .contains("waits for the author")
                .doesNotContain("ask me first</p>");
        assertThat(ann.get("/notifications").html())
                .contains("would like to quote your post", "/quotes/" + quoting + "/allow");

        ann.post("/quotes/" + quoting + "/allow");

        assertThat(bob.get("/posts/" + quoting).html()).contains("ask me first");
        assertThat(ann.get("/notifications").html()).doesNotContain("/quotes/" + quoting + "/allow");
        assertThat(ann.get("/posts/" + quoting).html()).doesNotContain("/compose?quote=" + quoting);
    }
}
