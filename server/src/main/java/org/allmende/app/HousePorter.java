// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.util.Optional;
import org.allmende.access.NoMember;
import org.allmende.activity.Activity;
import org.allmende.activity.Outcome;
import org.allmende.activitypub.Lookup;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.luggage.Porter;
import org.allmende.people.Person;
import org.allmende.posts.Reader;
import org.allmende.text.Handle;

/// Unpacks luggage as its owner would: finds people and posts near or far, and sends deeds down the one road.
final class HousePorter implements Porter {

    private final Floors floors;
    private final Lookup lookup;

    HousePorter(Floors floors, Lookup lookup) {
        this.floors = floors;
        this.lookup = lookup;
    }

    @Override
    public Optional<ActorId> person(Handle handle) {
        return floors.people
                .byHandle(handle)
                .or(() -> handle.local() ? Optional.empty() : lookup.lookup(handle))
                .filter(Person::present)
                .map(Person::id);
    }

    @Override
    public Optional<PostId> post(String uri) {
        return floors.posts.byUri(uri, Reader.ANYONE).map(post -> post.id()).or(() -> lookup.post(uri));
    }

    @Override
    public boolean perform(Activity activity) {
        try {
            return switch (floors.intake.receive(floors.verifier.verify(activity, activity.actor()))) {
                case Outcome.Done _, Outcome.AlreadyDone _ -> true;
                case Outcome.Waiting _, Outcome.Held _, Outcome.Refused _ -> false;
            };
        } catch (NoMember _) {
            return false;
        }
    }

    @Override
    public String address(ActorId actor, String handle) {
        return handle.contains("@") ? handle : handle + "@" + floors.addresses.authority();
    }
}
