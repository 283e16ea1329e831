// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.util.Optional;
import org.allmende.access.NoMember;
import org.allmende.access.SessionVerifier;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Draft;
import org.allmende.activity.Outcome;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.desk.Publisher;
import org.allmende.desk.Said;
import org.allmende.intake.Intake;
import org.allmende.posts.Compose;
import org.allmende.posts.Composer;
import org.allmende.posts.Composition;

/// Takes what lay on somebody's desk down the one road.
final class Herald implements Publisher {

    private final Composer composer;
    private final SessionVerifier verifier;
    private final Intake intake;
    private final Ids ids;

    Herald(Composer composer, SessionVerifier verifier, Intake intake, Ids ids) {
        this.composer = composer;
        this.verifier = verifier;
        this.intake = intake;
        this.ids = ids;
    }

    @Override
    public Optional<Said.Refused> check(Compose typed) {
        return switch (composer.compose(typed)) {
            case Composition.Ready _ -> Optional.empty();
            case Composition.Wrong(var rule, var reason, var bound) ->
                Optional.of(new Said.Refused(rule, reason, bound));
        };
    }

    @Override
    public Said publish(Compose typed, ActivityId id) {
        return switch (composer.compose(typed)) {
            case Composition.Ready(var draft) -> publish(typed, id, draft);
            case Composition.Wrong(var rule, var reason, var bound) -> new Said.Refused(rule, reason, bound);
        };
    }

    private Said publish(Compose typed, ActivityId id, Draft draft) {
        try {
            var deed = new Activity.Publish(id, typed.author(), ids.post(), draft);
            return switch (intake.receive(verifier.verify(deed, typed.author()))) {
                case Outcome.Done(var _, var subject) -> new Said.Published(new PostId(subject));
                case Outcome.AlreadyDone(var _, var subject) -> new Said.Published(new PostId(subject));
                case Outcome.Waiting(var _, var forWhat) ->
                    new Said.Refused("waiting", "This cannot happen yet: " + forWhat + " is not known here.", 0);
                case Outcome.Held(var _, var rule) -> new Said.Refused(rule, "The moderators look at this first.", 0);
                case Outcome.Refused(var _, var _, var rule, var reason) -> new Said.Refused(rule, reason, 0);
            };
        } catch (NoMember _) {
            return new Said.Refused("account.closed", "The account was not open when the hour came.", 0);
        }
    }
}
