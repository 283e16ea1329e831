// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.List;
import java.util.Set;
import org.allmende.activity.Circle;
import org.allmende.activity.Policy;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes what one of our authors lets others do with a post.
final class PolicyDocument {

    private final Addresses addresses;
    private final ActorId author;

    PolicyDocument(Addresses addresses, ActorId author) {
        this.addresses = addresses;
        this.author = author;
    }

    /// `named` are those whom the post mentions: they may always answer.
    ObjectNode of(Policy policy, List<String> named) {
        var document = JsonNodeFactory.instance.objectNode();
        document.set("canQuote", rule(policy.quote(), named, false));
        document.set("canReply", rule(policy.reply(), named, true));
        document.set("canLike", rule(policy.like(), named, false));
        document.set("canAnnounce", rule(policy.share(), named, false));
        return document;
    }

    private ObjectNode rule(Policy.Rule rule, List<String> named, boolean always) {
        var freely = addresses(rule.freely(), named);
        if (always
                && !rule.freely().contains(Circle.EVERYBODY)
                && !rule.freely().contains(Circle.MENTIONED)) {
            named.forEach(freely::add);
        }
        if (freely.isEmpty()) {
            // Many take an empty list for one that was forgotten.
            freely.add(addresses.actor(author));
        }
        var document = JsonNodeFactory.instance.objectNode();
        document.set("automaticApproval", freely);
        document.set("manualApproval", addresses(rule.asked(), named));
        return document;
    }

    private ArrayNode addresses(Set<Circle> circles, List<String> named) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var circle : Circle.values()) {
            if (circles.contains(circle)) {
                switch (circle) {
                    case EVERYBODY -> list.add(Vocabulary.PUBLIC);
                    case FOLLOWERS -> list.add(addresses.followers(author));
                    case FOLLOWED -> list.add(addresses.following(author));
                    // Members cannot choose others one by one.
                    case MENTIONED -> named.forEach(list::add);
                    case NAMED -> {}
                }
            }
        }
        return list;
    }
}
