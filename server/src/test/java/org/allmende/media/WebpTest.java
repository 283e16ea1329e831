// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lossless WebP, against pictures that libwebp packed and whose every pixel is known.
class WebpTest {

    private static final Extent SIZE = new Extent(64, 48);

    /// Predicted, with colours and green taken apart: `hills`.
    private static final byte[] HILLS = Base64.getDecoder()
            .decode("CYBIan/yCSL6n/oCIAj/6Qoi+p+6A3Jtu20jOhQT+68ldqOPj4Un7j4BghSQpDBJQJLQ/2Otkvln4LZtHHgIFKfd3e"
                    + "MNrbWjNu1qKZbUVlqnS+8htHS/9B5iSad177PB1Q6u9nB1gKvP3e8RRpY8Q/KMCEkOWQMJnOIkaTICR5wyM1goAIoA"
                    + "FAEoZgQepoZUpIY0SQ1JpBZpMmQsMcYSYywxNiUIE6PjOL0wOk663epzpyPJdBO5SbhJkgR7lNtkuk1Em/AuJ0g6Q+"
                    + "pdHfSApCekCAXogsy8IrMqC/TCGOONMapGgfCvYz8vIvt5EdnPi8h+XjLq3HEjd9yEN24MZdbHB+4nBryn/9+8c8d6"
                    + "AKNR7xdgNHoiBkajK+oGjEY//7zz4TNn5n9v3jHrTt/8LrLuxOaHyLpTm19J1p0ao8zK8/vvO/59804C");

    /// A palette of nine colours: `tiles`.
    private static final byte[] TILES = Base64.getDecoder()
            .decode("RyAQSPbJn3AJgUAK5+hpmP8saUcENrX15MnICBJAQpHQSCASiASQAML79+YuEf1X5LZtw2tmxyskpnJUbeZj7iApl3"
                    + "qqdZ9rX3K550W+7cjBaNXGwaha52DUfHAw6nNxMDp34GB0S+RgVFLmft9/uwA=");

    /// The transparency of `hills`.
    private static final byte[] VEIL = Base64.getDecoder()
            .decode("AX8AFIg/dTOFiEgFWgBAk0IKKaSQQgoppJBCCimkkEIKKUxiR0T/AwCRiFlE1cw9IrOqe2b37r3/HQ==");

    @Test
    void every_pixel_comes_back() throws Refusal {
        var hills = decoded(HILLS);
        var tiles = decoded(TILES);
        var veil = WebpAlpha.read(ByteBuffer.wrap(VEIL), SIZE);

        for (int at = 0; at < SIZE.pixels(); at++) {
            int x = at % SIZE.width();
            int y = at / SIZE.width();
            assertThat(hills[at]).isEqualTo(hills(x, y));
            assertThat(tiles[at]).isEqualTo(tiles(x, y));
            assertThat(veil[at]).isEqualTo((byte) (hills(x, y) >>> 24));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void plain_transparency_comes_back_from_each_filter(int filter) throws Refusal {
        var chunk = new byte[1 + (int) SIZE.pixels()];
        chunk[0] = (byte) (filter << 2);
        for (int at = 0; at < SIZE.pixels(); at++) {
            chunk[at + 1] = (byte) (alpha(at) - guess(filter, at));
        }

        var veil = WebpAlpha.read(ByteBuffer.wrap(chunk), SIZE);

        for (int at = 0; at < SIZE.pixels(); at++) {
            assertThat(veil[at]).isEqualTo((byte) alpha(at));
        }
    }

    @Test
    void nothing_is_undone_twice() {
        var bits = new TestPictures.Bits();
        for (int i = 0; i < 1_000; i++) {
            bits.add(0b101, 3);
        }

        assertThatThrownBy(() -> decoded(bits.bytes())).isInstanceOf(Refusal.class);
    }

    @Test
    void codes_without_number_are_refused() {
        var bits = new TestPictures.Bits();
        bits.add(0b100, 3);
        bits.add(0, 3);
        bits.add(0, 1);
        for (var symbol : new int[] {255, 255, 0, 0, 0}) {
            bits.add(0b101, 3);
            bits.add(symbol, 8);
        }
        for (int code = 0; code < 65_536 * 5; code++) {
            bits.add(0b001, 3);
            bits.add(0, 1);
        }

        assertThatThrownBy(() -> decoded(bits.bytes())).isInstanceOf(Refusal.class);
    }

    @Test
    void a_stream_that_breaks_off_is_refused() {
        for (int length = 0; length < HILLS.length - 12; length += 7) {
            var part = TestPictures.slice(HILLS, 0, length);
            assertThatThrownBy(() -> decoded(part)).isInstanceOf(Refusal.class);
        }
    }

    private static int[] decoded(byte[] stream) throws Refusal {
        var pixels = new int[(int) SIZE.pixels()];
        WebpLossless.decode(ByteBuffer.wrap(stream), SIZE, pixels);
        return pixels;
    }

    private static int hills(int x, int y) {
        return 255 - x / 4 << 24
                | (x * 3 + y & 255) << 16
                | (x * y / 16 + (x / 16 + y / 12) % 2 * 40 & 255) << 8
                | (200 - y * 2 + x % 3 & 255);
    }

    private static int tiles(int x, int y) {
        return 0xFF000000 | (x / 3 + y / 2) % 9 * 0x1A2B0D;
    }

    private static int alpha(int at) {
        return at * 7 + at / 64 * 3 & 0xFF;
    }

    private static int guess(int filter, int at) {
        int left = at % 64 > 0 ? alpha(at - 1) : at > 0 ? alpha(at - 64) : 0;
        int top = at >= 64 ? alpha(at - 64) : left;
        return switch (filter) {
            case 0 -> 0;
            case 1 -> left;
            case 2 -> top;
            default -> at < 64 || at % 64 == 0 ? left : Math.clamp(left + top - alpha(at - 65), 0, 255);
        };
    }
}
