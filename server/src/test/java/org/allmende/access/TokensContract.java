// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.people.HandClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What apps and their tokens promise on any database.
abstract class TokensContract {

    // RFC 7636, appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final String BACK = "https://app.example/back";

    Membership here;
    Tokens tokens;
    ActorId alice;
    App app;
    String secret;

    abstract Database open(Ids ids);

    @BeforeEach
    void openIt() {
        var clock = new HandClock();
        here = new Membership(open(new Ids(clock)), clock);
        tokens = here.tokens;
        alice = here.member("alice");
        var registered = (NewApp.Registered)
                here.apps.register("App", List.of(BACK), "read write:statuses", Optional.of("https://app.example"));
        app = registered.app();
        secret = registered.secret();
    }

    @AfterEach
    void closeIt() {
        if (here != null) {
            here.close();
        }
    }

    private String code(Optional<String> challenge) {
        var ask = (Consent.Ask) tokens.consent(app, BACK, "read", challenge, challenge.map(_ -> "S256"));
        return tokens.code(ask, alice);
    }

    private Grant redeem(String code) {
        return tokens.redeem(code, app, Optional.of(secret), BACK, Optional.empty());
    }

    private static String error(Grant grant) {
        return switch (grant) {
            case Grant.Granted _ -> "";
            case Grant.Refused refused -> refused.error();
        };
    }

    private static String error(Consent consent) {
        return switch (consent) {
            case Consent.Ask _ -> "";
            case Consent.Refused refused -> refused.error() + (refused.tellApp() ? "" : " (here)");
        };
    }

    @Test
    void an_app_is_found_by_its_id_and_known_by_its_secret() {
        assertThat(here.apps.find(app.clientId())).contains(app);
        assertThat(here.apps.find(app.id())).contains(app);
        assertThat(here.apps.secretFits(app, secret)).isTrue();
        assertThat(here.apps.secretFits(app, "guess")).isFalse();
        assertThat(here.apps.find("guess")).isEmpty();
    }

    @Test
    void an_app_that_makes_no_sense_is_told_all_that_is_wrong() {
        var rejected = (NewApp.Rejected)
                here.apps.register(" ", List.of(BACK, "javascript:alert(1)"), "read everything", Optional.of("no"));
        var nowhere = here.apps.register("App", List.of(), "", Optional.empty());

        assertThat(rejected.problems())
                .extracting(Problem::field)
                .containsExactly("client_name", "redirect_uris", "scopes", "website");
        assertThat(nowhere).isInstanceOf(NewApp.Rejected.class);
    }

    @Test
    void a_member_is_only_asked_what_the_app_may_ask() {
        var none = Optional.<String>empty();

        assertThat(error(tokens.consent(app, BACK, "read:statuses write:statuses", none, none)))
                .isEmpty();
        assertThat(error(tokens.consent(app, BACK + "/", "read", none, none))).isEqualTo("invalid_request (here)");
        assertThat(error(tokens.consent(app, BACK, "write", none, none))).isEqualTo("invalid_scope");
        assertThat(error(tokens.consent(app, BACK, "nonsense", none, none))).isEqualTo("invalid_scope");
        assertThat(error(tokens.consent(app, BACK, "read", Optional.of(VERIFIER), Optional.of("plain"))))
                .isEqualTo("invalid_request");
        // Without a method the challenge would be plain (RFC 7636 §4.3).
        assertThat(error(tokens.consent(app, BACK, "read", Optional.of(CHALLENGE), none)))
                .isEqualTo("invalid_request");
        assertThat(error(tokens.consent(app, BACK, "read", Optional.of("short"), Optional.of("S256"))))
                .isEqualTo("invalid_request");
        assertThat(error(tokens.consent(app, BACK, "read", none, Optional.of("S256"))))
                .isEqualTo("invalid_request");
    }

    @Test
    void a_code_is_traded_for_a_token_that_does_what_was_agreed() {
        var granted = (Grant.Granted) redeem(code(Optional.empty()));

        assertThat(tokens.find(granted.bearer())).contains(granted.token());
        assertThat(granted.token().actor()).contains(alice);
        assertThat(granted.token().app()).contains(app.id());
        assertThat(granted.token().scopes()).isEqualTo(Scopes.parse("read").orElseThrow());
        assertThat(tokens.of(alice)).hasSize(1).first().satisfies(authorized -> {
            assertThat(authorized.name()).contains("App");
            assertThat(authorized.used()).isPresent();
        });
    }

    @Test
    void a_code_is_worth_nothing_in_other_hands() {
        var other = (NewApp.Registered) here.apps.register("Other", List.of(BACK), "read", Optional.empty());
        var code = code(Optional.empty());
        var none = Optional.<String>empty();

        assertThat(error(tokens.redeem(code, other.app(), Optional.of(other.secret()), BACK, none)))
                .isEqualTo("invalid_grant");
        assertThat(error(tokens.redeem(code, app, Optional.of("guess"), BACK, none)))
                .isEqualTo("invalid_client");
        assertThat(error(tokens.redeem(code, app, none, BACK, none))).isEqualTo("invalid_client");
        assertThat(error(tokens.redeem(code, app, Optional.of(secret), "https://evil.example", none)))
                .isEqualTo("invalid_grant");
        // A verifier for a code without challenge: somebody took the challenge out on the way (RFC 9700 §4.8.2).
        assertThat(error(tokens.redeem(code, app, Optional.of(secret), BACK, Optional.of(VERIFIER))))
                .isEqualTo("invalid_grant");
        assertThat(error(redeem("guess"))).isEqualTo("invalid_grant");
        assertThat(error(redeem(code))).isEmpty();
    }

    @Test
    void a_code_bound_to_a_verifier_needs_it_and_then_needs_no_secret() {
        var code = code(Optional.of(CHALLENGE));
        var none = Optional.<String>empty();

        assertThat(error(redeem(code))).isEqualTo("invalid_grant");
        assertThat(error(tokens.redeem(code, app, none, BACK, none))).isEqualTo("invalid_grant");
        assertThat(error(tokens.redeem(code, app, none, BACK, Optional.of(CHALLENGE))))
                .isEqualTo("invalid_grant");
        assertThat(error(tokens.redeem(code, app, none, BACK, Optional.of("x".repeat(43)))))
                .isEqualTo("invalid_grant");
        assertThat(error(tokens.redeem(code, app, none, BACK, Optional.of(VERIFIER))))
                .isEmpty();
    }

    @Test
    void a_code_is_over_after_ten_minutes() {
        var code = code(Optional.empty());
        here.clock.pass(Duration.ofMinutes(10));

        assertThat(error(redeem(code))).isEqualTo("invalid_grant");
    }

    @Test
    void a_code_that_comes_twice_takes_its_token_back() {
        var code = code(Optional.empty());
        var granted = (Grant.Granted) redeem(code);

        var again = redeem(code);

        assertThat(error(again)).isEqualTo("invalid_grant");
        assertThat(tokens.find(granted.bearer())).isEmpty();
        assertThat(here.heard)
                .containsExactly(new Tokens.Revoked(granted.token().id()));
    }

    @Test
    void of_many_who_bring_one_code_at_once_one_at_most_goes_with_a_token() throws Exception {
        var code = code(Optional.empty());

        var grants = Membership.atOnce(6, () -> redeem(code));

        assertThat(grants).filteredOn(Grant.Granted.class::isInstance).hasSize(1);
        assertThat(tokens.of(alice)).isEmpty();
    }

    @Test
    void who_closed_their_account_meanwhile_gets_no_token() {
        var code = code(Optional.empty());
        here.accounts.close(alice);

        assertThat(error(redeem(code))).isEqualTo("invalid_grant");
    }

    @Test
    void an_app_gets_a_token_for_itself_by_its_secret() {
        var granted = (Grant.Granted) tokens.clientToken(app, secret, "read");

        assertThat(tokens.find(granted.bearer()))
                .hasValueSatisfying(token -> assertThat(token.actor()).isEmpty());
        assertThat(error(tokens.clientToken(app, "guess", "read"))).isEqualTo("invalid_client");
        assertThat(error(tokens.clientToken(app, secret, "write"))).isEqualTo("invalid_scope");
    }

    @Test
    void a_token_is_taken_back_by_who_holds_it_its_app_or_its_member_and_nobody_else() {
        var other = (NewApp.Registered) here.apps.register("Other", List.of(BACK), "read", Optional.empty());
        var bob = here.member("bob");
        var one = (Grant.Granted) redeem(code(Optional.empty()));
        var two = (Grant.Granted) redeem(code(Optional.empty()));
        var three = (Grant.Granted) redeem(code(Optional.empty()));

        assertThat(tokens.revoke(other.app(), one.bearer())).isFalse();
        assertThat(tokens.revoke(bob, one.token().id())).isFalse();
        assertThat(tokens.find(one.bearer())).isPresent();

        assertThat(tokens.revoke(app, one.bearer())).isTrue();
        assertThat(tokens.revoke(alice, two.token().id())).isTrue();
        assertThat(tokens.revoke(three.bearer())).isTrue();
        assertThat(List.of(one, two, three))
                .allSatisfy(granted -> assertThat(tokens.find(granted.bearer())).isEmpty());
        assertThat(here.heard).hasSize(3);
    }

    @Test
    void no_secret_stands_in_the_database() {
        var code = code(Optional.empty());
        var granted = (Grant.Granted) redeem(code);
        var cookie = here.sessions.open(alice, "browser").cookie();

        var kept = here.database.read(tx -> List.of("token", "authorization_code", "app", "session", "account").stream()
                .flatMap(table -> tx.query("SELECT * FROM " + table).mapToMap().stream())
                .toList()
                .toString());

        assertThat(kept).doesNotContain(code, granted.bearer(), secret, cookie, Membership.PASSWORD);
    }

    @Test
    void a_token_made_at_the_machine_is_listed_without_an_app() {
        var bearer =
                tokens.tokenFor(alice, Scopes.parse("read write follow push").orElseThrow());

        assertThat(tokens.find(bearer)).hasValueSatisfying(token -> {
            assertThat(token.app()).isEmpty();
            assertThat(token.scopes().covers("write:follows")).isTrue();
        });
        assertThat(tokens.of(alice))
                .hasSize(1)
                .first()
                .satisfies(authorized -> assertThat(authorized.name()).isEmpty());
    }

    @Test
    void what_nobody_uses_is_forgotten_at_night() {
        var granted = (Grant.Granted) redeem(code(Optional.empty()));
        var other = (NewApp.Registered) here.apps.register("Other", List.of(BACK), "read", Optional.empty());
        var client = (Grant.Granted) tokens.clientToken(app, secret, "read");
        here.clock.pass(Duration.ofDays(100));

        here.database.write(tx -> {
            tokens.tidy(tx);
            here.apps.tidy(tx);
            return true;
        });

        assertThat(tokens.find(granted.bearer())).isPresent();
        assertThat(tokens.find(client.bearer())).isEmpty();
        assertThat(here.apps.find(app.clientId())).isPresent();
        assertThat(here.apps.find(other.app().clientId())).isEmpty();
    }
}
