// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.allmende.access.Role;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages for moving house, for relays, and for what the house shows of links.
class MoveAndRelayWalkTest {

    private static final String PASSWORD = "password=" + TrialInstance.PASSWORD;

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static Browser owner;
    private static Browser bob;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        instance.join("olga", Role.OWNER);
        instance.join("bob");
        owner = Browser.of(instance, "olga");
        bob = Browser.of(instance, "bob");
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    @Test
    void whoever_moves_takes_followers_along_once_the_new_account_has_named_the_old_one() throws Exception {
        var ann = instance.join("ann");
        instance.join("annette");
        var old = Browser.of(instance, "ann");
        var fresh = Browser.of(instance, "annette");
        bob.post("/people/" + ann + "/follow");

        assertThat(old.get("/settings/move", "de").html()).contains("Hierher umziehen", "Wegziehen");
        assertThat(old.get("/settings/move", "en").html()).contains("Moving here", "Moving away");
        assertRefused(old.post("/settings/move", "to=@annette", "password=guess"), "That is not your password.");
        assertRefused(old.post("/settings/move", "to=", PASSWORD), "name=\"to\"");
        assertRefused(old.post("/settings/move", "to=@nobody", PASSWORD), "Nobody was found under @nobody.");
        assertRefused(old.post("/settings/move", "to=@ann", PASSWORD), "Nobody was found under @ann.");
        assertRefused(old.post("/settings/move", "to=@annette", PASSWORD), "must first name this one as its alias");
        assertThat(old.get("/settings/move").html()).doesNotContain("You have moved to");

        assertRefused(fresh.post("/settings/move/aliases", "aliases=@nobody"), "Nobody was found under @nobody.");
        assertRefused(fresh.post("/settings/move/aliases", "aliases=@annette"), "This is the account itself.");
        assertThat(fresh.post("/settings/move/aliases", "aliases=@ann").html()).contains("ann@localhost");
        assertThat(old.post("/settings/move", "to=@annette", PASSWORD).html())
                .contains("You have moved to", "/@annette");

        for (var i = 0; i < 800 && !fresh.get("/@annette/followers").html().contains("/@bob"); i++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }
        assertThat(fresh.get("/@annette/followers").html()).contains("/@bob");
        assertThat(new Browser(instance.address()).get("/settings/move").path()).startsWith("/login");
    }

    private static void assertRefused(Browser.Page page, String why) {
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.html()).contains(why);
    }

    @Test
    void the_owner_asks_a_relay_and_leaves_it() {
        var relay = "http://localhost:9/inbox";

        assertRefused(
                owner.post("/house/relays", "address=" + instance.address() + "/ap/inbox"), "no address of a relay");
        assertRefused(owner.post("/house/relays", "address=somewhere"), "value=\"somewhere\"");
        assertRefused(owner.post("/house/relays", "address="), "name=\"address\"");
        assertThat(owner.post("/house/relays", "address=" + relay).html()).contains(relay, "has not answered yet");
        assertRefused(owner.post("/house/relays", "address=" + relay), "no address of a relay");
        assertThat(owner.get("/house/relays", "de").html()).contains(relay, "hat noch nicht geantwortet");

        assertThat(bob.get("/house/relays").status()).isEqualTo(404);
        assertThat(bob.post("/house/relays", "address=http://localhost:9/other").status())
                .isEqualTo(404);
        var leave = owner.get("/house/relays")
                .find("action=\"(/house/relays/\\d+/remove)\"")
                .orElseThrow();
        assertThat(bob.post(leave).status()).isEqualTo(404);
        assertThat(owner.get("/house/relays").html()).contains(relay);
        assertThat(owner.post(leave).html()).doesNotContain(relay);
    }

    @Test
    void the_owner_says_whether_links_are_looked_at() {
        assertThat(owner.get("/house", "de").html()).contains("Zeigen, wohin Links führen");
        assertThat(previews()).as("on until somebody says otherwise").isTrue();

        owner.post("/house", "title=Here", "languages=en", "registration=open");
        assertThat(previews()).isFalse();
        owner.post("/house", "title=Here", "languages=en", "registration=open", "previews=1");
        assertThat(previews()).isTrue();
    }

    private static boolean previews() {
        return owner.get("/house")
                .find("(<input[^>]*name=\"previews\"[^>]*>)")
                .orElseThrow()
                .contains("checked");
    }
}
