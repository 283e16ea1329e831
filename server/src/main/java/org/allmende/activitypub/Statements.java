// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Profile;
import org.allmende.activitystreams.Documents;
import org.allmende.activitystreams.WireActor;
import org.allmende.activitystreams.WireJson;
import org.allmende.people.Identities;
import org.allmende.people.People;
import org.allmende.signatures.IdentityProof;

/// Checks what actors say of other names of theirs; only what holds is written down.
final class Statements implements Identities {

    private final Clock clock;

    Statements(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<Profile.Identity> check(String statement, String actor) {
        return statement.length() > People.STATEMENT_MAX
                ? Optional.empty()
                : WireActor.statement(statement).flatMap(json -> check(json, actor));
    }

    /// Those of an actor's statements that hold, each subject once.
    List<Profile.Identity> proved(WireActor actor) {
        return actor.statements().stream()
                .flatMap(statement -> check(statement, actor.id()).stream())
                .limit(People.IDENTITIES_MAX)
                .toList();
    }

    private Optional<Profile.Identity> check(WireJson statement, String actor) {
        var text = Documents.text(statement.raw());
        return text.length() > People.STATEMENT_MAX
                ? Optional.empty()
                : IdentityProof.check(statement, actor, clock.instant())
                        .map(proof -> new Profile.Identity(proof.subject(), text, proof.created()));
    }
}
