// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.allmende.activity.Circle;
import org.allmende.activity.Policy;

/// Who may answer, like or share a post, as a writer chooses.
enum PolicyChoice {
    EVERYBODY(Policy.Rule.EVERYBODY),
    ASKED(Policy.Rule.ONCE_ASKED),
    FOLLOWERS(Policy.Rule.FOLLOWERS),
    FOLLOWERS_OR_ASKED(rule(Circle.FOLLOWERS, Circle.EVERYBODY)),
    ASKED_BY_FOLLOWERS(new Policy.Rule(Set.of(), Set.of(Circle.FOLLOWERS))),
    FOLLOWED(new Policy.Rule(Set.of(Circle.FOLLOWED), Set.of())),
    FOLLOWED_OR_ASKED(rule(Circle.FOLLOWED, Circle.EVERYBODY)),
    ASKED_BY_FOLLOWED(new Policy.Rule(Set.of(), Set.of(Circle.FOLLOWED))),
    MENTIONED(new Policy.Rule(Set.of(Circle.MENTIONED), Set.of())),
    MENTIONED_OR_ASKED(rule(Circle.MENTIONED, Circle.EVERYBODY)),
    NOBODY(Policy.Rule.NOBODY);

    private final Policy.Rule rule;

    PolicyChoice(Policy.Rule rule) {
        this.rule = rule;
    }

    private static Policy.Rule rule(Circle freely, Circle asked) {
        return new Policy.Rule(Set.of(freely), Set.of(asked));
    }

    Policy.Rule rule() {
        return rule;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The key of its words.
    String key() {
        return "may." + code();
    }

    /// What cannot be read lets nobody.
    static PolicyChoice of(String code) {
        return Arrays.stream(values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElse(NOBODY);
    }

    /// The nearest that lets nobody who is not meant.
    static PolicyChoice of(Policy.Rule rule) {
        return Arrays.stream(values())
                .filter(one -> one.rule.equals(rule))
                .findFirst()
                .orElse(NOBODY);
    }

    /// All four of a post.
    record Four(QuoteChoice quote, PolicyChoice reply, PolicyChoice like, PolicyChoice share) {

        static Four of(Policy policy) {
            return new Four(
                    QuoteChoice.of(policy.quote()),
                    PolicyChoice.of(policy.reply()),
                    PolicyChoice.of(policy.like()),
                    PolicyChoice.of(policy.share()));
        }

        /// A form that does not ask leaves everything as it was.
        static Four of(Typed typed, Policy before) {
            return typed.line("may-reply").isEmpty()
                    ? of(before.withQuote(QuoteChoice.of(typed.line("quotable")).rule()))
                    : new Four(
                            QuoteChoice.of(typed.line("quotable")),
                            PolicyChoice.of(typed.line("may-reply")),
                            PolicyChoice.of(typed.line("may-like")),
                            PolicyChoice.of(typed.line("may-share")));
        }

        Policy policy() {
            return new Policy(quote.rule(), reply.rule(), like.rule(), share.rule());
        }

        /// Whether anything is not as it usually is.
        boolean reserved() {
            return policy().reserved();
        }
    }
}
