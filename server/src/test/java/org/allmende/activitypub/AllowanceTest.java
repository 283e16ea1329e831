// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTest {

    private final MovedClock clock = new MovedClock();
    private final Allowance allowance = new Allowance(clock);

    @Test
    void a_host_is_asked_only_so_often() {
        assertThat(taken("busy.example", 400)).isEqualTo(Allowance.REQUESTS_PER_HOST);
        assertThat(allowance.take("other.example")).isTrue();

        clock.pass(Allowance.WINDOW.plus(Duration.ofSeconds(1)));
        assertThat(allowance.take("busy.example")).isTrue();
    }

    @Test
    void whoever_makes_up_hosts_gains_little_and_takes_nothing_from_others() {
        var asked = 0;
        for (var i = 0; i < 2_000; i++) {
            asked += allowance.take("bot" + i + ".storm.example") ? 1 : 0;
        }

        assertThat(asked).isEqualTo(Allowance.REQUESTS_PER_OWNER);
        assertThat(taken("quiet.example", 10)).isEqualTo(10);
    }

    @Test
    void a_crowd_of_owners_ends_too() {
        var asked = 0;
        for (var i = 0; i < 100; i++) {
            asked += taken("owner" + i + ".example", 100);
        }

        assertThat(asked).isEqualTo(Allowance.REQUESTS_IN_ALL);
    }

    @ParameterizedTest
    @CsvSource({
        "a.b.storm.example, storm.example",
        "storm.example:8443, storm.example",
        "a.storm.example:8443, storm.example",
        "a.storm.co.uk, storm.co.uk",
        "storm.co.uk, storm.co.uk",
        "a.storm.or.jp, storm.or.jp",
        "co.storm.de, storm.de",
        "a.co.de, a.co.de",
        "a.xn--mnchen-3ya.example, xn--mnchen-3ya.example",
        "localhost:8080, localhost:8080",
        "village, village",
        "192.0.2.7:8080, 192.0.2.7:8080",
        "[2001:db8::1]:8080, [2001:db8::1]:8080"
    })
    void an_owner_is_who_bought_the_name(String host, String owner) {
        assertThat(Allowance.owner(host)).isEqualTo(owner);
    }

    private int taken(String host, int times) {
        var taken = 0;
        for (var i = 0; i < times; i++) {
            taken += allowance.take(host) ? 1 : 0;
        }
        return taken;
    }
}
