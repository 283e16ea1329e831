// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.time.Clock;
import org.allmende.http.RateLimit;
import org.allmende.http.RateLimit.Standing;
import org.allmende.mastodon.Limits.Allowance;

/// The counters behind [Limits].
record RateLimits(
        RateLimit member,
        RateLimit token,
        RateLimit address,
        RateLimit uploads,
        RateLimit signUps,
        RateLimit erasures,
        RateLimit apps,
        RateLimit logins) {

    static RateLimits of(Limits limits, Clock clock) {
        return new RateLimits(
                counter(limits.member(), clock),
                counter(limits.token(), clock),
                counter(limits.address(), clock),
                counter(limits.uploads(), clock),
                counter(limits.signUps(), clock),
                counter(limits.erasures(), clock),
                counter(limits.apps(), clock),
                counter(limits.logins(), clock));
    }

    private static RateLimit counter(Allowance allowance, Clock clock) {
        return new RateLimit(allowance.requests(), allowance.within(), clock);
    }

    /// Counts one request; too many are a fault.
    static Standing spend(RateLimit limit, Object who) {
        var standing = limit.take(who.toString());
        if (!standing.allowed()) {
            throw standing.fault();
        }
        return standing;
    }
}
