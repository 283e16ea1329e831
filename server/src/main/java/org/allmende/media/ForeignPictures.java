// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.allmende.base.MediaId;
import org.allmende.database.Database;

/// Foreign pictures, fetched when somebody first looks at one, and made anew. So a reader's address is not told to
/// every server of the network, and a picture outlives the short troubles of its home.
final class ForeignPictures {

    private static final System.Logger LOG = System.getLogger("media");

    /// As much as large servers allow for a picture.
    static final long BYTES_MAX = 16L << 20;

    /// Emoji come by the hundred.
    private static final long EMOJI_BYTES_MAX = 2L << 20;

    private static final int CHUNK_BYTES = 16 * 1024;

    /// A page of strangers must not open a connection for each of them at once.
    private static final int FETCHES_MAX = 8;

    private static final int FETCHES_PER_HOST = 4;

    /// Who waits longer than this for a turn had better come again.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration WITHIN = Duration.ofSeconds(30);

    /// What became of one fetch, for all who waited for it.
    private interface Brought {
        Optional<Opened> in(Size size);
    }

    private static final Brought NOTHING = _ -> Optional.empty();

    private final Database database;
    private final MediaFolder folder;
    private final Darkroom darkroom;
    private final Attic attic;
    private final Fetcher fetcher;
    private final Failures failures;
    private final Function<Media, Brought> stored;
    private final CacheStore cached = new CacheStore();
    private final MediaStore media = new MediaStore();
    private final Passing passing = new Passing();
    private final Turns turns = new Turns(FETCHES_MAX, FETCHES_PER_HOST);
    private final Map<Attempt, CompletableFuture<Brought>> running = new ConcurrentHashMap<>();

    ForeignPictures(
            Database database,
            MediaFolder folder,
            Shelf shelf,
            Darkroom darkroom,
            Attic attic,
            Fetcher fetcher,
            Failures failures) {
        this.database = database;
        this.folder = folder;
        this.darkroom = darkroom;
        this.attic = attic;
        this.fetcher = fetcher;
        this.failures = failures;
        this.stored = one -> size -> shelf.file(one, size).map(Function.identity());
    }

    /// Brings a picture here. Who asks for the same while it is on its way waits with the first.
    Optional<Opened> open(Media wanted, Size size) {
        var attempt = Attempt.at(wanted);
        var held = passing.find(attempt, size);
        if (held.isPresent()) {
            return held.map(Function.identity());
        }
        if (failures.resting(attempt)) {
            return Optional.empty();
        }
        var mine = new CompletableFuture<Brought>();
        var other = running.putIfAbsent(attempt, mine);
        if (other != null) {
            return other.join().in(size);
        }
        var brought = NOTHING;
        try {
            brought = brought(wanted, attempt);
        } finally {
            running.remove(attempt);
            mine.complete(brought);
        }
        return brought.in(size);
    }

    private Brought brought(Media wanted, Attempt attempt) {
        // Another may have been done with it between our look and our turn.
        var here = find(wanted.id()).filter(one -> one.file().isPresent());
        if (here.isPresent()) {
            return stored.apply(here.get());
        }
        if (!turns.take(attempt.host(), PATIENCE)) {
            return _ -> Optional.of(new Opened.Busy());
        }
        try {
            var brought = fetched(wanted, attempt);
            failures.forget(attempt);
            return brought;
        } catch (IOException | Refusal | IllegalArgumentException e) {
            // The last for addresses that look like one to everybody but the client.
            LOG.log(System.Logger.Level.DEBUG, "no copy of " + attempt.url(), e);
            failures.add(attempt);
            return NOTHING;
        } finally {
            turns.give(attempt.host());
        }
    }

    private Brought fetched(Media wanted, Attempt attempt) throws IOException, Refusal {
        var source = folder.fresh();
        try {
            var purpose = database.read(tx -> cached.purpose(tx, wanted.id()));
            var bytesMax = purpose.equals(MediaStore.EMOJI) ? EMOJI_BYTES_MAX : BYTES_MAX;
            fetcher.fetch(
                    attempt.url(),
                    Fetcher.Wish.whole(WITHIN),
                    (arrival, body) -> write(arrival, body, source, bytesMax));
            var picture = darkroom.develop(source, purpose);
            return attic.open() ? kept(wanted, picture) : passed(attempt, picture);
        } finally {
            Files.deleteIfExists(source);
        }
    }

    private static void write(Fetcher.Arrival arrival, InputStream body, Path file, long bytesMax) throws IOException {
        if (arrival.total().orElse(0) > bytesMax) {
            throw new IOException("a picture of more than " + bytesMax + " bytes");
        }
        try (var out = Files.newOutputStream(file)) {
            var chunk = new byte[CHUNK_BYTES];
            var total = 0L;
            for (var read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                total += read;
                if (total > bytesMax) {
                    throw new IOException("a picture of more than " + bytesMax + " bytes");
                }
                out.write(chunk, 0, read);
            }
        }
    }

    private Brought kept(Media wanted, Developed picture) throws IOException {
        try (picture) {
            attic.keep(wanted, picture);
        }
        return find(wanted.id()).map(stored).orElse(NOTHING);
    }

    private Brought passed(Attempt attempt, Developed picture) throws IOException {
        passing.hold(attempt, picture);
        return size -> passing.find(attempt, size).map(Function.identity());
    }

    private Optional<Media> find(MediaId id) {
        return database.read(tx -> media.find(tx, id));
    }

    /// Lets go of what was only passed on.
    void clear() {
        passing.clear();
    }
}
