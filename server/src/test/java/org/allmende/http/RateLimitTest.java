// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final Hand clock = new Hand();
    private final RateLimit limit = new RateLimit(3, Duration.ofMinutes(5), clock);

    @Test
    void the_fourth_in_a_window_is_refused_and_the_next_window_begins_anew() {
        assertThat(limit.take("alice").remaining()).isEqualTo(2);
        clock.pass(Duration.ofMinutes(1));
        assertThat(limit.take("alice").remaining()).isEqualTo(1);
        assertThat(limit.take("alice").allowed()).isTrue();

        var refused = limit.take("alice");
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.reset()).isEqualTo(Instant.parse("2030-01-01T00:05:00Z"));
        assertThat(refused.fault().headers()).containsEntry("Retry-After", "240");

        clock.pass(Duration.ofMinutes(4));
        assertThat(limit.take("alice").remaining()).isEqualTo(2);
    }

    @Test
    void each_is_counted_alone() {
        limit.take("alice");

        assertThat(limit.take("bob").remaining()).isEqualTo(2);
    }

    @Test
    void a_household_of_ipv6_counts_as_one() {
        assertThat(key("2001:db8:1:2:aaaa::1")).isEqualTo(key("2001:db8:1:2:bbbb::2"));
        assertThat(key("2001:db8:1:2::1")).isNotEqualTo(key("2001:db8:1:3::1"));
        assertThat(key("192.0.2.1")).isNotEqualTo(key("192.0.2.2"));
    }

    @Test
    void clients_are_told_where_they_stand() {
        var routes = new Routes();
        routes.group("", options -> options.filter(limit.by(request -> RateLimit.key(request.remote()))))
                .get("/", _ -> Answer.text(200, "x"));

        try (var wire = new Wire(routes)) {
            var first = wire.get("/").headers();
            wire.get("/");
            wire.get("/");
            var fourth = wire.get("/");

            assertThat(first.firstValue("X-RateLimit-Limit")).contains("3");
            assertThat(first.firstValue("X-RateLimit-Remaining")).contains("2");
            assertThat(first.firstValue("X-RateLimit-Reset")).contains("2030-01-01T00:05:00Z");
            assertThat(fourth.statusCode()).isEqualTo(429);
            assertThat(fourth.headers().firstValue("Retry-After")).contains("300");
        }
    }

    private static String key(String address) {
        return RateLimit.key(InetAddress.ofLiteral(address));
    }

    /// A clock that is moved by hand.
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2030-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
