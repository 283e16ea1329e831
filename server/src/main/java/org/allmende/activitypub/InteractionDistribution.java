// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activitypub.Dispatch.Kind;
import org.allmende.activitypub.QuoteDistribution.Telling;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.database.Tx;
import org.allmende.people.Person;
import org.allmende.posts.Interaction;
import org.allmende.posts.InteractionFacts;
import org.allmende.posts.InteractionState;

/// Decides who elsewhere is told that somebody asks, and what becomes of it.
final class InteractionDistribution {

    private final Commons commons;
    private final Telling telling;
    private final ToldStore told;

    InteractionDistribution(Commons commons, Telling telling, ToldStore told) {
        this.commons = commons;
        this.telling = telling;
        this.told = told;
    }

    /// A member wants something of a stranger.
    void ask(Tx tx, Activity.Ask ask) {
        commons.posts()
                .interactions()
                .of(tx, ask)
                .filter(facts -> facts.state() == InteractionState.PENDING && leaves(tx, ask, facts))
                .ifPresent(facts -> {
                    telling.tell(tx, Kind.DEED_REQUEST, facts.actor(), facts.id(), "");
                    remember(tx, ask, facts);
                });
    }

    // What waits below something that waits itself is asked for once that may be seen.
    private boolean leaves(Tx tx, Activity.Ask ask, InteractionFacts facts) {
        var local = ask.deed() instanceof Activity.Publish publish
                && publish.draft().audience().localOnly();
        return !local
                && foreign(tx, facts.author())
                && commons.posts().authorOf(tx, facts.post()).equals(Optional.of(facts.author()));
    }

    // A like and the asking for it have one number: it can be taken back before and after.
    private void remember(Tx tx, Activity.Ask ask, InteractionFacts facts) {
        if (ask.deed() instanceof Activity.React react) {
            told.put(tx, facts.actor(), react.emoji(), facts.post(), facts.id());
        } else if (facts.what() == Interaction.LIKE) {
            told.put(tx, facts.actor(), ToldStore.Kind.LIKE, facts.post().value(), facts.id());
        }
    }

    /// A stranger wants something of a member: what is decided already is said.
    void asked(Tx tx, Activity.Ask ask) {
        commons.posts().interactions().of(tx, ask).ifPresent(facts -> answer(tx, facts));
    }

    /// Says once more what was decided.
    void answer(Tx tx, InteractionFacts facts) {
        if (foreign(tx, facts.author()) || !foreign(tx, facts.actor())) {
            return;
        }
        switch (facts.state()) {
            case ACCEPTED -> telling.tell(tx, Kind.DEED_ACCEPT, facts.author(), facts.id(), "");
            case REJECTED, REVOKED -> telling.tell(tx, Kind.DEED_REJECT, facts.author(), facts.id(), "");
            case PENDING -> {}
        }
    }

    /// A member has decided.
    void decided(Tx tx, Accomplished news, Kind kind) {
        commons.posts()
                .interactions()
                .find(tx, news.outcome().subject())
                .filter(facts -> kind == Kind.DEED_REVOKE || foreign(tx, facts.actor()))
                .ifPresent(facts -> telling.tell(tx, kind, facts.author(), facts.id(), ""));
    }

    /// Whether the author was told when the member asked.
    boolean told(Tx tx, ActorId actor, PostId post) {
        return commons.posts().interactions().agreed(tx, actor, post, Interaction.LIKE);
    }

    private boolean foreign(Tx tx, ActorId actor) {
        return commons.people()
                .find(tx, actor)
                .filter(person -> !person.local())
                .map(Person::id)
                .isPresent();
    }
}
