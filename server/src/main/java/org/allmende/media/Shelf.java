// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;

/// Puts files into the folder and takes them away, in step with the rows that name them: a file in use is never
/// missing, and one that nobody uses does not stay.
final class Shelf {

    private static final String FORGET = "media.forget";

    /// A night removes more by asking again; one question stays short.
    private static final int BATCH = 200;

    private final Database database;
    private final MediaFolder folder;
    private final MediaFileStore files = new MediaFileStore();

    Shelf(Database database, MediaFolder folder) {
        this.database = database;
        this.folder = folder;
    }

    void work(Jobs jobs) {
        jobs.does(FORGET, Work.inside((payload, _) -> {
            payload.lines().forEach(this::remove);
            return JobEnd.DONE;
        }));
    }

    /// Makes the names known before the files are placed: what a crash leaves in between is found by [#tidy].
    void expect(Collection<String> names) {
        database.write(tx -> {
            new TreeSet<>(names).forEach(name -> files.hold(tx, name));
            return true;
        });
    }

    /// Places settled files, in the transaction that writes the row which names them. In the order of the names, so
    /// that two who keep the same files do not wait for each other.
    void place(Tx tx, SortedMap<String, Path> settled) {
        settled.forEach((name, path) -> {
            files.hold(tx, name);
            try {
                folder.place(path, name);
            } catch (IOException e) {
                throw new UncheckedIOException("the media folder cannot be written", e);
            }
        });
    }

    /// Where a medium lies, if it does.
    Optional<StoredFile> file(Media one, Size size) {
        var name = switch (size) {
            case ORIGINAL -> one.file();
            case SMALL -> one.smallFile();
        };
        var mime = switch (size) {
            case ORIGINAL -> one.mime();
            case SMALL -> one.smallMime().orElse(one.mime());
        };
        return name.flatMap(folder::find)
                .map(path -> new StoredFile(path, mime, path.toFile().length()));
    }

    /// Leaves behind the work of removing files whose rows are gone with this transaction.
    void forget(Tx tx, Collection<Media> media) {
        var names = media.stream()
                .flatMap(one -> Stream.concat(one.file().stream(), one.smallFile().stream()))
                .distinct()
                .toList();
        if (!names.isEmpty()) {
            tx.later(Job.of(FORGET, String.join("\n", names)));
        }
    }

    // The row is held while others are asked about: who begins to use the same content waits, and then places it anew.
    private void remove(String name) {
        database.write(tx -> {
            files.hold(tx, name);
            if (!files.used(tx, name)) {
                files.delete(tx, name);
                try {
                    folder.delete(name);
                } catch (IOException e) {
                    throw new UncheckedIOException("a file cannot be removed from the media folder", e);
                }
            }
            return true;
        });
    }

    void tidy() {
        List<String> unused;
        do {
            unused = database.read(tx -> files.unused(tx, BATCH));
            unused.forEach(this::remove);
        } while (unused.size() == BATCH);
    }
}
