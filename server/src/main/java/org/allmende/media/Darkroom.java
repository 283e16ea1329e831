// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes of any file that claims to be a picture two that are one. Foreign pictures go the same way as uploads: what
/// we serve was written by us, whatever somebody hid in the original.
final class Darkroom {

    private final MediaFolder folder;
    private final Pictures pictures = new Pictures();

    Darkroom(MediaFolder folder) {
        this.folder = folder;
    }

    Developed develop(Path source, String purpose) throws IOException, Refusal {
        var bench = folder.freshFolder();
        try {
            return Developed.on(bench, pictures.prepare(source, bench, target(purpose)));
        } finally {
            // Both files are there, or none.
            if (!Files.exists(bench.resolve(Pictures.ORIGINAL))) {
                Files.delete(bench);
            }
        }
    }

    private static Target target(String purpose) {
        return switch (purpose) {
            case MediaStore.AVATAR -> Target.AVATAR;
            case MediaStore.HEADER -> Target.HEADER;
            case MediaStore.EMOJI -> Target.EMOJI;
            case MediaStore.PREVIEW -> Target.PREVIEW;
            default -> Target.ATTACHMENT;
        };
    }
}
