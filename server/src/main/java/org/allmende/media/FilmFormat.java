// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// The films and sounds that are passed on: what browsers play, and nothing that they would take for a page. A file is
/// what its first bytes say, whatever its name or its sender says.
final class FilmFormat {

    /// As many bytes as it takes to tell them apart: an EBML header has its type within the first 64.
    static final int MAGIC_LENGTH = 64;

    /// Fewer are no film.
    static final int MAGIC_LENGTH_MIN = 12;

    private static final int EBML = 0x1A45DFA3;
    private static final int OGG_CODEC_AT = 28;

    /// Pictures (AVIF, HEIC) are kept in the same boxes, so only brands of films count.
    private static final Pattern SOUND_BRAND = Pattern.compile("M4A |M4B |F4A ");

    private static final Pattern FILM_BRAND =
            Pattern.compile("iso[m2-9]|mp4[0-9]|avc1|av01|hvc1|dash|cmf.|M4V.|MSNV|mmp4|3g[p2].|f4v |F4V |NDX.|XAVC");

    private FilmFormat() {}

    /// The media type of what begins so; empty for everything that is not on the list.
    static Optional<String> of(byte[] start) {
        if (start.length < MAGIC_LENGTH_MIN) {
            return Optional.empty();
        }
        var text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("ftyp", 4)) {
            return boxed(text.substring(8, 12));
        }
        if (text.startsWith("OggS")) {
            return ogg(text);
        }
        if (text.startsWith("fLaC")) {
            return Optional.of("audio/flac");
        }
        if (text.startsWith("RIFF") && text.startsWith("WAVE", 8)) {
            return Optional.of("audio/wav");
        }
        if (first(start) == EBML) {
            return Optional.of("video/webm").filter(_ -> text.contains("webm"));
        }
        return text.startsWith("ID3") ? Optional.of("audio/mpeg") : framed(start);
    }

    private static Optional<String> boxed(String brand) {
        if (SOUND_BRAND.matcher(brand).matches()) {
            return Optional.of("audio/mp4");
        }
        if (brand.equals("qt  ")) {
            return Optional.of("video/quicktime");
        }
        return Optional.of("video/mp4").filter(_ -> FILM_BRAND.matcher(brand).matches());
    }

    private static Optional<String> ogg(String text) {
        if (text.startsWith("\u0080theora", OGG_CODEC_AT) || text.startsWith("fishead\0", OGG_CODEC_AT)) {
            return Optional.of("video/ogg");
        }
        var sound = text.startsWith("\u0001vorbis", OGG_CODEC_AT)
                || text.startsWith("OpusHead", OGG_CODEC_AT)
                || text.startsWith("\u007fFLAC", OGG_CODEC_AT)
                || text.startsWith("Speex   ", OGG_CODEC_AT);
        return sound ? Optional.of("audio/ogg") : Optional.empty();
    }

    /// Sounds without a container begin with the header of their first frame. Two bytes would be too little to go by:
    /// a text in UTF-16 begins alike.
    private static Optional<String> framed(byte[] start) {
        var header = first(start);
        if (header >>> 21 != 0x7FF) {
            return Optional.empty();
        }
        var layer = header >>> 17 & 3;
        var bitrate = header >>> 12 & 15;
        var rate = header >>> 10 & 3;
        if (layer == 1 && bitrate > 0 && bitrate < 15 && rate < 3 && (header >>> 19 & 3) != 1) {
            return Optional.of("audio/mpeg");
        }
        var adts = layer == 0 && (header >>> 20 & 1) == 1 && (header >>> 10 & 15) < 13;
        return adts ? Optional.of("audio/aac") : Optional.empty();
    }

    private static int first(byte[] start) {
        return start[0] << 24 | (start[1] & 0xFF) << 16 | (start[2] & 0xFF) << 8 | start[3] & 0xFF;
    }
}
