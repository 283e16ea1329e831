// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Choosing who may answer, asking, and agreeing, in a browser.
class AskedWalkTest {

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static Browser ann;
    private static Browser bob;
    private static Browser eve;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        for (var name : new String[] {"ann", "bob", "eve"}) {
            instance.join(name);
        }
        ann = Browser.of(instance, "ann");
        bob = Browser.of(instance, "bob");
        eve = Browser.of(instance, "eve");
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
    void an_answer_waits_until_the_author_presses_the_button() {
        ann.write("ask me", "may-reply=asked", "may-like=nobody", "may-share=nobody", "audience=public");
        var said = newest(ann, "ann");
        assertThat(bob.get("/posts/" + said).html()).contains("disabled");

        bob.write("may I", "reply=" + said, "may-reply=everybody", "audience=public");

        assertThat(eve.get("/posts/" + said).html()).doesNotContain("may I");
        assertThat(bob.get("/posts/" + said).html()).contains("may I", "until they agree");
        assertThat(ann.get("/notifications").html()).contains("wants to answer your post", "/asked");
        var page = ann.get("/asked");
        assertThat(page.html()).contains("may I");
        var number = page.find("/asked/(\\d+)/allow").orElseThrow();
        assertThat(bob.post("/asked/" + number + "/allow").status()).isEqualTo(404);

        ann.post("/asked/" + number + "/allow");

        assertThat(eve.get("/posts/" + said).html()).contains("may I");
        assertThat(ann.get("/asked").html()).contains("Nobody waits for your word.");
    }

    @Test
    void what_is_chosen_on_the_settings_holds_for_the_next_post() {
        eve.get("/settings/posting");
        eve.post(
                "/settings/posting",
                "audience=public",
                "may-reply=followers_or_asked",
                "may-like=everybody",
                "may-share=nobody",
                "quotable=nobody");
        assertThat(eve.get("/compose").html())
                .contains("value=\"followers_or_asked\" selected", "value=\"nobody\" selected");

        eve.write("as usual", "audience=public");
        var said = newest(eve, "eve");

        bob.write("to eve", "reply=" + said, "audience=public");
        assertThat(ann.get("/posts/" + said).html()).doesNotContain("to eve");
    }
}
