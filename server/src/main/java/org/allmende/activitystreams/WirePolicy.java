// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.activity.Circle;
import org.allmende.activity.Policy;

/// Reads what a foreign author lets others do with a post: the `interactionPolicy` of GoToSocial, in its newer words
/// and its older ones.
public final class WirePolicy {

    /// An author who names more people one by one is not understood better for it.
    private static final int NAMED_MAX = 500;

    private WirePolicy() {}

    /// `circle` says whom an address means; empty for the author, who need not be named.
    public static Optional<Policy> read(WireJson json, Function<String, Optional<Circle>> circle) {
        return json.object("interactionPolicy")
                .map(policy -> new Policy(
                        rule(policy, "canQuote", Policy.UNSAID.quote(), circle),
                        rule(policy, "canReply", Policy.UNSAID.reply(), circle),
                        rule(policy, "canLike", Policy.UNSAID.like(), circle),
                        rule(policy, "canAnnounce", Policy.UNSAID.share(), circle)));
    }

    private static Policy.Rule rule(
            WireJson policy, String name, Policy.Rule unsaid, Function<String, Optional<Circle>> circle) {
        return policy.object(name)
                .map(rule -> new Policy.Rule(
                        circles(rule, "automaticApproval", "always", circle),
                        circles(rule, "manualApproval", "approvalRequired", circle)))
                .orElse(unsaid);
    }

    private static Set<Circle> circles(
            WireJson rule, String name, String earlier, Function<String, Optional<Circle>> circle) {
        return Stream.concat(rule.addresses(name), rule.addresses(earlier))
                .limit(NAMED_MAX)
                .flatMap(address -> circle.apply(address).stream())
                .collect(Collectors.toSet());
    }
}
