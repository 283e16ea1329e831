// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// Decodes lossless WebP (the chunk `VP8L`, and the transparency of lossy pictures) as the format's specification has
/// it.
///
/// By ourselves, because the decoder at hand lets thirty bytes ask for hours of work (transforms without number) or for
/// more memory than there is (codes without number).
final class WebpLossless {

    /// Encoders make up to some two thousand.
    private static final int GROUPS_MAX = 4_000;

    private static final int LITERALS = 256;
    private static final int LENGTHS = 24;
    private static final int DISTANCES = 40;
    private static final int CACHE_BITS_MAX = 11;

    /// Which neighbour the first 120 distances mean: the row above in the upper half of each byte, and eight minus the
    /// column in the lower.
    private static final int[] NEAR = {
        0x18, 0x07, 0x17, 0x19, 0x28, 0x06, 0x27, 0x29, 0x16, 0x1A, 0x26, 0x2A, 0x38, 0x05, 0x37, 0x39, 0x15, 0x1B,
                0x36,
        0x3A, 0x25, 0x2B, 0x48, 0x04, 0x47, 0x49, 0x14, 0x1C, 0x35, 0x3B, 0x46, 0x4A, 0x24, 0x2C, 0x58, 0x45, 0x4B,
                0x34,
        0x3C, 0x03, 0x57, 0x59, 0x13, 0x1D, 0x56, 0x5A, 0x23, 0x2D, 0x44, 0x4C, 0x55, 0x5B, 0x33, 0x3D, 0x68, 0x02,
                0x67,
        0x69, 0x12, 0x1E, 0x66, 0x6A, 0x22, 0x2E, 0x54, 0x5C, 0x43, 0x4D, 0x65, 0x6B, 0x32, 0x3E, 0x78, 0x01, 0x77,
                0x79,
        0x53, 0x5D, 0x11, 0x1F, 0x64, 0x6C, 0x42, 0x4E, 0x76, 0x7A, 0x21, 0x2F, 0x75, 0x7B, 0x31, 0x3F, 0x63, 0x6D,
                0x52,
        0x5E, 0x00, 0x74, 0x7C, 0x41, 0x4F, 0x10, 0x20, 0x62, 0x6E, 0x30, 0x73, 0x7D, 0x51, 0x5F, 0x40, 0x72, 0x7E,
                0x61,
        0x6F, 0x50, 0x71, 0x7F, 0x60, 0x70
    };

    private final WebpBits bits;

    private WebpLossless(ByteBuffer stream) {
        this.bits = new WebpBits(stream);
    }

    /// Decodes the stream behind the five bytes that tell the size, into ARGB pixels.
    static void decode(ByteBuffer stream, Extent size, int[] pixels) throws Refusal {
        new WebpLossless(stream).decode(size, pixels);
    }

    private void decode(Extent size, int[] pixels) throws Refusal {
        List<WebpTransform> transforms = new ArrayList<>();
        var seen = EnumSet.noneOf(WebpTransform.Kind.class);
        int width = size.width();
        while (bits.flag()) {
            var kind = WebpTransform.Kind.values()[bits.read(2)];
            if (!seen.add(kind)) {
                throw PictureHeader.damaged();
            }
            var transform = transform(kind, width, size.height());
            transforms.addFirst(transform);
            width = transform.storedWidth();
        }
        image(width, size.height(), true, pixels);
        transforms.forEach(transform -> transform.undo(pixels));
    }

    private WebpTransform transform(WebpTransform.Kind kind, int width, int height) throws Refusal {
        return switch (kind) {
            case PREDICTOR, COLOUR -> {
                int scale = bits.read(3) + 2;
                var blocks = new int[blocks(width, scale) * blocks(height, scale)];
                image(blocks(width, scale), blocks(height, scale), false, blocks);
                yield new WebpTransform(kind, width, height, scale, blocks);
            }
            case GREEN -> new WebpTransform(kind, width, height, 0, new int[0]);
            case PALETTE -> {
                var palette = new int[bits.read(8) + 1];
                image(palette.length, 1, false, palette);
                yield WebpTransform.palette(palette, width, height);
            }
        };
    }

    private void image(int width, int height, boolean main, int[] pixels) throws Refusal {
        int cacheBits = bits.flag() ? bits.read(4) : 0;
        if (cacheBits > CACHE_BITS_MAX) {
            throw PictureHeader.damaged();
        }
        var cache = new int[cacheBits == 0 ? 0 : 1 << cacheBits];
        int scale = 0;
        var groups = new int[0];
        int groupCount = 1;
        if (main && bits.flag()) {
            scale = bits.read(3) + 2;
            groups = new int[blocks(width, scale) * blocks(height, scale)];
            image(blocks(width, scale), blocks(height, scale), false, groups);
            for (int i = 0; i < groups.length; i++) {
                groups[i] = groups[i] >>> 8 & 0xFFFF;
                groupCount = Math.max(groupCount, groups[i] + 1);
            }
        }
        if (groupCount > GROUPS_MAX) {
            throw PictureHeader.damaged();
        }
        var codes = new WebpBits.Code[groupCount][];
        for (int i = 0; i < groupCount; i++) {
            codes[i] = new WebpBits.Code[] {
                bits.code(LITERALS + LENGTHS + cache.length),
                bits.code(LITERALS),
                bits.code(LITERALS),
                bits.code(LITERALS),
                bits.code(DISTANCES)
            };
        }
        pixels(width, width * height, scale, groups, codes, cache, 32 - cacheBits, pixels);
    }

    private void pixels(
            int width,
            int total,
            int scale,
            int[] groups,
            WebpBits.Code[][] codes,
            int[] cache,
            int shift,
            int[] pixels)
            throws Refusal {
        int at = 0;
        while (at < total) {
            var code = codes[
                    groups.length == 0
                            ? 0
                            : groups[(at / width >> scale) * blocks(width, scale) + (at % width >> scale)]];
            int symbol = bits.read(code[0]);
            int end = at + 1;
            if (symbol < LITERALS) {
                int red = bits.read(code[1]);
                int blue = bits.read(code[2]);
                pixels[at] = bits.read(code[3]) << 24 | red << 16 | symbol << 8 | blue;
            } else if (symbol < LITERALS + LENGTHS) {
                end = at + number(symbol - LITERALS);
                int distance = distance(number(bits.read(code[4])), width);
                if (end > total || distance > at) {
                    throw PictureHeader.damaged();
                }
                for (int i = at; i < end; i++) {
                    pixels[i] = pixels[i - distance];
                }
            } else {
                pixels[at] = cache[symbol - LITERALS - LENGTHS];
            }
            for (; at < end; at++) {
                if (cache.length > 0) {
                    cache[0x1E35A7BD * pixels[at] >>> shift] = pixels[at];
                }
            }
        }
    }

    private int number(int prefix) throws Refusal {
        if (prefix < 4) {
            return prefix + 1;
        }
        int extra = prefix - 2 >> 1;
        return (2 + (prefix & 1) << extra) + bits.read(extra) + 1;
    }

    private static int distance(int code, int width) {
        if (code > NEAR.length) {
            return code - NEAR.length;
        }
        var near = NEAR[code - 1];
        return Math.max(1, (near >> 4) * width + 8 - (near & 0xF));
    }

    private static int blocks(int pixels, int scale) {
        return pixels + (1 << scale) - 1 >> scale;
    }
}
