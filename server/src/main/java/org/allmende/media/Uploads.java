// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Settings;

/// Takes pictures from members.
final class Uploads {

    /// Who uploads and uploads without ever posting fills the disk.
    private static final int LOOSE_MAX = 100;

    private final Database database;
    private final Settings settings;
    private final Ids ids;
    private final Clock clock;
    private final MediaFolder folder;
    private final Shelf shelf;
    private final Darkroom darkroom;
    private final MediaStore media = new MediaStore();

    Uploads(
            Database database,
            Settings settings,
            Ids ids,
            Clock clock,
            MediaFolder folder,
            Shelf shelf,
            Darkroom darkroom) {
        this.database = database;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        this.folder = folder;
        this.shelf = shelf;
        this.darkroom = darkroom;
    }

    Media take(Path file, MediaStore.Upload upload) throws Refusal {
        try {
            refuseTooMuch(file, upload.owner());
            try (var picture = darkroom.develop(file, upload.purpose())) {
                var files = picture.settled(folder);
                var kept = picture.kept(files);
                shelf.expect(files.keySet());
                var id = ids.media();
                return database.write(tx -> {
                    shelf.place(tx, files);
                    media.insert(tx, id, MediaStore.freshSecret(), upload, kept, clock.instant());
                    return media.find(tx, id).orElseThrow();
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an upload cannot be kept", e);
        }
    }

    private void refuseTooMuch(Path file, ActorId owner) throws Refusal, IOException {
        long bytesMax = settings.get(MediaLibrary.UPLOAD_BYTES_MAX);
        if (Files.size(file) > bytesMax) {
            throw new Refusal("media.too_large", "A file has at most " + (bytesMax >> 20) + " MiB here.");
        }
        if (database.read(tx -> media.looseOf(tx, owner)) >= LOOSE_MAX) {
            throw new Refusal(
                    "media.too_many_unused",
                    "You have uploaded " + LOOSE_MAX + " files that no post shows. Post some, or wait a day.");
        }
    }
}
