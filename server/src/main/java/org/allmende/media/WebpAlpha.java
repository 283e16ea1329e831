// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.nio.ByteBuffer;

/// The transparency of a lossy WebP picture (the chunk `ALPH`): one byte a pixel, packed as it is or as the green of a
/// lossless picture.
final class WebpAlpha {

    private static final int PACKED = 1;

    private WebpAlpha() {}

    static byte[] read(ByteBuffer chunk, Extent size) throws Refusal {
        int head = chunk.get(0);
        var body = chunk.slice(1, chunk.limit() - 1);
        var alpha = new byte[(int) size.pixels()];
        if ((head & 3) == PACKED) {
            var pixels = new int[alpha.length];
            WebpLossless.decode(body, size, pixels);
            for (int at = 0; at < alpha.length; at++) {
                alpha[at] = (byte) (pixels[at] >> 8);
            }
        } else {
            body.get(0, alpha);
        }
        unfilter(alpha, size.width(), head >> 2 & 3);
        return alpha;
    }

    private static void unfilter(byte[] alpha, int width, int filter) {
        for (int at = 1; filter != 0 && at < alpha.length; at++) {
            int left = at % width == 0 ? alpha[at - width] : alpha[at - 1];
            int top = at < width ? left : alpha[at - width];
            int guess = switch (filter) {
                case 1 -> left;
                case 2 -> top;
                default -> at < width || at % width == 0 ? left : slope(left, top, alpha[at - width - 1]);
            };
            alpha[at] += (byte) guess;
        }
    }

    private static int slope(int left, int top, int corner) {
        return Math.clamp((left & 0xFF) + (top & 0xFF) - (corner & 0xFF), 0, 0xFF);
    }
}
