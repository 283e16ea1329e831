// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two people on two instances who live together by the pages alone, with JavaScript and without.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NeighboursInBrowserTest {

    enum Script {
        ON,
        OFF
    }

    /// Alice is at home here, Bob there, and they follow each other.
    private record Pair(Visitor alice, Visitor bob, String aliceHandle, String bobHandle) {}

    private final Map<Script, Pair> pairs = new EnumMap<>(Script.class);
    private Instance here;
    private Instance there;

    @BeforeAll
    void strangers_join_find_each_other_by_handle_and_follow() {
        Chromium.browser();
        here = Instance.onSqlite();
        there = Instance.onSqlite();
        settle(
                Script.ON,
                Visitor.at(here).joins("alice"),
                "@alice",
                Visitor.at(there).joins("bob"),
                "@bob");
        settle(
                Script.OFF,
                Visitor.withoutScript(here).joins("alma"),
                "@alma",
                Visitor.withoutScript(there).joins("bert"),
                "@bert");
    }

    private void settle(Script script, Visitor alice, String hers, Visitor bob, String his) {
        var pair = new Pair(alice, bob, hers + "@" + here.domain(), his + "@" + there.domain());
        pairs.put(script, pair);
        bob.follows(pair.aliceHandle);
        alice.follows(pair.bobHandle);
    }

    @AfterAll
    void close() {
        pairs.values().forEach(pair -> {
            pair.alice.close();
            pair.bob.close();
        });
        if (here != null) {
            here.close();
        }
        if (there != null) {
            there.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void both_are_told_that_they_are_followed(Script script) {
        var pair = pairs.get(script);

        pair.alice.awaits("/notifications", "follows you");
        pair.bob.awaits("/notifications", "follows you");
        pair.alice.goesTo("/" + pair.bobHandle);

        pair.alice.sees("Follows you");
        assertThat(pair.alice.button("Unfollow")).isVisible();
    }

    @ParameterizedTest
    @EnumSource
    void a_post_with_a_picture_is_on_the_right_timelines_on_both_sides(Script script) {
        var pair = pairs.get(script);
        var text = "The meadow this morning, " + script;
        pair.alice.goesTo("/compose");
        pair.alice.writes("Write a post", text);
        pair.alice.unfolds("Pictures");
        pair.alice.chooses("file0", TwoInstancesContract.picture());
        pair.alice.page().locator("[name=alt0]").fill("Half green, half black");
        pair.alice.presses("Post");
        pair.alice.sees("Posted.");

        pair.bob.awaits("/home", text);
        var picture = pair.bob.post(text).locator(".pics img");
        picture.scrollIntoViewIfNeeded();
        assertThat(picture).hasAttribute("alt", "Half green, half black");
        pair.bob.page().waitForCondition(() -> (int) picture.evaluate("one => one.naturalWidth") > 0);
        pair.bob.goesTo("/federated");
        assertThat(pair.bob.post(text)).isVisible();
        pair.bob.goesTo("/local");
        pair.bob.doesNotSee(text);
        pair.alice.goesTo("/local");
        assertThat(pair.alice.post(text)).isVisible();
    }

    @ParameterizedTest
    @EnumSource
    void a_poll_is_voted_in_from_afar(Script script) {
        var pair = pairs.get(script);
        var question = "Apples or pears? " + script;
        pair.alice.goesTo("/compose");
        pair.alice.writes("Write a post", question);
        pair.alice.unfolds("Poll");
        pair.alice.writes("Answer 1", "Apples");
        pair.alice.writes("Answer 2", "Pears");
        pair.alice.presses("Post");

        pair.bob.awaits("/home", question);
        pair.bob.post(question).getByLabel("Pears").check();
        pair.bob.presses(Visitor.button(pair.bob.post(question), "Vote"));
        assertThat(pair.bob.post(question)).containsText("1 person voted");

        pair.alice.goesTo("/home");
        pair.alice.waitsFor(
                "the vote", () -> pair.alice.post(question).textContent().contains("1 person voted"));
        assertThat(pair.alice.post(question)).containsText("Pears100 %");
    }

    @ParameterizedTest
    @EnumSource
    void answers_likes_and_shares_arrive_and_can_be_taken_back(Script script) {
        var pair = pairs.get(script);
        var text = "Who comes along to the well? " + script;
        var answer = "I do, " + script;
        pair.alice.posts(text);
        pair.bob.awaits("/home", text);

        pair.bob.presses(Visitor.button(pair.bob.post(text), "Like"));
        assertThat(Visitor.button(pair.bob.post(text), "Take back like")).isVisible();
        pair.bob.presses(Visitor.button(pair.bob.post(text), "Share"));
        assertThat(Visitor.button(pair.bob.post(text), "Take back share")).isVisible();
        pair.bob.opensPost(text);
        pair.bob.writes("Write an answer", pair.aliceHandle + " " + answer);
        pair.bob.presses("Answer");
        pair.bob.sees(answer);

        pair.alice.awaits("/notifications", "likes your post");
        pair.alice.awaits("/notifications", "shared your post");
        pair.alice.awaits("/notifications?only=mentions", answer);
        pair.alice.goesTo("/" + pair.aliceHandle.substring(0, pair.aliceHandle.lastIndexOf('@')));
        pair.alice.opensPost(text);
        pair.alice.sees(answer);
        pair.alice.sees("1 like");
        pair.alice.sees("1 share");

        pair.bob.presses(Visitor.button(pair.bob.post(text), "Take back like"));
        assertThat(Visitor.button(pair.bob.post(text), "Like")).isVisible();
        pair.alice.waitsFor(
                "the end of the like", () -> !pair.alice.main().textContent().contains("1 like"));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_changed_and_what_is_deleted_is_so_on_both_sides(Script script) {
        var pair = pairs.get(script);
        pair.alice.posts("The bridge is opne " + script);
        pair.bob.awaits("/home", "The bridge is opne " + script);

        pair.alice.opensPost("The bridge is opne " + script);
        pair.alice.opens("Edit");
        pair.alice.writes("Edit post", "The bridge is open " + script);
        pair.alice.presses("Save changes");
        pair.alice.sees("Saved.");
        pair.bob.awaits("/home", "The bridge is open " + script);
        pair.bob.opensPost("The bridge is open " + script);
        pair.bob.main().locator("a[href$='/history']").click();
        pair.bob.sees("The bridge is opne " + script);

        pair.alice.opens("Delete");
        pair.alice.presses("Delete");
        pair.alice.sees("Deleted.");
        pair.bob.awaitsEndOf("/home", "The bridge is open " + script);
    }
}
