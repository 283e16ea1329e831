// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// Decodes, as small as it may be and no larger than memory allows.
final class PictureReader {

    /// Decoding takes at most this much of the heap, whatever the picture: a home box runs in 128 MB of it. Twelve
    /// megapixels, what telephones take, fit in whole.
    private static final long DECODED_BYTES_MAX = 52_000_000;

    private PictureReader() {}

    /// The picture with all its pixels, or with every second, third … in both directions where it is much larger than
    /// `wanted` (in the orientation of the file).
    static BufferedImage read(PictureHeader header, Extent wanted) throws Refusal {
        try {
            var step = step(header, wanted);
            if (header.parts().isEmpty()) {
                return lossless(header);
            }
            var alpha =
                    header.lossless().hasRemaining() ? WebpAlpha.read(header.lossless(), header.size()) : new byte[0];
            var decoded = decoded(header, step);
            return alpha.length == 0
                    ? decoded
                    : Pixels.veiled(decoded, alpha, header.size().width(), step);
        } catch (IOException | RuntimeException _) {
            // Decoders throw whatever comes to hand when a file is hostile or broken.
            throw PictureHeader.damaged();
        }
    }

    private static BufferedImage lossless(PictureHeader header) throws Refusal {
        var picture = Pixels.empty(header.size(), true);
        var pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        WebpLossless.decode(header.lossless(), header.size(), pixels);
        return picture;
    }

    private static BufferedImage decoded(PictureHeader header, int step) throws IOException, Refusal {
        var reader = ImageIO.getImageReadersByMIMEType(header.format().type()).next();
        try (var in = new Slices(header.parts())) {
            reader.setInput(in, false, true);
            check(reader, header);
            var how = reader.getDefaultReadParam();
            how.setSourceSubsampling(step, step, 0, 0);
            var decoded = Pixels.plain(reader.read(0, how));
            return header.format() == Format.GIF ? onScreen(decoded, reader, header.size(), step) : decoded;
        } finally {
            reader.dispose();
        }
    }

    private static int step(PictureHeader header, Extent wanted) {
        var size = header.size();
        // Twice as fine as wanted leaves enough to average over.
        int step = Math.max(1, Math.min(size.width() / (2 * wanted.width()), size.height() / (2 * wanted.height())));
        while (size.pixels() / ((long) step * step) * header.bytesPerPixel() > DECODED_BYTES_MAX) {
            step++;
        }
        return step;
    }

    // The decoder reads the header again; were it to see another size than we did, our bound would be none.
    private static void check(ImageReader reader, PictureHeader header) throws IOException, Refusal {
        var seen = new Extent(reader.getWidth(0), reader.getHeight(0));
        var fits = header.format() == Format.GIF
                ? seen.width() <= header.size().width()
                        && seen.height() <= header.size().height()
                : seen.equals(header.size());
        if (!fits) {
            throw PictureHeader.damaged();
        }
    }

    // The first frame of a GIF may cover a part of the screen only.
    private static BufferedImage onScreen(BufferedImage frame, ImageReader reader, Extent screen, int step)
            throws IOException {
        var tree = reader.getImageMetadata(0).getAsTree("javax_imageio_gif_image_1.0");
        var place = tree.getFirstChild().getAttributes();
        var left = Integer.parseInt(place.getNamedItem("imageLeftPosition").getNodeValue()) / step;
        var top = Integer.parseInt(place.getNamedItem("imageTopPosition").getNodeValue()) / step;
        var size = new Extent(Math.ceilDiv(screen.width(), step), Math.ceilDiv(screen.height(), step));
        if (size.equals(new Extent(frame.getWidth(), frame.getHeight()))) {
            return frame;
        }
        return Pixels.onEmpty(frame, size, left, top);
    }
}
