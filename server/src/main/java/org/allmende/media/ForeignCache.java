// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.allmende.base.MediaId;
import org.allmende.database.Database;
import org.allmende.database.Settings;
import org.allmende.database.Tx;

/// Copies of foreign pictures, made when somebody first looks at one. So a reader's address is not told to every server
/// of the network, and a picture outlives the short troubles of its home. Who was not looked at for longest gives way.
final class ForeignCache {

    private static final System.Logger LOG = System.getLogger("media");

    /// As much as large servers allow for a picture.
    static final long BYTES_MAX = 16L << 20;

    /// A page of strangers must not open a connection for each of them at once.
    private static final int FETCHES_MAX = 8;

    /// What failed is not tried again so soon: a page that is reloaded must not hammer a server in trouble.
    static final Duration FAILURE_REMEMBERED = Duration.ofMinutes(15);

    private static final int FAILURES_MAX = 10_000;

    /// A new picture pushes out few old ones; more are left to the next.
    private static final int EVICTED_AT_ONCE = 100;

    private record Attempt(MediaId id, String url) {}

    private final Database database;
    private final Settings settings;
    private final Clock clock;
    private final MediaFolder folder;
    private final Shelf shelf;
    private final Darkroom darkroom;
    private final Fetcher fetcher;
    private final CacheStore cached = new CacheStore();
    private final Cache<Attempt, Boolean> failures;
    private final Map<Attempt, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    private final Semaphore fetches = new Semaphore(FETCHES_MAX, true);

    ForeignCache(
            Database database,
            Settings settings,
            Clock clock,
            MediaFolder folder,
            Shelf shelf,
            Darkroom darkroom,
            Fetcher fetcher) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.folder = folder;
        this.shelf = shelf;
        this.darkroom = darkroom;
        this.fetcher = fetcher;
        this.failures = Caffeine.newBuilder()
                .maximumSize(FAILURES_MAX)
                .expireAfterWrite(FAILURE_REMEMBERED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /// Tries to bring a picture here. Whether it came is told by its row. Who asks for the same while it is on its way
    /// waits with the first.
    void bring(Media wanted) {
        var attempt = new Attempt(wanted.id(), wanted.remoteUrl().orElseThrow());
        if (failures.getIfPresent(attempt) != null) {
            return;
        }
        var mine = new CompletableFuture<Void>();
        var other = running.putIfAbsent(attempt, mine);
        if (other != null) {
            other.join();
            return;
        }
        try {
            if (!fetched(wanted, attempt.url)) {
                failures.put(attempt, true);
            }
        } finally {
            running.remove(attempt);
            mine.complete(null);
        }
    }

    private boolean fetched(Media wanted, String url) {
        fetches.acquireUninterruptibly();
        try {
            var source = folder.fresh();
            try {
                var purpose = database.read(tx -> cached.purpose(tx, wanted.id()));
                fetcher.fetch(url, source, BYTES_MAX);
                if (Files.size(source) > BYTES_MAX) {
                    return false;
                }
                try (var picture = darkroom.develop(source, purpose)) {
                    keep(wanted, picture);
                }
                return true;
            } finally {
                Files.deleteIfExists(source);
            }
        } catch (IOException | Refusal | IllegalArgumentException e) {
            // The last for addresses that look like one to everybody but the client.
            LOG.log(System.Logger.Level.DEBUG, "no copy of " + url, e);
            return false;
        } finally {
            fetches.release();
        }
    }

    private void keep(Media wanted, Developed picture) throws IOException {
        var files = picture.settled(folder);
        var kept = picture.kept(files);
        shelf.expect(files.keySet());
        database.write(tx -> {
            shelf.place(tx, files);
            // Erased or changed while it was on its way: then the files are nobody's, and the night takes them.
            if (cached.keep(tx, wanted, kept, today())) {
                makeRoom(tx, wanted.id());
            }
            return true;
        });
    }

    private void makeRoom(Tx tx, MediaId newest) {
        var excess = cached.bytes(tx) - settings.get(MediaLibrary.CACHE_BYTES_MAX);
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
