// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What members of one instance do day by day, and how they come to an end with each other or with the place.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DailyLifeInBrowserTest {

    private Instance place;

    @BeforeAll
    void open() {
        Chromium.browser();
        place = Instance.onSqlite();
    }

    @AfterAll
    void close() {
        if (place != null) {
            place.close();
        }
    }

    private Visitor joined(String name) {
        return Visitor.at(place).joins(name);
    }

    @Test
    void whoever_decides_who_may_follow_is_asked() {
        try (var carla = joined("carla");
                var dario = joined("dario")) {
            carla.goesTo("/settings/profile");
            carla.page().locator("[name=locked]").check();
            carla.presses("Save");
            dario.goesTo("/@carla");
            dario.presses("Follow");
            assertThat(dario.button("Take back request")).isVisible();

            carla.goesTo("/notifications");
            carla.sees("would like to follow you");
            carla.presses("Let follow");
            dario.goesTo("/@carla");

            assertThat(dario.button("Unfollow")).isVisible();
        }
    }

    @Test
    void the_muted_are_not_seen_and_the_blocked_do_not_see() {
        try (var emma = joined("emma");
                var fritz = joined("fritz")) {
            fritz.posts("Fritz rings the bell");
            emma.goesTo("/@fritz");
            emma.unfoldsMore();
            emma.presses("Mute");
            emma.sees("Muted");
            emma.goesTo("/local");
            emma.doesNotSee("Fritz rings the bell");

            emma.posts("Emma sows the field");
            emma.goesTo("/@fritz");
            emma.unfoldsMore();
            emma.opens("Block");
            emma.presses("Block");
            emma.sees("Blocked.");
            fritz.goesTo("/local");
            fritz.doesNotSee("Emma sows the field");
            emma.goesTo("/settings/blocks");
            emma.presses("Unblock");
            fritz.goesTo("/local");

            fritz.sees("Emma sows the field");
        }
    }

    @Test
    void posts_are_kept_pinned_covered_and_held_at_home() {
        try (var greta = joined("greta");
                var stranger = Visitor.at(place)) {
            greta.goesTo("/compose");
            greta.writes("Write a post", "It was the gardener");
            greta.unfolds("Content warning");
            greta.writes("Shown instead of the post until somebody opens it", "How the book ends");
            greta.page().locator("[name=audience]").selectOption("local");
            greta.presses("Post");
            var post = greta.post("How the book ends");
            assertThat(post.getByText("It was the gardener")).isHidden();
            post.locator("summary").click();
            assertThat(post.getByText("It was the gardener")).isVisible();
            greta.presses(Visitor.button(post, "Bookmark"));
            greta.goesTo("/bookmarks");
            greta.opensPost("How the book ends");
            greta.presses("Pin to profile");
            greta.goesTo("/@greta");
            assertThat(greta.post("How the book ends")).containsText("Pinned");

            stranger.goesTo("/local");
            stranger.doesNotSee("How the book ends");
            stranger.goesTo("/@greta");
            stranger.doesNotSee("How the book ends");
        }
    }

    @Test
    void pictures_chosen_in_haste_are_described_in_a_second_step() {
        try (var hanna = joined("hanna")) {
            hanna.writes("Write a post", "Look at this");
            hanna.unfolds("Pictures, content warning");
            hanna.chooses("file0[]", TwoInstancesContract.picture());
            hanna.presses("Post");
            hanna.writes("Describe it for people who cannot see it", "Two stripes");
            hanna.presses("Post");
            hanna.sees("Posted.");

            assertThat(hanna.post("Look at this").locator("img[alt='Two stripes']"))
                    .isVisible();
        }
    }

    @Test
    void members_say_who_they_are_and_show_a_face() {
        try (var ida = joined("ida");
                var stranger = Visitor.withoutScript(place)) {
            ida.goesTo("/settings/profile");
            ida.writes("Display name", "Ida from the mill");
            ida.page().locator("[name=bio]").fill("I grind #rye.");
            ida.writes("Label 1", "Mill");
            ida.writes("Content 1", "https://mill.example/");
            ida.chooses("avatar", TwoInstancesContract.picture());
            ida.presses("Save");
            ida.sees("Saved.");

            stranger.goesTo("/@ida");
            assertThat(stranger.page()).hasTitle(Pattern.compile("^Ida from the mill"));
            stranger.sees("mill.example");
            assertThat(stranger.link("#rye")).isVisible();
            assertThat(stranger.main().locator(".profile .face img")).hasAttribute("src", Pattern.compile("^/media/"));
        }
    }

    @Test
    void a_new_password_ends_the_sessions_elsewhere() {
        try (var karl = joined("karl");
                var elsewhere = Visitor.at(place)) {
            elsewhere.logsIn("karl", Member.PASSWORD);
            elsewhere.sees("Your timeline is waiting");
            karl.goesTo("/settings/password");
            karl.writes("Password so far", Member.PASSWORD);
            karl.page().locator("[name=fresh]").fill("another long password");
            karl.presses("Change password");
            karl.sees("Saved.");
            elsewhere.goesTo("/home");
            elsewhere.sees("Name or e-mail");
            elsewhere.logsIn("karl", "another long password");
            elsewhere.sees("Your timeline is waiting");

            karl.goesTo("/settings/sessions");
            karl.presses("Log out everywhere else");
            elsewhere.goesTo("/home");

            elsewhere.sees("Name or e-mail");
        }
    }

    @Test
    void who_leaves_is_gone() {
        try (var lena = joined("lena");
                var stranger = Visitor.at(place)) {
            lena.posts("Lena was here");
            lena.goesTo("/settings/leave");
            lena.writes("Your password", Member.PASSWORD);
            lena.page().locator("[name=sure]").check();
            lena.presses("Delete my account");
            lena.sees("Goodbye");

            stranger.goesTo("/@lena");
            stranger.sees("There is nothing here");
            stranger.goesTo("/local");
            stranger.doesNotSee("Lena was here");
            lena.logsIn("lena", Member.PASSWORD);
            lena.sees("Name or password is not right.");
        }
    }

    @Test
    void news_is_announced_and_moves_nothing() {
        try (var mia = joined("mia");
                var nora = joined("nora")) {
            for (var number = 1; number <= 12; number++) {
                nora.posts("Old news, number " + number);
            }
            mia.goesTo("/local");
            var read = mia.post("Old news, number 4");
            read.scrollIntoViewIfNeeded();
            var before = read.boundingBox().y;
            nora.posts("Fresh bread");

            assertThat(mia.page().locator(".news")).containsText("Show 1 new post");
            assertThat(read.boundingBox().y).isCloseTo(before, org.assertj.core.data.Offset.offset(1.0));
            mia.doesNotSee("Fresh bread");
            mia.page().locator(".news").click();
            mia.sees("Fresh bread");
        }
    }

    @Test
    void the_keyboard_is_enough() {
        try (var otis = joined("otis")) {
            var keys = otis.page().keyboard();
            otis.goesTo("/local");
            keys.press("Tab");
            assertThat(focused(otis)).hasText("Skip to the content");
            keys.press("Enter");
            assertThat(otis.page().locator("main")).isFocused();

            otis.goesTo("/home");
            tabsTo(otis, "Write");
            keys.press("Enter");
            assertThat(otis.page()).hasURL(place.address() + "/compose");
            // The place to write has the focus already.
            keys.type("Written without a mouse");
            tabsTo(otis, "Post");
            keys.press("Enter");
            otis.sees("Posted.");
            tabsTo(otis, "Like");
            keys.press("Enter");

            assertThat(Visitor.button(otis.post("Written without a mouse"), "Take back like"))
                    .isFocused();
        }
    }

    private static Locator focused(Visitor visitor) {
        return visitor.page().locator("*:focus");
    }

    private static void tabsTo(Visitor visitor, String name) {
        Wait.until(name + " has the focus", () -> {
            visitor.page().keyboard().press("Tab");
            var focus = focused(visitor);
            return focus.count() == 1
                    && (focus.textContent().strip().equals(name) || name.equals(focus.getAttribute("aria-label")));
        });
    }
}
