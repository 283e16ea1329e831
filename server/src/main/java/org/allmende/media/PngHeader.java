// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Walks the chunks of a PNG file to its end, and keeps those that make the picture.
final class PngHeader {

    /// The largest number of chunks: an encoder that writes 50 megapixels in pieces of 4 kB stays below.
    private static final int CHUNKS_MAX = 100_000;

    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504C5445;
    private static final int TRNS = 0x74524E53;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int ICCP = 0x69434350;
    private static final int SRGB = 0x73524742;
    private static final int EXIF = 0x65584966;
    private static final int FRAME_LENGTH = 12;

    private PngHeader() {}

    static PictureHeader read(ByteBuffer file) throws Refusal {
        var parts = new ArrayList<ByteBuffer>(List.of(file.slice(0, 8)));
        var profile = new byte[0];
        int turn = Exif.UPRIGHT;
        int at = 8;
        if (file.getInt(at + 4) != IHDR) {
            throw PictureHeader.damaged();
        }
        var size = new Extent(file.getInt(at + 8), file.getInt(at + 12));
        int bytesPerPixel = bytesPerPixel(file.get(at + 16), file.get(at + 17));
        for (int chunk = 0; ; chunk++) {
            int length = file.getInt(at);
            int type = file.getInt(at + 4);
            if (length < 0 || chunk > CHUNKS_MAX || length > file.limit() - at - FRAME_LENGTH) {
                throw PictureHeader.damaged();
            }
            var body = file.slice(at + 8, length);
            switch (type) {
                case IHDR, PLTE, TRNS, IDAT, IEND -> parts.add(file.slice(at, length + FRAME_LENGTH));
                case ICCP -> profile = profile(body);
                case SRGB -> profile = new byte[0];
                case EXIF -> turn = Exif.orientation(body);
                default -> {}
            }
            if (type == IEND) {
                return new PictureHeader(
                        Format.PNG, size, turn, profile, bytesPerPixel, false, parts, PictureHeader.NOTHING);
            }
            at += length + FRAME_LENGTH;
        }
    }

    /// What the decoder makes of a pixel, and, for all but the plainest, the plain copy that is made of that.
    private static int bytesPerPixel(int depth, int colours) throws Refusal {
        var deep = depth == 16 ? 2 : 1;
        return switch (colours) {
            case 0, 3 -> deep + 4;
            case 2 -> deep == 1 ? 3 : 10;
            case 4 -> 2 * deep + 4;
            case 6 -> deep == 1 ? 4 : 12;
            default -> throw PictureHeader.damaged();
        };
    }

    private static byte[] profile(ByteBuffer chunk) {
        int at = 0;
        while (chunk.get(at) != 0) {
            at++;
        }
        try (var inflater = new Inflater()) {
            inflater.setInput(chunk.slice(at + 2, chunk.limit() - at - 2));
            var out = new ByteArrayOutputStream();
            var buffer = new byte[8_192];
            int count;
            while (out.size() < PictureHeader.PROFILE_MAX && (count = inflater.inflate(buffer)) > 0) {
                out.write(buffer, 0, count);
            }
            return inflater.finished() ? out.toByteArray() : new byte[0];
        } catch (DataFormatException _) {
            return new byte[0];
        }
    }
}
