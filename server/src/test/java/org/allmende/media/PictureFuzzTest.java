// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.allmende.Fuzzed;

/// Pictures from strangers: what is said about them holds, and decoding keeps to it.
class PictureFuzzTest implements Fuzzed {

    /// Larger ones are read by their headers alone: decoding them would leave time for nothing else.
    private static final int PIXELS_DECODED_MAX = 10_000;

    /// A file of its own for the decoder has a few bytes more than the part it was made from.
    private static final int AROUND = 64;

    @Override
    public void read(byte[] input) {
        try {
            var header = PictureHeader.read(ByteBuffer.wrap(input));
            assertThat(header.size().width()).isBetween(1, PictureHeader.SIDE_MAX);
            assertThat(header.size().height()).isBetween(1, PictureHeader.SIDE_MAX);
            assertThat(header.size().pixels()).isLessThanOrEqualTo(PictureHeader.PIXELS_MAX);
            assertThat(header.turn()).isBetween(1, 8);
            assertThat(header.bytesPerPixel()).isBetween(1, 12);
            // A profile ends with the piece, or the breath of the inflater, in which it became too long.
            assertThat(header.profile().length).isLessThan(PictureHeader.PROFILE_MAX + 0x10000);
            assertThat(header.parts().stream().mapToLong(ByteBuffer::limit).sum())
                    .isLessThanOrEqualTo(input.length + AROUND);
            assertThat(header.lossless().limit()).isLessThanOrEqualTo(input.length);
            if (header.size().pixels() <= PIXELS_DECODED_MAX) {
                var picture = PictureReader.read(header, header.size());
                assertThat(new Extent(picture.getWidth(), picture.getHeight())).isEqualTo(header.size());
            }
        } catch (Refusal refusal) {
            assertThat(refusal.rule()).startsWith("media.");
            assertThat(refusal).hasMessageEndingWith(".");
        }
    }

    @Override
    public List<String> words() {
        return List.of(
                "IHDR",
                "PLTE",
                "tRNS",
                "IDAT",
                "IEND",
                "iCCP",
                "sRGB",
                "eXIf",
                "RIFF",
                "WEBP",
                "VP8 ",
                "VP8L",
                "VP8X",
                "ALPH",
                "ANMF",
                "ICCP",
                "EXIF",
                "GIF89a",
                "NETSCAPE2.0",
                "Exif\0\0",
                "ICC_PROFILE\0",
                "II*\0",
                "MM\0*");
    }
}
