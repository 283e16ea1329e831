// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.people.HandClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What second factors promise on any database.
abstract class SecondFactorsContract {

    private HandClock clock;
    private Membership here;
    private SecondFactors factors;
    private ActorId alice;

    abstract Database open(Ids ids);

    @BeforeEach
    void openIt() {
        clock = new HandClock();
        here = new Membership(open(new Ids(clock)), clock);
        factors = new SecondFactors(here.database, clock);
        alice = here.member("alice");
    }

    @AfterEach
    void closeIt() {
        here.close();
    }

    private String secret() {
        return factors.pending(alice, "a.example", "alice").orElseThrow().secret();
    }

    private String code(String secret) {
        return Totp.code(Base32.read(secret), clock.instant());
    }

    private List<String> switchOn(String secret) {
        var codes = factors.confirm(alice, code(secret)).orElseThrow();
        clock.pass(Duration.ofMinutes(1));
        return codes;
    }

    @Test
    void it_counts_once_a_code_has_shown_that_the_app_works() {
        factors.begin(alice);
        var secret = secret();

        assertThat(factors.confirm(alice, "000000")).isEmpty();
        assertThat(factors.since(alice)).isEmpty();
        assertThat(switchOn(secret))
                .hasSize(SecondFactors.CODES)
                .allMatch(one -> one.matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"));
        assertThat(factors.since(alice)).isPresent();
        assertThat(factors.pending(alice, "a.example", "alice")).isEmpty();
        factors.begin(alice);
        assertThat(factors.since(alice))
                .as("nobody begins anew over what counts")
                .isPresent();
    }

    @Test
    void a_code_lets_in_once_and_only_with_the_ticket_that_the_password_brought() {
        factors.begin(alice);
        var secret = secret();
        switchOn(secret);
        var ticket = factors.ticket(alice);

        assertThat(factors.enter("guess", code(secret))).isEmpty();
        assertThat(factors.enter(ticket, "123456")).isEmpty();
        assertThat(factors.enter(
                        ticket,
                        " " + code(secret).substring(0, 3) + " " + code(secret).substring(3)))
                .contains(alice);
        assertThat(factors.enter(ticket, code(secret)))
                .as("the ticket is used up")
                .isEmpty();
        assertThat(factors.enter(factors.ticket(alice), code(secret)))
                .as("the code is used up")
                .isEmpty();
        clock.pass(Duration.ofMinutes(1));
        var late = factors.ticket(alice);
        clock.pass(Duration.ofMinutes(11));
        assertThat(factors.holder(late)).isEmpty();
        assertThat(factors.enter(late, code(secret))).isEmpty();
    }

    @Test
    void who_lost_the_phone_comes_in_with_each_written_code_once() {
        factors.begin(alice);
        var codes = switchOn(secret());

        assertThat(factors.enter(factors.ticket(alice), codes.getFirst().toUpperCase(Locale.ROOT)))
                .contains(alice);
        assertThat(factors.enter(factors.ticket(alice), codes.getFirst())).isEmpty();
        assertThat(factors.codesLeft(alice)).isEqualTo(SecondFactors.CODES - 1);
        var fresh = factors.renewCodes(alice);
        assertThat(factors.enter(factors.ticket(alice), codes.get(1))).isEmpty();
        assertThat(factors.enter(factors.ticket(alice), fresh.get(1))).contains(alice);
    }

    @Test
    void it_ends_when_the_member_says_so_and_with_the_account() {
        factors.begin(alice);
        switchOn(secret());
        factors.end(alice);
        assertThat(factors.since(alice)).isEmpty();

        factors.begin(alice);
        switchOn(secret());
        here.accounts.close(alice);
        assertThat(factors.since(alice)).isEmpty();
        assertThat(factors.codesLeft(alice)).isZero();
    }
}
