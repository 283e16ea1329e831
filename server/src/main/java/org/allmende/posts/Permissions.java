// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Circle;
import org.allmende.activity.Policy;
import org.allmende.base.ActorId;
import org.allmende.database.Tx;
import org.allmende.posts.QuoteStore.Ties;

/// What authors let others do with their posts: the one place where policies are read.
final class Permissions {

    private final PostStore store;
    private final QuoteStore quotes;

    Permissions(PostStore store, QuoteStore quotes) {
        this.store = store;
        this.quotes = quotes;
    }

    Permission of(Tx tx, ActorId actor, PostRow post, Interaction what) {
        return of(actor, post, what, ties(tx, actor, List.of(post)), () -> spokenTo(tx, actor, post));
    }

    /// Mentioned, or answered by it.
    boolean spokenTo(Tx tx, ActorId actor, PostRow post) {
        return post.inReplyToAuthor().equals(Optional.of(actor))
                || store.mentioned(tx, post.id()).contains(actor);
    }

    /// Asked of the database only where a rule depends on it.
    Ties ties(Tx tx, ActorId actor, Collection<PostRow> posts) {
        var authors = posts.stream()
                .filter(post -> post.policy().filter(Permissions::aboutFollows).isPresent())
                .map(post -> post.author().value())
                .distinct()
                .toList();
        return quotes.ties(tx, actor, authors);
    }

    private static boolean aboutFollows(Policy policy) {
        return List.of(policy.quote(), policy.reply(), policy.like(), policy.share()).stream()
                .anyMatch(rule -> names(rule, Circle.FOLLOWERS) || names(rule, Circle.FOLLOWED));
    }

    private static boolean names(Policy.Rule rule, Circle circle) {
        return rule.freely().contains(circle) || rule.asked().contains(circle);
    }

    interface Mentioned {
        boolean actor();
    }

    May may(ActorId actor, PostRow post, Ties ties, Mentioned mentioned) {
        return new May(
                of(actor, post, Interaction.QUOTE, ties, mentioned),
                of(actor, post, Interaction.REPLY, ties, mentioned),
                of(actor, post, Interaction.LIKE, ties, mentioned),
                of(actor, post, Interaction.SHARE, ties, mentioned));
    }

    Permission of(ActorId actor, PostRow post, Interaction what, Ties ties, Mentioned mentioned) {
        if (post.author().equals(actor)) {
            return Permission.FREE;
        }
        // Whatever its author rules: what was not said to everybody is not shown to others by others.
        if (what == Interaction.QUOTE && !post.audience().reach().open()) {
            return Permission.DENIED;
        }
        var rule = rule(post.policy().orElse(Policy.UNSAID), what);
        if (rule.freely().contains(Circle.EVERYBODY)) {
            return Permission.FREE;
        }
        var circles = circles(post, ties, mentioned.actor());
        // Who is spoken to may answer.
        if (meets(rule.freely(), circles) || (what == Interaction.REPLY && circles.contains(Circle.MENTIONED))) {
            return Permission.FREE;
        }
        if (meets(rule.asked(), circles)) {
            return Permission.ASK;
        }
        return names(rule, Circle.NAMED) ? Permission.UNKNOWN : Permission.DENIED;
    }

    static Policy.Rule rule(Policy policy, Interaction what) {
        return switch (what) {
            case QUOTE -> policy.quote();
            case REPLY -> policy.reply();
            case LIKE -> policy.like();
            case SHARE -> policy.share();
        };
    }

    private static Set<Circle> circles(PostRow post, Ties ties, boolean mentioned) {
        var circles = EnumSet.of(Circle.EVERYBODY);
        if (ties.following().contains(post.author().value())) {
            circles.add(Circle.FOLLOWERS);
        }
        if (ties.followedBy().contains(post.author().value())) {
            circles.add(Circle.FOLLOWED);
        }
        if (mentioned) {
            circles.add(Circle.MENTIONED);
        }
        return circles;
    }

    private static boolean meets(Set<Circle> some, Set<Circle> others) {
        return some.stream().anyMatch(others::contains);
    }
}
