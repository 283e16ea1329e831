// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.allmende.access.Role;
import org.allmende.app.TrialInstance;
import org.allmende.base.ActorId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What those who look after a place may do about members, and what not.
class MembersTest {

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static ActorId owner;
    private static ActorId member;
    private static Browser ann;
    private static Browser mod;
    private static Browser bob;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        owner = instance.join("ann", Role.OWNER);
        instance.join("mod", Role.MODERATOR);
        member = instance.join("bob");
        ann = Browser.of(instance, "ann");
        mod = Browser.of(instance, "mod");
        bob = Browser.of(instance, "bob");
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    @Test
    void a_password_link_works_once_and_only_for_a_password_that_is_good_enough() {
        var forgetful = instance.join("fred");
        var link = link(mod, forgetful);
        var stranger = new Browser(instance.address());

        var weak = stranger.post(link, "password=short");
        var chosen = stranger.post(link, "password=a field of clover");
        var again = stranger.post(link, "password=another field of clover");

        assertThat(weak.status()).isEqualTo(422);
        assertThat(chosen.path()).startsWith("/login");
        assertThat(again.status()).isEqualTo(422);
        assertThat(stranger.get(link).html()).contains("This link is over");
        assertThat(stranger.post("/login", "name=fred", "password=a field of clover")
                        .path())
                .isEqualTo("/home");
    }

    @Test
    void a_newer_link_ends_the_older_one() {
        var forgetful = instance.join("frida");
        var older = link(ann, forgetful);

        link(ann, forgetful);

        assertThat(new Browser(instance.address()).get(older).html()).contains("This link is over");
    }

    private static String link(Browser helper, ActorId forgetful) {
        return helper.post("/house/people/" + forgetful + "/password")
                .find("(/password/[A-Za-z0-9_-]+)<")
                .orElseThrow();
    }

    @Test
    void nobody_makes_a_link_for_those_who_may_do_more() {
        assertThat(mod.post("/house/people/" + owner + "/password").status()).isEqualTo(403);
        assertThat(bob.post("/house/people/" + owner + "/password").status()).isEqualTo(404);
        assertThat(bob.get("/house/people").status()).isEqualTo(404);
        assertThat(mod.get("/house/people").html())
                .contains("/house/people/" + member + "/password")
                .doesNotContain("/house/people/" + owner + "/password");
    }

    @Test
    void only_the_owner_says_who_moderates() {
        var helper = instance.join("hedda");

        assertThat(mod.post("/house/people/" + helper + "/moderator").status()).isEqualTo(404);
        ann.post("/house/people/" + helper + "/moderator");
        var browser = Browser.of(instance, "hedda");
        var trusted = browser.get("/house/reports").status();
        ann.post("/house/people/" + helper + "/member");

        assertThat(trusted).isEqualTo(200);
        assertThat(browser.get("/house/reports").status()).isEqualTo(404);
    }

    @Test
    void the_last_owner_stays_owner() {
        assertThat(ann.post("/house/people/" + owner + "/member").status()).isEqualTo(422);
        assertThat(ann.get("/house").status()).isEqualTo(200);
    }
}
