// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Reach;

/// Who a foreign object is addressed to.
public record WireAudience(List<String> to, List<String> cc) {

    /// Each recipient may be somebody to look up. Beyond this it is no longer a conversation.
    static final int RECIPIENTS_MAX = 1_000;

    public WireAudience {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
    }

    static WireAudience read(WireJson json) throws Unreadable {
        return new WireAudience(recipients(json, "to"), recipients(json, "cc"));
    }

    /// `followers` is the collection of the author, where one is known. Whatever is addressed to nobody we know is for
    /// nobody else: private is the safe mistake.
    public Reach reach(Optional<String> followers) {
        if (to.contains(Vocabulary.PUBLIC)) {
            return Reach.PUBLIC;
        }
        if (cc.contains(Vocabulary.PUBLIC)) {
            return Reach.UNLISTED;
        }
        return followers.filter(list -> to.contains(list) || cc.contains(list)).isPresent()
                ? Reach.FOLLOWERS
                : Reach.DIRECT;
    }

    /// Everybody named, but the public.
    public List<String> named() {
        var all = new LinkedHashSet<>(to);
        all.addAll(cc);
        all.remove(Vocabulary.PUBLIC);
        return List.copyOf(all);
    }

    private static List<String> recipients(WireJson json, String name) throws Unreadable {
        var recipients =
                json.addresses(name).distinct().limit(RECIPIENTS_MAX + 1L).toList();
        if (recipients.size() > RECIPIENTS_MAX) {
            throw new Unreadable("The object is addressed to more than " + RECIPIENTS_MAX + " recipients.");
        }
        return recipients;
    }
}
