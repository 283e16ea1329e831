// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.Emoji;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Database;

/// What the owners tell everybody here: read, put away and answered with emoji by the members. It never leaves.
public final class Announcements {

    /// Something about an announcement changed: it was said or said better, answered with `emoji`, or taken down.
    record Said(long id) {}

    record Answered(long id, Emoji emoji) {}

    record TakenDown(long id) {}

    /// More at once nobody reads.
    public static final int COUNT_MAX = 50;

    /// So many different emoji fit under one.
    public static final int EMOJI_MAX = 8;

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final Function<String, String> html;
    private final AnnouncementStore store = new AnnouncementStore();

    /// `html` makes what owners type into safe HTML.
    public Announcements(Database database, Ids ids, Clock clock, Function<String, String> html) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.html = html;
        database.within(Accomplished.class, (tx, news) -> {
            if (news.activity() instanceof Activity.EraseActor erase && news.local()) {
                store.forget(tx, erase.actor());
            }
        });
    }

    /// What holds now, the newest first.
    public List<Announcement> of(ActorId reader) {
        return database.read(tx -> store.list(tx, reader, clock.instant(), COUNT_MAX));
    }

    public Optional<Announcement> find(ActorId reader, long id) {
        return database.read(tx -> store.find(tx, reader, id, clock.instant()));
    }

    public long unread(ActorId reader) {
        return database.read(tx -> store.unread(tx, reader, clock.instant()));
    }

    /// Tells everybody, until it ends or is taken down.
    public long say(String source, Optional<Instant> ends) {
        var id = ids.next();
        return database.write(tx -> {
            store.add(tx, id, source, html.apply(source), ends, clock.instant());
            tx.afterCommit(new Said(id));
            return id;
        });
    }

    public boolean change(long id, String source) {
        return database.write(tx -> {
            var changed = store.change(tx, id, source, html.apply(source), clock.instant());
            if (changed) {
                tx.afterCommit(new Said(id));
            }
            return changed;
        });
    }

    public boolean takeDown(long id) {
        return database.write(tx -> {
            var gone = store.remove(tx, id);
            if (gone) {
                tx.afterCommit(new TakenDown(id));
            }
            return gone;
        });
    }

    /// Puts it away. False when there is none.
    public boolean dismiss(ActorId reader, long id) {
        return database.write(tx -> {
            var there = store.find(tx, reader, id, clock.instant()).isPresent();
            if (there) {
                store.read(tx, reader, id);
            }
            return there;
        });
    }

    /// Answers with an emoji. False when there are as many different ones as fit.
    public boolean react(ActorId reader, long id, Emoji emoji) {
        return database.write(tx -> {
            var answers = store.find(tx, reader, id, clock.instant())
                    .map(Announcement::answers)
                    .orElse(List.of());
            var fits = answers.size() < EMOJI_MAX
                    || answers.stream().anyMatch(one -> one.emoji().equals(emoji));
            if (fits && store.react(tx, reader, id, emoji)) {
                tx.afterCommit(new Answered(id, emoji));
            }
            return fits;
        });
    }

    public void unreact(ActorId reader, long id, Emoji emoji) {
        database.write(tx -> {
            if (store.unreact(tx, reader, id, emoji)) {
                tx.afterCommit(new Answered(id, emoji));
            }
            return true;
        });
    }
}
