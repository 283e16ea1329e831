// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.allmende.database.Database;

/// Foreign films and sounds, brought here as they are when somebody first plays one, or passed on where they are too
/// large to be kept or the owner keeps nothing. Their home sees us, and never a reader.
final class ForeignFilms {

    private static final System.Logger LOG = System.getLogger("media");

    /// Fetched to be kept, at once. More are passed on.
    private static final int DOWNLOADS_MAX = 4;

    private static final int DOWNLOADS_PER_HOST = 2;

    private static final Duration DOWNLOAD_WITHIN = Duration.ofMinutes(10);

    /// Passed on, at once. Each may hold a connection for as long as somebody watches.
    private static final int PASSAGES_MAX = 32;

    private static final int PASSAGES_PER_HOST = 8;

    /// What is known of a film that is passed on, so that not each part of it is preceded by another look.
    private static final Duration BEGINNING_KEPT = Duration.ofHours(1);

    private static final int BEGINNINGS_MAX = 10_000;
    private static final Duration BEGINNING_WITHIN = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;
    private final Clock clock;
    private final MediaFolder folder;
    private final Shelf shelf;
    private final Attic attic;
    private final Fetcher fetcher;
    private final Failures failures;
    private final MediaStore media = new MediaStore();
    private final Turns downloads = new Turns(DOWNLOADS_MAX, DOWNLOADS_PER_HOST);
    private final Turns passages = new Turns(PASSAGES_MAX, PASSAGES_PER_HOST);
    private final Map<Attempt, Download> running = new ConcurrentHashMap<>();
    private final Cache<Attempt, Boolean> tooLarge;
    private final AsyncCache<Attempt, Passage.Beginning> beginnings;

    ForeignFilms(
            Database database,
            Clock clock,
            MediaFolder folder,
            Shelf shelf,
            Attic attic,
            Fetcher fetcher,
            Failures failures) {
        this.database = database;
        this.clock = clock;
        this.folder = folder;
        this.shelf = shelf;
        this.attic = attic;
        this.fetcher = fetcher;
        this.failures = failures;
        this.tooLarge = remembering(clock).build();
        this.beginnings =
                remembering(clock).executor(Thread::startVirtualThread).buildAsync();
    }

    private static Caffeine<Object, Object> remembering(Clock clock) {
        return Caffeine.newBuilder()
                .maximumSize(BEGINNINGS_MAX)
                .expireAfterWrite(BEGINNING_KEPT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    }

    Optional<Opened> open(Media wanted) {
        var attempt = Attempt.at(wanted);
        if (failures.resting(attempt)) {
            return Optional.empty();
        }
        if (!attic.open() || tooLarge.getIfPresent(attempt) != null) {
            return passed(attempt);
        }
        var fresh = new AtomicReference<Download>();
        var download = running.computeIfAbsent(attempt, _ -> {
            fresh.set(new Download(clock));
            return fresh.get();
        });
        if (download.equals(fresh.get())) {
            start(wanted, attempt, download);
        }
        return switch (download.begun()) {
            case COMING, HERE -> Optional.of(download);
            case ELSEWHERE -> stored(wanted).or(() -> passed(attempt));
            case FAILED -> Optional.empty();
            case ASKED -> Optional.of(new Opened.Busy());
        };
    }

    private Optional<Opened> stored(Media wanted) {
        return database.read(tx -> media.find(tx, wanted.id()))
                .flatMap(one -> shelf.file(one, Size.ORIGINAL))
                .map(Function.identity());
    }

    private void start(Media wanted, Attempt attempt, Download download) {
        if (stored(wanted).isPresent()) {
            // Another was done with it between our look and our turn.
            end(attempt, download, Download.State.ELSEWHERE);
        } else if (downloads.take(attempt.host(), Duration.ZERO)) {
            Thread.ofVirtual().name("film").start(() -> {
                try {
                    end(attempt, download, brought(wanted, attempt, download));
                } finally {
                    end(attempt, download, Download.State.FAILED);
                    downloads.give(attempt.host());
                }
            });
        } else {
            end(attempt, download, Download.State.ELSEWHERE);
        }
    }

    private void end(Attempt attempt, Download download, Download.State state) {
        if (running.remove(attempt, download)) {
            download.end(state);
        }
    }

    private Download.State brought(Media wanted, Attempt attempt, Download download) {
        try {
            var file = folder.fresh();
            try {
                var bytesMax = attic.shareBytes();
                fetcher.fetch(
                        attempt.url(),
                        Fetcher.Wish.whole(DOWNLOAD_WITHIN),
                        (arrival, body) -> download.take(arrival, body, file, bytesMax));
                attic.keep(wanted, file, download);
                failures.forget(attempt);
                return Download.State.HERE;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "no copy of " + attempt.url(), e);
            if (download.tooLarge()) {
                tooLarge.put(attempt, true);
                return Download.State.ELSEWHERE;
            }
            if (!download.abandoned()) {
                failures.add(attempt);
            }
            return Download.State.FAILED;
        }
    }

    private Optional<Opened> passed(Attempt attempt) {
        try {
            return Optional.of(beginnings
                    .get(attempt, this::beginning)
                    .<Opened>thenApply(beginning -> new Passage(attempt, beginning, fetcher, passages))
                    .join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof Crowd) {
                return Optional.of(new Opened.Busy());
            }
            return Optional.empty();
        }
    }

    private static final class Crowd extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private Passage.Beginning beginning(Attempt attempt) {
        if (!passages.take(attempt.host(), PATIENCE)) {
            throw new Crowd();
        }
        try {
            var found = new AtomicReference<Passage.Beginning>();
            fetcher.fetch(
                    attempt.url(), Fetcher.Wish.part(0, FilmFormat.MAGIC_LENGTH, BEGINNING_WITHIN), (arrival, body) -> {
                        var mime = FilmFormat.of(body.readNBytes(FilmFormat.MAGIC_LENGTH))
                                .orElseThrow(() -> new IOException("neither a film nor a sound"));
                        if (arrival.total().orElse(0) > Passage.BYTES_MAX) {
                            throw new IOException("longer than any film");
                        }
                        found.set(new Passage.Beginning(mime, arrival.part() ? arrival.total() : OptionalLong.empty()));
                    });
            return Optional.ofNullable(found.get()).orElseThrow(() -> new IOException("nothing came"));
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "not passed on: " + attempt.url(), e);
            failures.add(attempt);
            throw new CompletionException(e);
        } finally {
            passages.give(attempt.host());
        }
    }
}
