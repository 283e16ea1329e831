// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// Whom a member does not want to hear, and what they note about somebody: private, so no activities.
public final class Mutes {

    public static final int NOTE_MAX = 2_000;

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final People people;
    private final MuteStore mutes = new MuteStore();

    public Mutes(Database database, Ids ids, Clock clock, People people) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.people = people;
    }

    /// Mutes, for a while or until unmuted. `notifications` mutes those too.
    public void mute(ActorId actor, ActorId target, boolean notifications, Optional<Duration> howLong) {
        if (actor.equals(target)) {
            return;
        }
        var until = howLong.filter(Duration::isPositive).map(clock.instant()::plus);
        write(tx -> mutes.put(tx, ids.next(), actor, target, notifications, until));
    }

    public void unmute(ActorId actor, ActorId target) {
        write(tx -> mutes.remove(tx, actor, target));
    }

    public Slice<Person> muted(ActorId actor, Page page) {
        return database.read(tx -> people.slice(tx, mutes.of(tx, actor, page, clock.instant())));
    }

    /// Keeps a private note; an empty one is forgotten. Only the first [#NOTE_MAX] characters are kept.
    public void note(ActorId actor, ActorId target, String text) {
        var kept = text.strip();
        write(tx -> {
            if (kept.isEmpty()) {
                mutes.removeNote(tx, actor, target);
            } else {
                var end = kept.codePointCount(0, kept.length()) <= NOTE_MAX
                        ? kept.length()
                        : kept.offsetByCodePoints(0, NOTE_MAX);
                mutes.note(tx, actor, target, kept.substring(0, end));
            }
        });
    }

    private void write(java.util.function.Consumer<Tx> change) {
        database.write(tx -> {
            change.accept(tx);
            return true;
        });
    }

    /// Nightly: forgets mutes that are over.
    public void tidy(Tx tx) {
        mutes.removeEnded(tx, clock.instant());
    }
}
