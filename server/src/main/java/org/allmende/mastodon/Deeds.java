// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Map;
import org.allmende.access.NoMember;
import org.allmende.access.SessionVerifier;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Outcome;
import org.allmende.activity.Verified;
import org.allmende.base.Ids;
import org.allmende.http.Fault;
import org.allmende.intake.Intake;

/// Sends what members do down the one road, and says in this API's codes what became of it.
final class Deeds {

    private static final Map<Outcome.Cause, Integer> STATUS =
            Map.of(Outcome.Cause.NOT_FOUND, 404, Outcome.Cause.FORBIDDEN, 403, Outcome.Cause.INVALID, 422);

    private final SessionVerifier verifier;
    private final Intake intake;
    private final Ids ids;

    Deeds(SessionVerifier verifier, Intake intake, Ids ids) {
        this.verifier = verifier;
        this.intake = intake;
        this.ids = ids;
    }

    /// A name for a deed that the app has not named.
    ActivityId fresh() {
        return ActivityId.of(ids.next());
    }

    /// Done, or done before: the number of what came of it. Everything else is a fault.
    long perform(Member member, Activity activity) {
        return switch (intake.receive(proved(member, activity))) {
            case Outcome.Done(var _, var subject) -> subject;
            case Outcome.AlreadyDone(var _, var subject) -> subject;
            case Outcome.Waiting(var _, var forWhat) ->
                throw new Fault(422, "This cannot happen yet: " + forWhat + " is not known here.");
            case Outcome.Held(var _, var rule) ->
                throw new Fault(422, "The moderators look at this first (" + rule + ").");
            case Outcome.Refused(var _, var cause, var _, var reason) -> throw new Fault(STATUS.get(cause), reason);
        };
    }

    // Between the check of the token and the deed somebody may have closed the account.
    private <A extends Activity> Verified<A> proved(Member member, A activity) {
        try {
            return verifier.verify(activity, member.id());
        } catch (NoMember _) {
            throw new Fault(403, "Your login is currently disabled");
        }
    }
}
