// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Outcome;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.people.People;
import org.allmende.text.Tags;

/// The hashtags that people show on their profiles: what they write about.
public final class FeaturedTags {

    /// How many a profile can have; as elsewhere.
    public static final int MAX = 10;

    /// What somebody wrote about years ago is no suggestion.
    private static final Duration SUGGESTED_OF = Duration.ofDays(180);

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final FeaturedTagStore store = new FeaturedTagStore();

    FeaturedTags(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        database.within(People.Leaving.class, (tx, leaving) -> store.forget(tx, leaving.actor()));
    }

    /// The subject is the number of the featured tag.
    public Outcome feature(Tx tx, Activity.FeatureTag feature) {
        var tag = Tags.parse(feature.tag());
        if (tag.isEmpty()) {
            return Publishing.refused(feature.id(), Outcome.Cause.INVALID, "tag.invalid", "This cannot be a hashtag.");
        }
        var known = store.find(tx, feature.actor(), tag.get());
        if (known.isPresent()) {
            return new Outcome.AlreadyDone(feature.id(), known.get());
        }
        if (store.count(tx, feature.actor()) >= MAX) {
            return Publishing.refused(
                    feature.id(),
                    Outcome.Cause.INVALID,
                    "tag.too_many",
                    "At most " + MAX + " hashtags can be on a profile. Remove one first.");
        }
        var id = ids.next();
        store.add(tx, id, feature.actor(), tag.get());
        return new Outcome.Done(feature.id(), id);
    }

    public Outcome unfeature(Tx tx, Activity.UnfeatureTag unfeature) {
        var known = store.find(tx, unfeature.actor(), Tags.key(unfeature.tag()));
        if (known.isEmpty()) {
            return new Outcome.AlreadyDone(unfeature.id(), unfeature.actor().value());
        }
        store.remove(tx, unfeature.actor(), known.get());
        return new Outcome.Done(unfeature.id(), known.get());
    }

    /// In the order in which they were chosen.
    public List<FeaturedTag> of(ActorId actor, Reader reader) {
        return database.read(tx -> store.of(tx, actor, reader));
    }

    public Optional<FeaturedTag> find(ActorId actor, long id) {
        return of(actor, Reader.member(actor)).stream()
                .filter(tag -> tag.id() == id)
                .findFirst();
    }

    /// What they have written about lately and most often, and do not show yet.
    public List<String> suggestions(ActorId actor) {
        return database.read(
                tx -> store.used(tx, actor, Ids.first(clock.instant().minus(SUGGESTED_OF)), MAX));
    }
}
