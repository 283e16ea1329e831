// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.activity.Circle;
import org.allmende.activity.Policy;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.posts.Permission;
import org.allmende.posts.Post;

/// Who may answer, like and share, in GoToSocial's words.
final class InteractionPolicies {

    private InteractionPolicies() {}

    /// What is said under this name; what is not said there is as it always was.
    static Optional<Policy> read(Params form, String name) {
        var policy = form.map(name);
        return policy.names().isEmpty()
                ? Optional.empty()
                : Optional.of(new Policy(
                        Policy.UNSAID.quote(),
                        rule(policy, "can_reply"),
                        rule(policy, "can_favourite"),
                        rule(policy, "can_reblog")));
    }

    private static Policy.Rule rule(Params policy, String name) {
        var rule = policy.map(name);
        return rule.names().isEmpty()
                ? Policy.Rule.EVERYBODY
                : new Policy.Rule(
                        circles(rule, "automatic_approval", "always"),
                        circles(rule, "manual_approval", "with_approval"));
    }

    private static Set<Circle> circles(Params rule, String name, String earlier) {
        return Stream.of(name, earlier)
                .flatMap(one -> words(rule, one))
                .flatMap(word -> circle(word).stream())
                .collect(Collectors.toSet());
    }

    // Forms number them; JSON does not.
    private static Stream<String> words(Params rule, String name) {
        var numbered = rule.map(name);
        return Stream.concat(
                rule.strings(name).stream(),
                numbered.names().stream().flatMap(number -> numbered.string(number).stream()));
    }

    private static Optional<Circle> circle(String word) {
        return switch (word) {
            case "public" -> Optional.of(Circle.EVERYBODY);
            case "followers" -> Optional.of(Circle.FOLLOWERS);
            case "following" -> Optional.of(Circle.FOLLOWED);
            case "mentioned" -> Optional.of(Circle.MENTIONED);
            // They always may.
            case "author", "me", "" -> Optional.empty();
            default ->
                throw new Fault(
                        422, "Approval can be for public, followers, following, mentioned and author, not " + word);
        };
    }

    /// `interaction_policy` of a post, with what it means for the reader.
    static void write(Json json, Post post) {
        var policy = post.policy().orElse(Policy.UNSAID);
        var may = post.may();
        write(json, policy, Optional.of(new Own(may.like(), may.reply(), may.share())));
    }

    private record Own(Permission like, Permission reply, Permission share) {}

    static void write(Json json, Policy policy) {
        write(json, policy, Optional.empty());
    }

    private static void write(Json json, Policy policy, Optional<Own> own) {
        json.object(() -> {
            rule(json, "can_favourite", policy.like(), own.map(Own::like), false);
            rule(json, "can_reply", policy.reply(), own.map(Own::reply), true);
            rule(json, "can_reblog", policy.share(), own.map(Own::share), false);
        });
    }

    private static void rule(Json json, String name, Policy.Rule rule, Optional<Permission> own, boolean mentioned) {
        var freely = words(rule.freely());
        if (!rule.freely().contains(Circle.EVERYBODY)) {
            freely.addFirst("author");
            if (mentioned && !freely.contains("mentioned")) {
                freely.add("mentioned");
            }
        }
        own.filter(Permission.FREE::equals).ifPresent(_ -> freely.add("me"));
        var asked = words(rule.asked());
        own.filter(Permission.ASK::equals).ifPresent(_ -> asked.add("me"));
        json.object(
                name,
                () -> json.list("automatic_approval", freely, json::text)
                        .list("manual_approval", asked, json::text)
                        .list("always", freely, json::text)
                        .list("with_approval", asked, json::text));
    }

    private static List<String> words(Set<Circle> circles) {
        return circles.stream()
                .sorted()
                .flatMap(circle -> switch (circle) {
                    case EVERYBODY -> Stream.of("public");
                    case FOLLOWERS -> Stream.of("followers");
                    case FOLLOWED -> Stream.of("following");
                    case MENTIONED -> Stream.of("mentioned");
                    // Nobody can tell whom it means.
                    case NAMED -> Stream.<String>empty();
                })
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
