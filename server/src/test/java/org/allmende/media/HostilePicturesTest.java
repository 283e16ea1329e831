// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.allmende.Chance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Files that were changed on purpose or by accident: they are shown or refused, and nothing else happens.
class HostilePicturesTest {

    private static final List<byte[]> WHOLE = new ArrayList<>();
    private static Path folder;

    private final Pictures pictures = new Pictures();

    @BeforeAll
    static void make() throws IOException {
        folder = Files.createTempDirectory("hostile");
        var photo = TestPictures.photo(64, 48);
        WHOLE.add(TestPictures.withExif(TestPictures.encoded(photo, "jpg"), 6));
        WHOLE.add(TestPictures.progressive(photo));
        WHOLE.add(TestPictures.encoded(photo, "png"));
        WHOLE.add(TestPictures.linearPng(photo));
        WHOLE.add(TestPictures.encoded(TestPictures.halfTransparent(32, 32), "png"));
        WHOLE.add(TestPictures.gif(40, 30, 0, 5, 10));
        WHOLE.add(TestPictures.gif(40, 30, 3));
        WHOLE.add(TestPictures.WEBP);
        WHOLE.add(TestPictures.WEBP_WITH_ALPHA);
        WHOLE.add(TestPictures.webp(90, 30, Color.RED));
        WHOLE.add(TestPictures.fourInks(16, 16, 9, 99, 200, 0));
    }

    @AfterAll
    static void remove() throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Test
    void all_are_pictures_before_they_are_changed() throws Exception {
        for (var whole : WHOLE) {
            assertThat(shown(whole)).isTrue();
        }
    }

    private static byte[] one(Chance chance) {
        return WHOLE.get(chance.below(WHOLE.size()));
    }

    @Test
    void changed_bytes_do_no_harm() {
        Chance.times(1_500, chance -> {
            var random = chance.random();
            var bytes = one(chance).clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                // Structure is at the beginning of a file: half of the changes go there.
                var reach = random.nextBoolean() ? Math.min(200, bytes.length) : bytes.length;
                bytes[Format.MAGIC_LENGTH + random.nextInt(reach - Format.MAGIC_LENGTH)] = (byte) random.nextInt();
            }

            shown(bytes);

            assertThat(names()).isSubsetOf("in", Pictures.ORIGINAL, Pictures.SMALL);
        });
    }

    @Test
    void a_file_that_breaks_off_does_no_harm() {
        Chance.times(300, chance -> {
            var whole = one(chance);

            shown(TestPictures.slice(whole, 0, chance.below(whole.length)));

            assertThat(names()).isSubsetOf("in", Pictures.ORIGINAL, Pictures.SMALL);
        });
    }

    @Test
    void random_bytes_do_no_harm() {
        Chance.times(
                200,
                chance -> assertThat(
                                shown(TestPictures.joined(TestPictures.slice(one(chance), 0, 16), chance.bytes(300))))
                        .isFalse());
    }

    private boolean shown(byte[] bytes) throws IOException {
        try {
            pictures.prepare(Files.write(folder.resolve("in"), bytes), folder, Target.ATTACHMENT);
            return true;
        } catch (Refusal refusal) {
            assertThat(refusal.rule()).startsWith("media.");
            return false;
        }
    }

    private static Set<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return Set.copyOf(files.map(path -> path.getFileName().toString()).toList());
        }
    }
}
