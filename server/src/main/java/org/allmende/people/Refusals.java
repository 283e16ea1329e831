// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import org.allmende.activity.ActivityId;
import org.allmende.activity.Outcome;

/// The refusals of this room, each rule named once.
final class Refusals {

    private Refusals() {}

    static Outcome unknown(ActivityId id) {
        return new Outcome.Refused(id, Outcome.Cause.NOT_FOUND, "person.unknown", "There is no such person.");
    }

    static Outcome strangersOnly(ActivityId id) {
        return new Outcome.Refused(
                id, Outcome.Cause.INVALID, "people.not_ours", "Neither of the two is a member of this instance.");
    }

    static Outcome blocked(ActivityId id) {
        return new Outcome.Refused(
                id, Outcome.Cause.FORBIDDEN, "follow.blocked", "There is a block between you and this person.");
    }

    static Outcome notFollowed(ActivityId id) {
        return new Outcome.Refused(
                id, Outcome.Cause.INVALID, "endorse.not_followed", "You can recommend only whom you follow.");
    }

    static Outcome notAsked(ActivityId id) {
        return new Outcome.Refused(
                id, Outcome.Cause.NOT_FOUND, "follow.not_asked", "This person has not asked to follow.");
    }
}
