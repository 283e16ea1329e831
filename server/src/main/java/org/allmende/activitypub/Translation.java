// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Activity;
import org.allmende.base.PostId;

/// What a foreign activity means here.
sealed interface Translation {

    /// To be done. `takesBack` is the address of the activity that one of them undoes.
    record Deeds(List<Activity> deeds, Optional<String> takesBack) implements Translation {
        public Deeds {
            deeds = List.copyOf(deeds);
        }
    }

    /// It speaks of posts that must be fetched before it can be said what it means.
    record Missing(Set<String> posts) implements Translation {
        public Missing {
            posts = Set.copyOf(posts);
        }
    }

    /// It speaks of somebody whose newest word must be heard first.
    record MissingActor(String address) implements Translation {}

    /// The actor has changed: to be asked at home.
    record ActorChanged() implements Translation {}

    /// A post that we know has changed: to be asked at home.
    record PostChanged(PostId post, String address) implements Translation {}

    /// A post is gone that never came here, and must not come later.
    record NeverHere(String post) implements Translation {}

    /// Understood, and nothing to us. What it takes back must not come later.
    record Nothing(Optional<String> takesBack) implements Translation {}

    Translation NOTHING = new Nothing(Optional.empty());

    static Translation of(Activity deed) {
        return new Deeds(List.of(deed), Optional.empty());
    }
}
