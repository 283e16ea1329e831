// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.allmende.Chance;
import org.junit.jupiter.api.Test;

/// What is passed on as a film or a sound, by its first bytes alone.
class FilmFormatTest {

    private static String type(String start) {
        var bytes = start.getBytes(StandardCharsets.ISO_8859_1);
        return FilmFormat.of(Arrays.copyOf(bytes, FilmFormat.MAGIC_LENGTH)).orElse("none");
    }

    @Test
    void films_and_sounds_are_known_by_their_first_bytes() {
        assertThat(type("\0\0\0\u0018ftypisom")).isEqualTo("video/mp4");
        assertThat(type("\0\0\0\u0018ftypmp42")).isEqualTo("video/mp4");
        assertThat(type("\0\0\0\u0018ftypM4A ")).isEqualTo("audio/mp4");
        assertThat(type("\0\0\0\u0014ftypqt  ")).isEqualTo("video/quicktime");
        assertThat(type("\u001aE\u00df\u00a3\u009fB\u0086\u0081\u0001B\u0082\u0084webm"))
                .isEqualTo("video/webm");
        assertThat(type("OggS\0\u0002" + "\0".repeat(22) + "OpusHead")).isEqualTo("audio/ogg");
        assertThat(type("OggS\0\u0002" + "\0".repeat(22) + "\u0001vorbis")).isEqualTo("audio/ogg");
        assertThat(type("OggS\0\u0002" + "\0".repeat(22) + "\u0080theora")).isEqualTo("video/ogg");
        assertThat(type("ID3\u0004\0\0\0\0\0\0")).isEqualTo("audio/mpeg");
        assertThat(type("\u00ff\u00fb\u0090\u0064")).isEqualTo("audio/mpeg");
        assertThat(type("\u00ff\u00f1\u0050\u0080")).isEqualTo("audio/aac");
        assertThat(type("fLaC\0\0\0\"")).isEqualTo("audio/flac");
        assertThat(type("RIFF\0\0\0\0WAVEfmt ")).isEqualTo("audio/wav");
    }

    @Test
    void pages_scripts_pictures_and_everything_else_are_not_passed_on() {
        assertThat(type("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"))
                .isEqualTo("none");
        assertThat(type("<!DOCTYPE html><script>alert(1)</script>")).isEqualTo("none");
        assertThat(type("{\"@context\":\"https://www.w3.org/ns/activitystreams\"}"))
                .isEqualTo("none");
        assertThat(type("\u00ff\u00fe<\0h\0t\0m\0l\0>\0"))
                .as("a page in UTF-16")
                .isEqualTo("none");
        assertThat(type("\0\0\0\u001cftypavif")).isEqualTo("none");
        assertThat(type("\0\0\0\u0018ftypheic")).isEqualTo("none");
        assertThat(type("\u001aE\u00df\u00a3\u009fB\u0086\u0081\u0001B\u0082\u0088matroska"))
                .isEqualTo("none");
        assertThat(type("RIFF\0\0\0\0AVI LIST")).isEqualTo("none");
        assertThat(type("RIFF\0\0\0\0WEBPVP8 ")).isEqualTo("none");
        assertThat(type("#EXTM3U\n#EXT-X-VERSION:7\n"))
                .as("lists of other addresses")
                .isEqualTo("none");
        assertThat(type("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3")).isEqualTo("none");
        assertThat(type("MZ\u0090\0\u0003\0\0\0\u0004\0\0\0")).isEqualTo("none");
        assertThat(type("OggS\0\u0002" + "\0".repeat(22) + "<script>")).isEqualTo("none");
        assertThat(FilmFormat.of(new byte[0])).isEmpty();
        assertThat(FilmFormat.of("ID3".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }

    @Test
    void anything_is_a_film_a_sound_or_nothing() {
        Chance.times(
                2_000,
                chance -> FilmFormat.of(chance.bytes(64))
                        .ifPresent(mime -> assertThat(mime).matches("(video|audio)/[a-z0-9]+")));
    }
}
