// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

/// Of whom somebody wants to hear: what becomes of notifications by people they do not follow, people who do not follow
/// them, accounts younger than a month, private mentions out of the blue, and people whom the moderators limited.
///
/// Whom the reader follows counts as known in all but the second.
public record NotificationPolicy(
        Verdict notFollowing,
        Verdict notFollowers,
        Verdict newAccounts,
        Verdict privateMentions,
        Verdict limitedAccounts) {

    /// From mild to strict.
    public enum Verdict {
        ACCEPT,
        /// Set apart, until the reader decides about the person.
        FILTER,
        DROP;

        Verdict or(Verdict other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /// Nobody misses a letter who has not said so; whom the moderators limited has to be let in first.
    public static final NotificationPolicy USUAL =
            new NotificationPolicy(Verdict.ACCEPT, Verdict.ACCEPT, Verdict.ACCEPT, Verdict.ACCEPT, Verdict.FILTER);
}
