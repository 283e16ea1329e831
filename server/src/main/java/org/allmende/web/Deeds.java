// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import org.allmende.access.NoMember;
import org.allmende.access.SessionVerifier;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Outcome;
import org.allmende.base.Ids;
import org.allmende.http.Fault;
import org.allmende.intake.Intake;

/// Hands what a member does to the intake.
final class Deeds {

    private final SessionVerifier verifier;
    private final Intake intake;
    private final Ids ids;

    Deeds(SessionVerifier verifier, Intake intake, Ids ids) {
        this.verifier = verifier;
        this.intake = intake;
        this.ids = ids;
    }

    /// A name for a deed.
    ActivityId fresh() {
        return ActivityId.of(ids.next());
    }

    /// A name that a form carried, so that the form counts once.
    ActivityId once(String key) {
        return key.matches("[A-Za-z0-9_-]{8,64}") ? new ActivityId(Intake.APP_KEY + "web:" + key) : fresh();
    }

    Outcome attempt(Member member, Activity activity) {
        try {
            return intake.receive(verifier.verify(activity, member.id()));
        } catch (NoMember _) {
            // Closed or suspended between two clicks.
            throw new Fault(401, "Please log in.");
        }
    }

    /// Done, or done before: the number of what came of it. Everything else is a fault with a sentence.
    long perform(Visit visit, Activity activity) {
        return switch (attempt(visit.member(), activity)) {
            case Outcome.Done done -> done.subject();
            case Outcome.AlreadyDone before -> before.subject();
            case Outcome.Waiting _ -> throw new Fault(422, visit.say("rule.waiting"));
            case Outcome.Held _ -> throw new Fault(422, visit.say("rule.held"));
            case Outcome.Refused no ->
                throw new Fault(status(no.cause()), visit.words().rule(no.rule(), 0, no.reason()));
        };
    }

    private static int status(Outcome.Cause cause) {
        return switch (cause) {
            case NOT_FOUND -> 404;
            case FORBIDDEN -> 403;
            case INVALID -> 422;
        };
    }
}
