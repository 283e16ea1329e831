// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.people.People;

/// The hashtags whose public posts members want at home. Nobody else sees which these are.
public final class FollowedTags {

    /// More than anybody reads; each costs a look whenever somebody posts.
    public static final int MAX = 1_000;

    private final Database database;
    private final Ids ids;
    private final FollowedTagStore store = new FollowedTagStore();

    FollowedTags(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
        database.within(People.Leaving.class, (tx, leaving) -> store.forget(tx, leaving.actor()));
    }

    /// Follows a hashtag, by its key, and fills the home from its last posts. False where there are too many already.
    public boolean follow(ActorId reader, String tag) {
        return database.write(tx -> {
            if (store.among(tx, reader, List.of(tag)).isEmpty()) {
                if (store.count(tx, reader) >= MAX) {
                    return false;
                }
                store.add(tx, ids.next(), reader, tag);
                store.backfill(tx, reader, tag);
            }
            return true;
        });
    }

    /// Takes from the home what stood there for this tag alone.
    public void unfollow(ActorId reader, String tag) {
        database.write(tx -> {
            if (store.remove(tx, reader, tag)) {
                store.clear(tx, reader, tag);
            }
            return true;
        });
    }

    /// The newest first.
    public Slice<String> of(ActorId reader, Page page) {
        return Slice.of(database.read(tx -> store.page(tx, reader, page)), FollowedTagStore.Row::id)
                .map(rows -> rows.stream().map(FollowedTagStore.Row::tag).toList());
    }

    /// Which of these somebody follows.
    public Set<String> among(ActorId reader, Collection<String> tags) {
        return tags.isEmpty() ? Set.of() : database.read(tx -> store.among(tx, reader, tags));
    }

    /// How far the next readers of this post's tags go after `after`, in the order in which they began to follow.
    HomeStore.Fan next(Tx tx, PostId post, long after, int limit) {
        return store.next(tx, post, after, limit);
    }

    void fanOut(Tx tx, PostId post, long after, long until) {
        store.fanOut(tx, post, after, until);
    }
}
