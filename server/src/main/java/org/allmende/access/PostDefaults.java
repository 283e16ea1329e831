// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activity.Policy;
import org.allmende.activity.Reach;

/// What a new post starts with. `quotable` says who may quote it, `policies` what others may do with it otherwise.
public record PostDefaults(
        Audience audience,
        boolean sensitive,
        Optional<String> language,
        Policy.Rule quotable,
        PolicyDefaults policies) {

    public static final PostDefaults USUAL =
            new PostDefaults(Audience.PUBLIC, false, Optional.empty(), Policy.Rule.EVERYBODY, PolicyDefaults.OPEN);

    /// For a post that reaches so far.
    public Policy policy(Reach reach) {
        return policies.of(reach).withQuote(quotable);
    }

    public PostDefaults with(Audience other) {
        return new PostDefaults(other, sensitive, language, quotable, policies);
    }

    public PostDefaults with(PolicyDefaults others) {
        return new PostDefaults(audience, sensitive, language, quotable, others);
    }
}
