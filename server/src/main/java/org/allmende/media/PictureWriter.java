// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.FileImageOutputStream;

/// Encodes a picture and nothing beside it.
final class PictureWriter {

    /// Where eyes stop to see a difference.
    private static final float JPEG_QUALITY = 0.85f;

    /// Screenshots and drawings stay exact; what needs more than this is a photo that somebody saved as PNG.
    private static final long EXACT_BYTES_MAX = 1_500_000;

    private PictureWriter() {}

    /// Writes `file` and says what it is. Transparent pictures become PNG, exact ones where they stay small, all
    /// others JPEG.
    static Format write(BufferedImage picture, boolean exact, Path file) throws IOException {
        var transparent = Pixels.transparent(picture);
        var page = transparent ? picture : Pixels.opaque(picture);
        if (transparent || exact) {
            write(page, Format.PNG, file);
            if (transparent || Files.size(file) <= EXACT_BYTES_MAX) {
                return Format.PNG;
            }
        }
        write(page, Format.JPEG, file);
        return Format.JPEG;
    }

    private static void write(BufferedImage picture, Format kind, Path file) throws IOException {
        Files.deleteIfExists(file);
        var writer = ImageIO.getImageWritersByMIMEType(kind.type()).next();
        try (var out = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            if (kind == Format.JPEG) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(JPEG_QUALITY);
            }
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
    }
}
