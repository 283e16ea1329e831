// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.activity.Policy;
import org.allmende.activity.Reach;

/// What others may do with what a member writes, by how far it reaches. Who may quote is another question.
public record PolicyDefaults(Map<Reach, Policy> rules) {

    /// Everybody who may see it.
    public static final PolicyDefaults OPEN = new PolicyDefaults(Map.of());

    public PolicyDefaults {
        rules = Map.copyOf(rules);
    }

    /// Friends both ways are followers.
    public Policy of(Reach reach) {
        return rules.getOrDefault(reach == Reach.MUTUALS ? Reach.FOLLOWERS : reach, Policy.UNSAID);
    }

    /// The same for all that is said to more than a few by name.
    public static PolicyDefaults everywhere(Policy policy) {
        return new PolicyDefaults(Map.of(Reach.PUBLIC, policy, Reach.UNLISTED, policy, Reach.FOLLOWERS, policy));
    }

    /// As it is kept.
    String text() {
        return rules.entrySet().stream()
                .map(entry -> entry.getKey().name() + "=" + entry.getValue().text())
                .sorted()
                .collect(Collectors.joining("|"));
    }

    /// Reads what [#text] has written, or nothing.
    static PolicyDefaults of(String text) {
        return new PolicyDefaults(Arrays.stream(text.split("\\|", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> Reach.valueOf(part[0]), part -> Policy.of(part[1]))));
    }
}
