// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The first start, and the ways in that an owner can open and close.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoiningInBrowserTest {

    private Instance place;
    private Visitor owner;

    @BeforeAll
    void the_printed_link_makes_the_owner() {
        Chromium.browser();
        place = Instance.onSqlite();
        owner = Visitor.at(place);
        owner.goesTo(place.ownerLink());
        owner.fillsIn("olga");
        owner.presses("Make the owner's account");
        owner.sees("Who can join");
    }

    @AfterAll
    void close() {
        if (place != null) {
            owner.close();
            place.close();
        }
    }

    private void lets(String registration) {
        owner.goesTo("/house");
        owner.page().locator("[name=registration][value=" + registration + "]").check();
        owner.presses("Save");
        owner.sees("Saved.");
    }

    @Test
    void the_printed_link_works_once() {
        try (var stranger = Visitor.at(place)) {
            stranger.goesTo(place.ownerLink());

            stranger.sees("This link has been used or has run out");
        }
    }

    @Test
    void the_owner_writes_name_rules_and_terms_and_everybody_reads_them() {
        lets("open");
        owner.writes("Name", "Wiesengrund");
        owner.presses("Save");
        owner.sees("Saved.");
        owner.opens("Rules");
        owner.main().locator("form").last().locator("[name=text]").fill("Close the gate behind you");
        owner.presses("Add a rule");
        owner.sees("Saved.");
        owner.opens("Texts");
        owner.opens("Terms");
        owner.main().locator("textarea").fill("The well belongs to all of us.");
        owner.presses("Save");
        owner.sees("Saved.");

        try (var stranger = Visitor.withoutScript(place)) {
            stranger.goesTo("/join");
            stranger.sees("Join Wiesengrund");
            stranger.sees("Close the gate behind you");
            stranger.goesTo("/terms");
            stranger.sees("The well belongs to all of us.");
        }
    }

    @Test
    void members_accept_what_has_changed_before_they_are_left_in_peace() {
        lets("open");
        try (var ulla = Visitor.withoutScript(place).joins("ulla")) {
            owner.goesTo("/house/texts/terms");
            owner.main().locator("textarea").fill("Since today the bench belongs to all of us too.");
            owner.presses("Save");
            owner.sees("Saved.");

            ulla.goesTo("/home");
            ulla.opens("Please read and accept the rules and terms that hold here now.");
            ulla.presses("I accept them");
            ulla.goesTo("/local");

            assertThat(ulla.main().locator("a[href='/accept']")).hasCount(0);
        }
    }

    @Test
    void whoever_logs_out_can_log_in_again_with_the_right_password_only() {
        lets("open");
        try (var otto = Visitor.at(place).joins("otto")) {
            otto.logsOut();
            otto.goesTo("/home");
            otto.sees("Name or e-mail");
            otto.logsIn("otto", "not the right password");
            otto.sees("Name or password is not right.");
            otto.logsIn("otto", Member.PASSWORD);

            assertThat(otto.page()).hasURL(place.address() + "/home");
        }
    }

    @Test
    void whoever_forgot_the_password_is_given_a_link_to_a_new_one() {
        lets("open");
        try (var vera = Visitor.at(place).joins("vera")) {
            vera.logsOut();
            owner.goesTo("/house/people");
            owner.presses(owner.main()
                    .locator(".person")
                    .filter(new Locator.FilterOptions().setHasText("@vera"))
                    .getByText("New password"));
            var link = owner.main().locator(".code").textContent();

            vera.goesTo(link);
            vera.page().locator("[name=password]").fill("a password to remember");
            vera.presses("Change password");
            vera.logsIn("vera", "a password to remember");
            assertThat(vera.page()).hasURL(place.address() + "/home");
            vera.goesTo(link);
            vera.sees("This link is over");
        }
    }

    @Test
    void what_was_filled_in_wrongly_is_named_and_the_rest_is_kept() {
        lets("open");
        try (var paul = Visitor.withoutScript(place)) {
            paul.goesTo("/join");
            paul.writes("Name", "paul with spaces");
            paul.writes("E-mail", "paul@example.org");
            paul.writes("Password", "short");
            paul.presses("Join");

            paul.sees("Letters a to z, digits and _, at most 30.");
            paul.sees("A password has at least 8 characters.");
            paul.sees("Without this you cannot join.");
            assertThat(paul.main().getByLabel("E-mail")).hasValue("paul@example.org");
        }
    }

    @Test
    void by_approval_somebody_reads_before_somebody_enters() {
        lets("approval");
        try (var rosa = Visitor.at(place)) {
            rosa.goesTo("/join");
            rosa.fillsIn("rosa");
            rosa.writes("Why would you like to join?", "I live next door.");
            rosa.presses("Apply");
            rosa.sees("Your application has been sent");
            rosa.logsIn("rosa", Member.PASSWORD);
            rosa.sees("Your application has not been decided yet.");

            owner.goesTo("/house/members");
            owner.sees("I live next door.");
            owner.presses("Let in");
            owner.sees("Let in.");
            rosa.logsIn("rosa", Member.PASSWORD);

            assertThat(rosa.page()).hasURL(place.address() + "/home");
        }
    }

    @Test
    void by_invitation_only_the_link_leads_in() {
        lets("invitation");
        owner.goesTo("/house/invitations");
        owner.presses("Make a link");
        var link = owner.main().locator(".code").first().textContent();

        try (var sara = Visitor.withoutScript(place);
                var tom = Visitor.at(place)) {
            sara.goesTo("/join");
            sara.sees("Joining needs an invitation.");
            sara.goesTo(link);
            sara.sees("You have been invited. Welcome!");
            sara.fillsIn("sara");
            sara.presses("Join");
            assertThat(sara.page()).hasURL(place.address() + "/home");
            tom.goesTo(link);
            tom.sees("This invitation no longer holds");
        }
    }

    @Test
    void when_it_is_closed_nobody_is_asked_to_join() {
        lets("closed");
        try (var stranger = Visitor.at(place)) {
            stranger.goesTo("/");
            assertThat(stranger.page().locator("a[href^='/join']")).hasCount(0);
            stranger.goesTo("/join");

            stranger.sees("Closed for now");
        }
    }
}
