// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Circle;
import org.allmende.activity.Policy;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.posts.Permission;
import org.allmende.posts.Post;

/// Who may quote, in this API's words: `public`, `followers`, `nobody`.
final class QuotePolicies {

    private static final String NAME = "quote_approval_policy";

    private QuotePolicies() {}

    static Optional<Policy.Rule> read(Params form) {
        return form.string(NAME)
                .filter(word -> !word.isBlank())
                .map(word ->
                        rule(word).orElseThrow(() -> new Fault(422, NAME + " must be public, followers or nobody")));
    }

    static Optional<Policy.Rule> rule(String word) {
        return switch (word) {
            case "public" -> Optional.of(Policy.Rule.EVERYBODY);
            case "followers" -> Optional.of(Policy.Rule.FOLLOWERS);
            case "nobody" -> Optional.of(Policy.Rule.NOBODY);
            default -> Optional.empty();
        };
    }

    /// The nearest word for a member's own rule.
    static String word(Policy.Rule rule) {
        if (rule.freely().contains(Circle.EVERYBODY)) {
            return "public";
        }
        return rule.freely().contains(Circle.FOLLOWERS) ? "followers" : "nobody";
    }

    /// `quote_approval`: what the author rules, and what that means for the reader.
    static void write(Json json, Post post) {
        var rule = post.policy().orElse(Policy.UNSAID).quote();
        json.object(() -> json.list("automatic", words(rule.freely()), json::text)
                .list("manual", words(rule.asked()), json::text)
                .text("current_user", word(post.quotable())));
    }

    private static List<String> words(Set<Circle> circles) {
        return circles.stream()
                .sorted()
                .map(circle -> switch (circle) {
                    case EVERYBODY -> "public";
                    case FOLLOWERS -> "followers";
                    case FOLLOWED -> "following";
                    case MENTIONED, NAMED -> "unsupported_policy";
                })
                .distinct()
                .toList();
    }

    private static String word(Permission permission) {
        return switch (permission) {
            case FREE -> "automatic";
            case ASK -> "manual";
            case UNKNOWN -> "unknown";
            case DENIED -> "denied";
        };
    }
}
