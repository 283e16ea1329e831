// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.base.ActorId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.people.Follows;

/// Whom members recommend on their profiles.
final class EndorsementsApi {

    @FunctionalInterface
    private interface Deed {

        Activity of(ActivityId id, ActorId actor, ActorId target);
    }

    private final Follows follows;
    private final Deeds deeds;
    private final Finder finder;
    private final Shapes shapes;

    EndorsementsApi(Follows follows, Deeds deeds, Finder finder, Shapes shapes) {
        this.follows = follows;
        this.deeds = deeds;
        this.finder = finder;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        // The older words are still in use.
        for (var word : List.of("endorse", "pin")) {
            deed(on, word, Activity.Endorse::new);
        }
        for (var word : List.of("unendorse", "unpin")) {
            deed(on, word, Activity.Unendorse::new);
        }
        on.member(
                "GET /api/v1/endorsements",
                "read:accounts",
                (request, member) ->
                        shapes.people(request, follows.endorsements().of(member.id(), Paging.people(request))));
        on.anybody(
                "GET /api/v1/accounts/{id}/endorsements",
                "read:accounts",
                (request, _) -> shapes.people(
                        request,
                        follows.endorsements().of(finder.person(request).id(), Paging.people(request))));
    }

    private void deed(Endpoints on, String word, Deed deed) {
        on.member("POST /api/v1/accounts/{id}/" + word, "write:accounts", (request, member) -> {
            var other = finder.person(request).id();
            if (other.equals(member.id())) {
                throw new Fault(403, "This is not for oneself.");
            }
            deeds.perform(member, deed.of(deeds.fresh(), member.id(), other));
            return relationship(member, other);
        });
    }

    private Answer relationship(Member member, ActorId other) {
        var between = Optional.ofNullable(
                        follows.relationships(member.id(), List.of(other)).get(other))
                .orElseThrow(Finder::missing);
        return Json.answer(json -> Shapes.relationship(json, other, between));
    }
}
