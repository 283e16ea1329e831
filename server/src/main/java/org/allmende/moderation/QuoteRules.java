// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.util.Optional;
import org.allmende.activity.Draft;
import org.allmende.activity.Outcome.Cause;
import org.allmende.activity.Reach;
import org.allmende.people.Person;
import org.allmende.posts.Permission;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;

/// What authors rule about being quoted, as far as the gate holds it.
///
/// Members are held to all of it. Strangers may publish what they like on their own instances: what they quote of ours
/// is shown only once its author agreed.
final class QuoteRules {

    private final Posts posts;

    QuoteRules(Posts posts) {
        this.posts = posts;
    }

    Optional<Judgement> wrong(Person author, Draft draft) {
        if (!author.local() || draft.quote().isEmpty()) {
            return Optional.empty();
        }
        var quoted = posts.find(draft.quote().get().post(), Reader.member(author.id()));
        if (quoted.isEmpty()) {
            return refused(Cause.NOT_FOUND, "quote.gone", "What this quotes no longer exists.");
        }
        return wrong(author, draft, quoted.get().shown());
    }

    private static Optional<Judgement> wrong(Person author, Draft draft, Post quoted) {
        var own = quoted.author().id().equals(author.id());
        var reach = quoted.audience().reach();
        if (reach == Reach.DIRECT || (!reach.open() && !own)) {
            return refused(Cause.FORBIDDEN, "quote.private", "What was not said to everybody is not quoted.");
        }
        if (!reach.open() && draft.audience().reach().open()) {
            return refused(
                    Cause.INVALID, "quote.wider", "A post that only some may see can be quoted only for as few.");
        }
        if (!own && quoted.quotable() != Permission.FREE && quoted.quotable() != Permission.ASK) {
            return refused(Cause.FORBIDDEN, "policy.quote", "The author does not let you quote this post.");
        }
        // Talking about somebody behind their back is what letters would be good for otherwise.
        return !own
                        && draft.audience().reach() == Reach.DIRECT
                        && !draft.mentions().contains(quoted.author().id())
                ? refused(Cause.INVALID, "quote.direct", "In a letter you can quote only people whom you write to.")
                : Optional.empty();
    }

    private static Optional<Judgement> refused(Cause cause, String rule, String reason) {
        return Optional.of(new Judgement.Refuse(cause, rule, reason));
    }
}
