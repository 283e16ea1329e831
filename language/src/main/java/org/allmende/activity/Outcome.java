// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

/// What became of an activity. Anything but [Done] has written nothing.
public sealed interface Outcome {

    /// It happened now. `subject` is the number of what it made or touched: a post, a share, an actor.
    record Done(ActivityId id, long subject) implements Outcome {}

    /// It had happened before; `subject` is what it made then.
    record AlreadyDone(ActivityId id, long subject) implements Outcome {}

    /// It may happen later: something it speaks of is not known here yet.
    record Waiting(ActivityId id, String forWhat) implements Outcome {}

    /// Moderators look at it first.
    record Held(ActivityId id, String rule) implements Outcome {}

    /// It will not happen. `rule` is the short name of the rule that refused it (`post.too_long`), and `reason` a
    /// sentence for people.
    record Refused(ActivityId id, Cause cause, String rule, String reason) implements Outcome {}

    /// What kind of refusal, so that each door can answer in its own codes.
    enum Cause {
        /// The thing does not exist, or may not be known to exist by who asks.
        NOT_FOUND,
        /// It exists, but not for this person.
        FORBIDDEN,
        /// What was asked makes no sense: too long, too many, closed, contradicting.
        INVALID
    }
}
