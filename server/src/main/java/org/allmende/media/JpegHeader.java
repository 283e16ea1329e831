// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Walks the segments of a JPEG file to its end.
final class JpegHeader {

    /// Cameras and web tools write up to about a dozen. Each one costs a walk over the whole picture, so a small file
    /// with thousands would keep us busy for hours.
    private static final int SCANS_MAX = 100;

    /// A progressive picture is held as coefficients, outside the Java heap, until its last scan.
    private static final long COEFFICIENT_BYTES_MAX = 120_000_000;

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COM = 0xFE;

    private final ByteBuffer file;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private final ByteArrayOutputStream profile = new ByteArrayOutputStream();
    private Extent size = new Extent(0, 0);
    private int components;
    private int turn = Exif.UPRIGHT;
    private int scans;

    private JpegHeader(ByteBuffer file) {
        this.file = file;
    }

    static PictureHeader read(ByteBuffer file) throws Refusal {
        return new JpegHeader(file).read();
    }

    private PictureHeader read() throws Refusal {
        int at = 2;
        parts.add(file.slice(0, 2));
        for (int marker = marker(at); marker != EOI; marker = marker(at)) {
            at = skipFill(at);
            int end = at + 2 + Short.toUnsignedInt(file.getShort(at + 2));
            segment(marker, at + 4, end);
            end = marker == SOS ? entropyEnd(end) : end;
            if (needed(marker)) {
                parts.add(file.slice(at, end - at));
            }
            at = end;
        }
        parts.add(ByteBuffer.wrap(new byte[] {(byte) 0xFF, (byte) EOI}));
        if (components == 0 || scans == 0) {
            throw PictureHeader.damaged();
        }
        // The decoder itself turns ink into light, and needs a second copy for it.
        var ink = components == 4;
        return new PictureHeader(
                Format.JPEG,
                size,
                turn,
                ink ? new byte[0] : profile.toByteArray(),
                ink ? 7 : components,
                false,
                parts,
                PictureHeader.NOTHING);
    }

    private int skipFill(int start) {
        int at = start;
        while (file.get(at + 1) == (byte) 0xFF) {
            at++;
        }
        return at;
    }

    private int marker(int start) throws Refusal {
        var at = skipFill(start);
        var marker = Byte.toUnsignedInt(file.get(at + 1));
        if (file.get(at) != (byte) 0xFF || marker < 0xC0 || marker >= 0xD0 && marker <= SOI) {
            throw PictureHeader.damaged();
        }
        return marker;
    }

    private void segment(int marker, int start, int end) throws Refusal {
        switch (marker) {
            case SOS -> {
                if (++scans > SCANS_MAX) {
                    throw PictureHeader.damaged();
                }
            }
            case APP1 -> {
                if (begins(start, end, EXIF)) {
                    turn = Exif.orientation(file.slice(start + EXIF.length, end - start - EXIF.length));
                }
            }
            case APP2 -> {
                if (begins(start, end, ICC) && profile.size() < PictureHeader.PROFILE_MAX) {
                    var piece = new byte[end - start - ICC.length - 2];
                    file.get(start + ICC.length + 2, piece);
                    profile.writeBytes(piece);
                }
            }
            default -> {
                if (marker >= 0xC0 && marker < 0xD0 && marker != DHT && marker != JPG && marker != DAC) {
                    frame(marker - 0xC0, start);
                }
            }
        }
    }

    private void frame(int process, int start) throws Refusal {
        if (components != 0) {
            throw PictureHeader.damaged();
        }
        if (process > 2 || file.get(start) != 8) {
            throw PictureHeader.rare();
        }
        size = new Extent(Short.toUnsignedInt(file.getShort(start + 3)), Short.toUnsignedInt(file.getShort(start + 1)));
        components = file.get(start + 5);
        if (components != 1 && components != 3 && components != 4) {
            throw PictureHeader.rare();
        }
        if (process == 2 && coefficientBytes(start + 6) > COEFFICIENT_BYTES_MAX) {
            throw new Refusal("media.too_large", "This picture is too large for a progressive JPEG.");
        }
    }

    private long coefficientBytes(int start) {
        int horizontal = 1;
        int vertical = 1;
        int samples = 0;
        for (int i = 0; i < components; i++) {
            var sampling = file.get(start + 3 * i + 1);
            horizontal = Math.max(horizontal, sampling >> 4 & 0xF);
            vertical = Math.max(vertical, sampling & 0xF);
            samples += (sampling >> 4 & 0xF) * (sampling & 0xF);
        }
        return 2 * size.pixels() * samples / (horizontal * vertical);
    }

    /// Entropy-coded bytes end at the first marker that is neither an escaped 0xFF nor a restart.
    private int entropyEnd(int start) {
        int at = start;
        while (file.get(at) != (byte) 0xFF || coded(Byte.toUnsignedInt(file.get(at + 1)))) {
            at++;
        }
        return at;
    }

    private static boolean coded(int afterFf) {
        return afterFf == 0 || afterFf >= 0xD0 && afterFf < SOI || afterFf == 0xFF;
    }

    private boolean needed(int marker) {
        return switch (marker) {
            case APP0, APP14 -> true;
            case APP2 -> components == 4;
            case COM -> false;
            default -> marker < APP0 || marker > APP15;
        };
    }

    private boolean begins(int start, int end, byte[] word) {
        if (end - start < word.length + 2) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (file.get(start + i) != word[i]) {
                return false;
            }
        }
        return true;
    }
}
