// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a page costs somebody with an old phone and dear data.
class WeightTest {

    private static final int TIMELINE_BYTES_MAX = 30 * 1024;
    private static final int TIMELINE_PACKED_MAX = 6 * 1024;
    private static final int DRESS_PACKED_MAX = 12 * 1024;

    private static final String TEXT = "The weather turns, the hedges thicken, and somebody has left a lantern on the"
            + " bridge. Who was it? #lantern #bridge @ann and a thought that goes on a little, number ";

    @Test
    void a_timeline_of_twenty_posts_is_light(@TempDir Path folder) throws IOException {
        try (var instance = TrialInstance.start(folder)) {
            instance.join("ann");
            instance.join("bob");
            var ann = Browser.of(instance, "ann");
            ann.get("/settings/profile");
            ann.upload(
                    "/settings/profile", List.of(picture("avatar")), "display=Ann from the far away village", "bio=x");
            for (int i = 0; i < 24; i++) {
                ann.write(
                        i % 5 == 0 ? List.of(picture("file0")) : List.of(),
                        TEXT + i,
                        "audience=public",
                        "alt0=A field");
            }

            var page = ann.get("/home").html();

            assertThat(page.split("<article ", -1)).hasSize(21);
            assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(TIMELINE_BYTES_MAX);
            assertThat(packed(page.getBytes(StandardCharsets.UTF_8))).isLessThan(TIMELINE_PACKED_MAX);
        }
    }

    @Test
    void style_script_and_pictures_are_light_and_kept_for_good(@TempDir Path folder) throws IOException {
        var assets = new Assets();
        var all = 0;
        for (var name : List.of("allmende.css", "allmende.js", "icons.svg", "logo.svg")) {
            all += packed(assets.named(name).bytes());
        }

        assertThat(all).isLessThan(DRESS_PACKED_MAX);
        assertThat(new String(assets.named("allmende.css").bytes(), StandardCharsets.UTF_8))
                .doesNotContain("url(icons.svg)")
                .contains("url(" + assets.at("icons.svg") + ")");
        try (var instance = TrialInstance.start(folder)) {
            var style = new Browser(instance.address()).get(assets.at("allmende.css"));

            assertThat(style.header("Cache-Control")).contains("immutable");
            assertThat(new Browser(instance.address())
                            .get("/assets/allmende.css")
                            .status())
                    .isEqualTo(404);
        }
    }

    private static Browser.File picture(String field) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return new Browser.File(field, "a.png", bytes.toByteArray());
    }

    private static int packed(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.size();
    }
}
