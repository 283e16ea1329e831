// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.time.Clock;
import java.time.Duration;
import org.allmende.access.Accounts;
import org.allmende.base.ActorId;
import org.allmende.http.RateLimit;
import org.allmende.http.Request;

/// How often somebody may try what is dear or can be guessed at.
final class Limits {

    private final RateLimit logins;
    private final RateLimit names;
    private final RateLimit joining;
    private final RateLimit lookups;
    private final RateLimit leaving;
    private final RateLimit leavingInAll;
    private final RateLimit writing;

    /// `times` as strict is usual; where one machine plays a whole village, the figures are that much larger.
    Limits(Clock clock, int times) {
        // A person who tries all their passwords stays below; who guesses needs years.
        logins = new RateLimit(25 * times, Duration.ofMinutes(5), clock);
        names = new RateLimit(10 * times, Duration.ofMinutes(15), clock);
        joining = new RateLimit(5 * times, Duration.ofMinutes(30), clock);
        // Each may make us ask another server.
        lookups = new RateLimit(60 * times, Duration.ofMinutes(5), clock);
        // The same for who has no account here; together they must not use up what members may ask.
        leaving = new RateLimit(20 * times, Duration.ofMinutes(5), clock);
        leavingInAll = new RateLimit(600 * times, Duration.ofMinutes(5), clock);
        writing = new RateLimit(300 * times, Duration.ofMinutes(15), clock);
    }

    void login(Request request, String name) {
        spend(logins, RateLimit.key(request.remote()));
        spend(names, Accounts.typedAs(name));
    }

    void password(Member member) {
        spend(names, member.id().toString());
    }

    /// Codes are short: who has the password shall not guess them.
    void second(ActorId actor) {
        spend(names, "second " + actor);
    }

    void join(Request request) {
        spend(joining, RateLimit.key(request.remote()));
    }

    void lookup(Member member) {
        spend(lookups, member.id().toString());
    }

    void leave(Request request) {
        spend(leaving, RateLimit.key(request.remote()));
        spend(leavingInAll, "");
    }

    void write(Member member) {
        spend(writing, member.id().toString());
    }

    private static void spend(RateLimit limit, String key) {
        var standing = limit.take(key);
        if (!standing.allowed()) {
            throw standing.fault();
        }
    }
}
