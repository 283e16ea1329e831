// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Hashes;
import org.allmende.http.Upload;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.media.Refusal;

/// Hands files that came with a form to the media room, by way of a folder that is swept at each start.
final class Uploads {

    private static final int NAME_BYTES = 12;

    private final MediaLibrary library;
    private final Path spool;

    Uploads(MediaLibrary library, Path spool) {
        this.library = library;
        this.spool = spool;
    }

    @FunctionalInterface
    interface Use<R> {

        R of(Path file) throws Refusal;
    }

    Media take(ActorId owner, Upload upload, String description) throws Refusal {
        return with(upload, file -> library.upload(owner, file, description, Optional.empty()));
    }

    <R> R with(Upload upload, Use<R> use) throws Refusal {
        var file = spool.resolve("upload-" + Hashes.secret(NAME_BYTES));
        try {
            upload.copyTo(file);
            return use.of(file);
        } finally {
            remove(file);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
