// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Walks the chunks of a WebP file. Of an animation, only its first frame counts.
///
/// Sizes must agree and there must be one picture: the decoder for lossy pictures would believe each chunk and decode
/// all of them. It gets a file of its own with that chunk alone.
final class WebpHeader {

    /// Lossless pictures and those with transparency are decoded whole before they can be made smaller.
    private static final long WHOLE_PIXELS_MAX = 13_000_000;

    private static final int CHUNKS_MAX = 10_000;
    private static final int VP8 = 0x20385056;
    private static final int VP8L = 0x4C385056;
    private static final int VP8X = 0x58385056;
    private static final int ALPH = 0x48504C41;
    private static final int ANMF = 0x464D4E41;
    private static final int ICCP = 0x50434349;
    private static final int EXIF = 0x46495845;
    private static final int ANIMATED = 0x02;
    private static final int CHUNK_HEAD = 8;
    private static final int LOSSLESS_HEAD = 5;

    /// The beginning of a file that ends when it ends, and something for the decoder to look ahead at.
    private static final ByteBuffer BEFORE =
            ByteBuffer.wrap("RIFF\377\377\377\177WEBP".getBytes(StandardCharsets.ISO_8859_1));

    private static final ByteBuffer AFTER = ByteBuffer.allocate(16);

    private final ByteBuffer file;
    private Extent size = new Extent(0, 0);
    private int turn = Exif.UPRIGHT;
    private int pictures;
    private boolean animated;
    private byte[] profile = new byte[0];
    private List<ByteBuffer> lossy = List.of();
    private ByteBuffer lossless = PictureHeader.NOTHING;

    private WebpHeader(ByteBuffer file) {
        this.file = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    static PictureHeader read(ByteBuffer file) throws Refusal {
        return new WebpHeader(file).read();
    }

    private PictureHeader read() throws Refusal {
        long end = Integer.toUnsignedLong(file.getInt(4)) + CHUNK_HEAD;
        if (end > file.limit()) {
            throw PictureHeader.damaged();
        }
        chunks(12, (int) end);
        if (pictures != 1) {
            throw PictureHeader.damaged();
        }
        PictureHeader.check(size);
        var whole = lossless.hasRemaining();
        if (whole && size.pixels() > WHOLE_PIXELS_MAX) {
            throw new Refusal(
                    "media.too_large",
                    "This picture has more than %d megapixels, too many for its kind of WebP."
                            .formatted(WHOLE_PIXELS_MAX / 1_000_000));
        }
        int bytesPerPixel = lossy.isEmpty() ? 4 : whole ? 8 : 3;
        return new PictureHeader(Format.WEBP, size, turn, profile, bytesPerPixel, animated, lossy, lossless);
    }

    private void chunks(int start, int end) throws Refusal {
        int at = start;
        for (int count = 0; at + CHUNK_HEAD <= end; count++) {
            long length = Integer.toUnsignedLong(file.getInt(at + 4));
            if (count > CHUNKS_MAX || length > end - at - CHUNK_HEAD) {
                throw PictureHeader.damaged();
            }
            chunk(file.getInt(at), at + CHUNK_HEAD, (int) length);
            at += CHUNK_HEAD + (int) (length + (length & 1));
        }
    }

    private void chunk(int type, int at, int length) throws Refusal {
        switch (type) {
            case VP8X -> {
                animated = (file.get(at) & ANIMATED) != 0;
                agree(new Extent(1 + threeBytes(at + 4), 1 + threeBytes(at + 7)));
            }
            case VP8 -> {
                pictures++;
                lossy = List.of(BEFORE, file.slice(at - CHUNK_HEAD, CHUNK_HEAD + length), AFTER);
                agree(new Extent(file.getShort(at + 6) & 0x3FFF, file.getShort(at + 8) & 0x3FFF));
            }
            case VP8L -> {
                pictures++;
                lossless = file.slice(at + LOSSLESS_HEAD, length - LOSSLESS_HEAD);
                int bits = file.getInt(at + 1);
                agree(new Extent(1 + (bits & 0x3FFF), 1 + (bits >>> 14 & 0x3FFF)));
            }
            case ALPH -> lossless = file.slice(at, length);
            case ANMF -> {
                if (animated && pictures == 0) {
                    size = new Extent(1 + threeBytes(at + 6), 1 + threeBytes(at + 9));
                    chunks(at + 16, at + length);
                }
            }
            case ICCP -> {
                profile = new byte[Math.min(length, PictureHeader.PROFILE_MAX)];
                file.get(at, profile);
            }
            case EXIF -> turn = exif(at, length);
            default -> {}
        }
    }

    private void agree(Extent said) throws Refusal {
        if (size.width() != 0 && !size.equals(said)) {
            throw PictureHeader.damaged();
        }
        size = said;
    }

    // Some programs put the introduction of JPEG's segment before it.
    private int exif(int at, int length) {
        var introduced = length > 6 && file.getInt(at) == 0x66697845;
        var start = introduced ? at + 6 : at;
        return Exif.orientation(file.slice(start, at + length - start));
    }

    private int threeBytes(int at) {
        return Short.toUnsignedInt(file.getShort(at)) | Byte.toUnsignedInt(file.get(at + 2)) << 16;
    }
}
