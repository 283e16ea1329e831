// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.time.Duration;

/// How often apps may ask. The usual figures are those that apps were written for.
///
/// @param member all apps of one member together
/// @param token one app of one member
/// @param address whoever asks without a token, by network address
public record Limits(
        Allowance member,
        Allowance token,
        Allowance address,
        Allowance uploads,
        Allowance signUps,
        Allowance erasures,
        Allowance apps,
        Allowance logins) {

    /// So many requests within so long.
    public record Allowance(int requests, Duration within) {}

    public static final Limits USUAL = new Limits(
            new Allowance(1_500, Duration.ofMinutes(5)),
            new Allowance(300, Duration.ofMinutes(5)),
            new Allowance(300, Duration.ofMinutes(5)),
            new Allowance(30, Duration.ofMinutes(30)),
            new Allowance(5, Duration.ofMinutes(30)),
            new Allowance(30, Duration.ofMinutes(30)),
            new Allowance(5, Duration.ofMinutes(10)),
            new Allowance(25, Duration.ofMinutes(5)));

    /// The same, so many times as generous: for loopback, where one machine plays a whole village.
    public Limits times(int factor) {
        return new Limits(
                times(member, factor),
                times(token, factor),
                times(address, factor),
                times(uploads, factor),
                times(signUps, factor),
                times(erasures, factor),
                times(apps, factor),
                times(logins, factor));
    }

    private static Allowance times(Allowance one, int factor) {
        return new Allowance(Math.multiplyExact(one.requests, factor), one.within);
    }
}
