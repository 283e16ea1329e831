// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Walks the blocks of a GIF file, and keeps those that are shown: pictures, their timing, and that they repeat.
/// Comments and other programs' extensions fall away, so an animation needs no decoding to lose its metadata.
final class GifHeader {

    private static final int FRAMES_MAX = 2_000;

    /// What a reader's telephone has to draw for one round of the animation.
    private static final long ANIMATION_PIXELS_MAX = 1_000_000_000;

    private static final int BLOCKS_MAX = 20_000;
    private static final int SCREEN_END = 13;
    private static final int IMAGE = 0x2C;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3B;
    private static final int CONTROL = 0xF9;
    private static final int APPLICATION = 0xFF;

    private final ByteBuffer file;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private int frames;
    private long pixels;

    private GifHeader(ByteBuffer file) {
        this.file = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    static PictureHeader read(ByteBuffer file) throws Refusal {
        return new GifHeader(file).read();
    }

    private PictureHeader read() throws Refusal {
        var size = new Extent(Short.toUnsignedInt(file.getShort(6)), Short.toUnsignedInt(file.getShort(8)));
        int at = SCREEN_END + colours(file.get(10));
        parts.add(file.slice(0, at));
        // Many programs forget the trailer, so a file that ends between two blocks is whole.
        for (int block = 0; at < file.limit() && Byte.toUnsignedInt(file.get(at)) != TRAILER; block++) {
            if (block > BLOCKS_MAX) {
                throw PictureHeader.damaged();
            }
            int end = switch (Byte.toUnsignedInt(file.get(at))) {
                case IMAGE -> frame(at, size);
                case EXTENSION -> blocksEnd(at + 2);
                default -> throw PictureHeader.damaged();
            };
            if (shown(at)) {
                parts.add(file.slice(at, end - at));
            }
            at = end;
        }
        parts.add(ByteBuffer.wrap(new byte[] {TRAILER}));
        if (frames == 0) {
            throw PictureHeader.damaged();
        }
        return new PictureHeader(
                Format.GIF, size, Exif.UPRIGHT, new byte[0], 5, frames > 1, parts, PictureHeader.NOTHING);
    }

    private int frame(int at, Extent screen) throws Refusal {
        var size = new Extent(Short.toUnsignedInt(file.getShort(at + 5)), Short.toUnsignedInt(file.getShort(at + 7)));
        var right = Short.toUnsignedInt(file.getShort(at + 1)) + size.width();
        var bottom = Short.toUnsignedInt(file.getShort(at + 3)) + size.height();
        if (right > screen.width() || bottom > screen.height()) {
            throw PictureHeader.damaged();
        }
        pixels += screen.pixels();
        if (++frames > FRAMES_MAX || frames > 1 && pixels > ANIMATION_PIXELS_MAX) {
            throw new Refusal("media.too_large", "This animation is too long.");
        }
        return blocksEnd(at + 10 + colours(file.get(at + 9)) + 1);
    }

    private int blocksEnd(int start) {
        int at = start;
        while (file.get(at) != 0) {
            at += 1 + Byte.toUnsignedInt(file.get(at));
        }
        return at + 1;
    }

    private boolean shown(int at) {
        if (file.get(at) == IMAGE) {
            return true;
        }
        return switch (Byte.toUnsignedInt(file.get(at + 1))) {
            case CONTROL -> true;
            case APPLICATION -> {
                var name = new byte[11];
                file.get(at + 3, name);
                yield new String(name, StandardCharsets.US_ASCII).equals("NETSCAPE2.0");
            }
            default -> false;
        };
    }

    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }
}
