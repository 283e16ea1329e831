// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import org.allmende.TestKeys;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.base.RsaKeys;
import org.allmende.http.Outbound;
import org.allmende.http.OutboundPolicy;
import org.allmende.posts.Reader;
import org.allmende.text.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Servers that lead on without end, or send more than anybody means: what they cost us is bounded.
class ExhaustionTest {

    private static final RsaKeys KEYS = TestKeys.RSA;

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private Actor bob;

    @BeforeEach
    void open() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        bob = there.actor("bob", KEYS);
    }

    @AfterEach
    void close() {
        home.close();
        there.close();
    }

    @Test
    void a_conversation_without_beginning_is_followed_for_a_while() {
        for (var i = 1; i < 40; i++) {
            there.document("/notes/" + i, note(i, "\"inReplyTo\":\"" + address(i + 1) + '"'));
        }

        var found = home.federation.lookup().post(address(1));
        home.settle();

        var thread = home.posts.thread(found.orElseThrow(), Reader.ANYONE).orElseThrow();
        assertThat(thread.ancestors()).hasSizeBetween(1, 20);
        assertThat(there.asked("/notes/30")).isEmpty();
    }

    @Test
    void what_a_host_was_asked_counts_whatever_it_was_for() {
        var allowance = new Allowance(clock);
        for (var i = 2; i < Allowance.REQUESTS_PER_HOST; i++) {
            allowance.take(there.domain());
        }
        try (var outbound =
                new Outbound(OutboundPolicy.strict("Test").allowPlainHttp().allowLoopback(), clock)) {
            var webFinger = new WebFinger(home.addresses, home.domains, outbound, allowance);
            var fetching = fetching(outbound, allowance);
            there.document("/notes/1", note(1, ""));
            there.document("/notes/2", note(2, ""));
            assertThat(webFinger.ask(new Handle("bob", there.domain()), Errand.patient(clock)))
                    .isPresent();
            assertThat(fetching.fetch(address(1), Errand.patient(clock)).document())
                    .isPresent();

            // An actor may claim a name anywhere, and a post may answer any other: both send us to whom they like.
            assertThat(webFinger.ask(new Handle("bob", there.domain()), Errand.patient(clock)))
                    .isEmpty();
            assertThat(fetching.fetch(address(2), Errand.patient(clock))).isInstanceOf(Found.Nothing.class);
            assertThat(there.requests()).isEqualTo(2);
        }
    }

    private Fetching fetching(Outbound outbound, Allowance allowance) {
        return new Fetching(
                home.addresses,
                home.domains,
                new InstanceActor(home.database, home.people, home.addresses),
                new Signers(home.people, home.addresses),
                new Knocking(outbound, new Hosts(home.database, clock), clock),
                allowance);
    }

    private String address(int number) {
        return there.base + "/notes/" + number;
    }

    private String note(int number, String rest) {
        return ForeignServer.note(address(number), bob, "n" + number, rest);
    }
}
