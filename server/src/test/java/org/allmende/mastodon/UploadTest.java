// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.allmende.app.TrialInstance;
import org.allmende.mastodon.AppClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures, as apps send and describe them.
class UploadTest {

    private static final String ALL = "read write follow push";

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static AppClient ann;
    private static AppClient bob;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        var nobody = AppClient.nobody(instance.address());
        ann = nobody.with(instance.token(instance.join("ann"), ALL));
        bob = nobody.with(instance.token(instance.join("bob"), ALL));
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static byte[] picture(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillRect(0, 0, width, height / 2);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static Reply upload(AppClient who, String... form) {
        return who.upload("POST", "/api/v2/media", "file", picture(800, 600), form);
    }

    @Test
    void a_picture_is_uploaded_described_posted_and_posted_anew() {
        var media = upload(ann, "description=a sunset", "focus=0.5,-0.25");
        var path = "/api/v1/media/" + media.id();

        assertThat(media.status()).isEqualTo(200);
        assertThat(media.json().path("type").asString()).isEqualTo("image");
        assertThat(media.json().path("description").asString()).isEqualTo("a sunset");
        assertThat(media.json().path("meta").path("focus").path("y").asDouble()).isEqualTo(-0.25);
        assertThat(media.json().path("meta").path("original").path("width").asInt())
                .isEqualTo(800);
        assertThat(media.json().path("blurhash").asString()).isNotEmpty();
        assertThat(ann.get(path).status()).isEqualTo(200);
        assertThat(bob.get(path).status()).isEqualTo(404);
        assertThat(bob.put(path, "description=mine").status()).isEqualTo(404);
        assertThat(bob.post("/api/v1/statuses", "status=x", "media_ids[]=" + media.id())
                        .status())
                .isIn(403, 404, 422);
        assertThat(ann.put(path, "description=a sunrise")
                        .json()
                        .path("description")
                        .asString())
                .isEqualTo("a sunrise");

        var post = ann.post("/api/v1/statuses", "status=look", "media_ids[]=" + media.id());
        var shown = post.json().path("media_attachments").path(0);

        assertThat(post.status()).isEqualTo(200);
        assertThat(shown.path("id").asString()).isEqualTo(media.id());
        assertThat(shown.path("url").asString()).startsWith(instance.address() + "/media/" + media.id());
        assertThat(ann.post("/api/v1/statuses", "status=again", "media_ids[]=" + media.id())
                        .status())
                .isEqualTo(422);

        var edited = ann.json("PUT", "/api/v1/statuses/" + post.id(), """
                {"status": "look here", "media_ids": ["%s"],
                 "media_attributes": [{"id": "%s", "description": "the sun"}]}
                """.formatted(media.id(), media.id()))
                .json();
        assertThat(edited.path("media_attachments").path(0).path("description").asString())
                .isEqualTo("the sun");

        ann.delete("/api/v1/statuses/" + post.id());
        var anew = ann.post("/api/v1/statuses", "status=look again", "media_ids[]=" + media.id());
        assertThat(anew.status()).isEqualTo(200);
    }

    @Test
    void what_is_no_picture_is_refused_in_words() {
        var text = ann.upload("POST", "/api/v2/media", "file", "hello".getBytes(StandardCharsets.UTF_8));
        var nothing = ann.post("/api/v2/media", "description=no file");
        var focus = upload(ann, "focus=left");
        var wordy = upload(ann, "description=" + "x".repeat(1_501));

        for (var wrong : List.of(text, nothing, focus, wordy)) {
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.error()).isNotEmpty();
        }
    }

    @Test
    void a_profile_wears_a_picture_until_it_is_taken_off() {
        var dressed = ann.upload(
                "PATCH", "/api/v1/accounts/update_credentials", "avatar", picture(400, 400), "display_name=Ann");
        var bare = ann.delete("/api/v1/profile/avatar");

        assertThat(dressed.json().path("avatar").asString()).contains("/media/");
        assertThat(dressed.json().path("display_name").asString()).isEqualTo("Ann");
        assertThat(bare.json().path("avatar").asString()).endsWith("missing.png");
        assertThat(ann.upload(
                                "PATCH",
                                "/api/v1/accounts/update_credentials",
                                "avatar",
                                "no picture".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(422);
    }
}
