// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.allmende.base.ActorId;
import org.allmende.base.MediaId;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Settings;
import org.allmende.database.Tx;
import org.allmende.database.Work;

/// Where copies of foreign files are kept, within the bound that the owner set. Who was not looked at for longest gives
/// way.
final class Attic {

    private static final String SHRINK = "media.shrink";

    /// A new copy pushes out few old ones; more are left to the next.
    private static final int EVICTED_AT_ONCE = 100;

    /// One film must not push out everything else: what is larger than this part of the room is not kept.
    private static final int SHARES = 8;

    private final Database database;
    private final Settings settings;
    private final Clock clock;
    private final MediaFolder folder;
    private final Shelf shelf;
    private final CacheStore cached = new CacheStore();

    Attic(Database database, Settings settings, Clock clock, MediaFolder folder, Shelf shelf) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.folder = folder;
        this.shelf = shelf;
    }

    void work(Jobs jobs) {
        jobs.does(SHRINK, Work.inside((_, _) -> {
            shrink();
            return JobEnd.DONE;
        }));
    }

    boolean open() {
        return settings.get(MediaLibrary.FOREIGN_KEPT) == Keeping.STORE;
    }

    /// The largest film that is kept.
    long shareBytes() {
        return settings.get(MediaLibrary.CACHE_BYTES_MAX) / SHARES;
    }

    long bytes(Tx tx) {
        return cached.bytes(tx);
    }

    /// What is beyond the bound after a change of the owner's mind is gone soon after.
    void shrinkLater(Tx tx) {
        tx.later(Job.of(SHRINK, ""));
    }

    /// Lets go of what is beyond the bound.
    void shrink() {
        int evicted;
        do {
            evicted = database.write(tx -> makeRoom(tx, new MediaId(0)));
        } while (evicted > 0);
    }

    void keep(Media wanted, Developed picture) throws IOException {
        var files = picture.settled(folder);
        var kept = picture.kept(files);
        shelf.expect(files.keySet());
        database.write(tx -> {
            shelf.place(tx, files);
            // Erased or changed while it was on its way: then the files are nobody's, and the night takes them.
            if (cached.keep(tx, wanted, kept, today())) {
                settle(tx, wanted.id());
            }
            return true;
        });
    }

    /// The same for a film, which stays as it is. Where it lies from now on is told before it is moved.
    void keep(Media wanted, Path film, Download download) throws IOException {
        folder.settle(film);
        var bytes = Files.size(film);
        var name = folder.name(film);
        var files = new TreeMap<String, Path>();
        files.put(name, film);
        shelf.expect(files.keySet());
        download.movesTo(folder.path(name));
        database.write(tx -> {
            shelf.place(tx, files);
            if (cached.keepFilm(tx, wanted, name, download.mime(), bytes, today())) {
                settle(tx, wanted.id());
            }
            return true;
        });
    }

    private void settle(Tx tx, MediaId newest) {
        if (open(tx)) {
            makeRoom(tx, newest);
        } else {
            // The owner changed their mind while it was on its way. Who reads it now still can.
            shrinkLater(tx);
        }
    }

    private boolean open(Tx tx) {
        return settings.get(tx, MediaLibrary.FOREIGN_KEPT) == Keeping.STORE;
    }

    private int makeRoom(Tx tx, MediaId newest) {
        var bytesMax = open(tx) ? settings.get(tx, MediaLibrary.CACHE_BYTES_MAX) : 0;
        var excess = cached.bytes(tx) - bytesMax;
        var evicted = new ArrayList<Media>();
        if (excess > 0) {
            for (var one : cached.longestUnseen(tx, EVICTED_AT_ONCE)) {
                if (excess > 0 && !one.id().equals(newest)) {
                    excess -= one.bytes();
                    evicted.add(one);
                }
            }
            cached.evict(tx, evicted);
            shelf.forget(tx, evicted);
        }
        return evicted.size();
    }

    /// Foreign media of this owner whose being hidden or shown has to change.
    List<Media> of(Tx tx, ActorId owner, boolean hidden, int limit) {
        return cached.of(tx, owner, !hidden, limit);
    }

    List<Media> of(Tx tx, String domain, boolean hidden, int limit) {
        return cached.of(tx, domain, !hidden, limit);
    }

    int hide(Tx tx, List<Media> some, boolean hidden) {
        if (hidden) {
            cached.hide(tx, some);
            shelf.forget(tx, some);
        } else {
            cached.show(tx, some);
        }
        return some.size();
    }

    /// Notes that a copy was looked at, at most once a day.
    void seen(MediaId id) {
        if (database.read(tx -> cached.seenBefore(tx, id, today()))) {
            database.write(tx -> {
                cached.seen(tx, id, today());
                return true;
            });
        }
    }

    private long today() {
        return Duration.ofMillis(clock.millis()).toDays();
    }
}
