// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/// What a file says about its picture before anything is decoded.
///
/// `size` is that of the stored pixels, `turn` (EXIF orientation, 1 to 8) how they are to be held, `profile` the
/// colour profile that is still to be applied. `bytesPerPixel` is what decoding takes in memory for each pixel that
/// is kept. `parts` is the file without what its decoder does not need. `lossless` is what we decode by ourselves: of a
/// WebP file, the whole picture where `parts` is empty, else its transparency.
record PictureHeader(
        Format format,
        Extent size,
        int turn,
        byte[] profile,
        int bytesPerPixel,
        boolean animated,
        List<ByteBuffer> parts,
        ByteBuffer lossless) {

    /// More than any telephone's camera; the decoders' tables and rows stay small below it.
    static final int SIDE_MAX = 16_384;

    static final long PIXELS_MAX = 50_000_000;

    /// Real profiles have up to some hundred kilobytes.
    static final int PROFILE_MAX = 1_000_000;

    static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    static PictureHeader read(ByteBuffer file) throws Refusal {
        var format = Format.of(file)
                .orElseThrow(() -> new Refusal(
                        "media.not_a_picture", "This is not a picture in a format we know: JPEG, PNG, GIF or WebP."));
        try {
            var header = switch (format) {
                case JPEG -> JpegHeader.read(file);
                case PNG -> PngHeader.read(file);
                case GIF -> GifHeader.read(file);
                case WEBP -> WebpHeader.read(file);
            };
            check(header.size);
            return header;
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException _) {
            throw damaged();
        }
    }

    static void check(Extent size) throws Refusal {
        if (size.width() < 1 || size.height() < 1) {
            throw damaged();
        }
        if (size.longSide() > SIDE_MAX) {
            throw new Refusal("media.too_large", "This picture is longer than %,d pixels.".formatted(SIDE_MAX));
        }
        if (size.pixels() > PIXELS_MAX) {
            throw new Refusal(
                    "media.too_large", "This picture has more than %d megapixels.".formatted(PIXELS_MAX / 1_000_000));
        }
    }

    static Refusal damaged() {
        return new Refusal("media.damaged", "This picture is damaged or incomplete.");
    }

    static Refusal rare() {
        return new Refusal("media.rare", "This is a rare kind of JPEG that we cannot read.");
    }

    /// The size as it is looked at.
    Extent shown() {
        return turn > 4 ? size.turned() : size;
    }
}
