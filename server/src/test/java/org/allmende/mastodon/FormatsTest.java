// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What apps of other dialects send and look for.
class FormatsTest {

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static AppClient nobody;
    private static AppClient ann;
    private static AppClient bob;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        nobody = AppClient.nobody(instance.address());
        ann = nobody.with(instance.token(instance.join("ann"), "read write profile"));
        bob = nobody.with(instance.token(instance.join("bob"), "read write"));
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static byte[] picture() {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void markdown_is_written_and_rewritten_as_markdown() {
        var made = ann.post(
                "/api/v1/statuses", "status=**bold** for @bob\n\n- one #Tea\n- two", "content_type=text/markdown");
        var id = made.id();

        assertThat(made.json().path("content").asString())
                .contains("<strong>bold</strong>")
                .contains("<li>")
                .contains("mention");
        assertThat(made.json().path("mentions").path(0).path("acct").asString()).isEqualTo("bob");
        assertThat(made.json().path("tags").path(0).path("name").asString()).isEqualToIgnoringCase("tea");
        assertThat(ann.get("/api/v1/statuses/" + id + "/source")
                        .json()
                        .path("content_type")
                        .asString())
                .isEqualTo("text/markdown");
        assertThat(ann.put("/api/v1/statuses/" + id, "status=*so*")
                        .json()
                        .path("content")
                        .asString())
                .isEqualTo("<p><em>so</em></p>");
        assertThat(ann.put("/api/v1/statuses/" + id, "status=*so*", "content_type=text/plain")
                        .json()
                        .path("content")
                        .asString())
                .isEqualTo("<p>*so*</p>");
    }

    @Test
    void html_is_made_safe_and_still_finds_whom_it_names() {
        var made = ann.post(
                "/api/v1/statuses",
                "status=<p onclick=x()>Hello <b>@bob</b> <script>alert(1)</script>"
                        + "<a href=\"javascript:1\">x</a> #Tea <code>#no</code></p>",
                "content_type=text/html");
        var content = made.json().path("content").asString();

        assertThat(content)
                .contains("Hello")
                .contains("class=\"u-url mention\"")
                .contains("/tags/tea")
                .contains("<code>#no</code>")
                .doesNotContain("script")
                .doesNotContain("onclick");
        assertThat(made.json().path("mentions").path(0).path("acct").asString()).isEqualTo("bob");
        assertThat(ann.post("/api/v1/statuses", "status=<p> </p>", "content_type=text/html")
                        .status())
                .isEqualTo(422);
        assertThat(ann.post("/api/v1/statuses", "status=x", "content_type=text/x-dvi")
                        .status())
                .isEqualTo(422);
        assertThat(nobody.get("/api/v2/instance")
                        .json()
                        .path("configuration")
                        .path("statuses")
                        .path("supported_mime_types")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void an_upload_that_nothing_needs_is_thrown_away_and_no_other() {
        var loose = ann.upload("POST", "/api/v2/media", "file", picture()).id();
        var held = ann.upload("POST", "/api/v2/media", "file", picture()).id();
        ann.post("/api/allmende/v1/drafts", "status=look", "media_ids[]=" + held);

        assertThat(bob.delete("/api/v1/media/" + loose).status()).isEqualTo(404);
        assertThat(ann.delete("/api/v1/media/" + loose).status()).isEqualTo(200);
        assertThat(ann.get("/api/v1/media/" + loose).status()).isEqualTo(404);
        assertThat(ann.delete("/api/v1/media/" + held).status()).isEqualTo(422);
        assertThat(ann.get("/api/v1/media/" + held).status()).isEqualTo(200);
    }

    @Test
    void a_picture_in_a_post_can_be_described_later() {
        var media = ann.upload("POST", "/api/v2/media", "file", picture()).id();
        var post = ann.post("/api/v1/statuses", "status=look", "media_ids[]=" + media)
                .id();

        var edited = ann.put(
                "/api/v1/statuses/" + post,
                "status=look",
                "media_ids[]=" + media,
                "media_attributes[][id]=" + media,
                "media_attributes[][description]=a dark square");

        assertThat(edited.json()
                        .path("media_attachments")
                        .path(0)
                        .path("description")
                        .asString())
                .isEqualTo("a dark square");
    }

    @Test
    void a_profile_is_read_and_changed_with_words_for_its_picture() {
        ann.upload("PATCH", "/api/v1/profile", "avatar", picture(), "avatar_description=a red hat", "note=*hi*");

        var profile = ann.get("/api/v1/profile").json();
        assertThat(profile.path("avatar_description").asString()).isEqualTo("a red hat");
        assertThat(profile.path("note").asString()).isEqualTo("*hi*");
        assertThat(nobody.get("/api/v1/accounts/" + profile.path("id").asString())
                        .json()
                        .path("avatar_description")
                        .asString())
                .isEqualTo("a red hat");
        assertThat(ann.delete("/api/v1/profile/avatar").status()).isEqualTo(200);
        assertThat(ann.get("/api/v1/profile").json().path("avatar_description").asString())
                .isEmpty();
    }

    @Test
    void other_sites_can_quote_what_everybody_may_see_and_nothing_else() {
        var open = ann.post("/api/v1/statuses", "status=<b>for all</b>")
                .json()
                .path("url")
                .asString();
        var closed = ann.post("/api/v1/statuses", "status=for few", "visibility=private")
                .json()
                .path("url")
                .asString();

        var card = nobody.get("/api/oembed?url=" + open).json();
        assertThat(card.path("type").asString()).isEqualTo("rich");
        assertThat(card.path("html").asString()).contains("&lt;b&gt;for all").contains(open);
        assertThat(nobody.get("/api/oembed?url=" + closed).status()).isEqualTo(404);
        assertThat(nobody.get("/api/oembed?url=https://elsewhere.example/@ann/1")
                        .status())
                .isEqualTo(404);
        assertThat(nobody.get("/api/oembed").status()).isEqualTo(404);
    }

    @Test
    void small_questions_are_answered() {
        var terms = nobody.get("/api/v1/instance/terms_of_service")
                .json()
                .path("effective_date")
                .asString();

        assertThat(nobody.get("/api/v1/instance/terms_of_service/" + terms)
                        .json()
                        .path("effective")
                        .asBoolean())
                .isTrue();
        assertThat(nobody.get("/api/v1/instance/terms_of_service/1999-01-01").status())
                .isEqualTo(404);
        assertThat(nobody.get("/api/v1/peers/search?q=").json().size()).isZero();
        assertThat(ann.get("/api/v1/emails/check_confirmation").json().asBoolean())
                .isTrue();
        assertThat(ann.post("/api/v1/emails/confirmations").status()).isEqualTo(403);
        assertThat(AppClient.send(nobody.request("/invite/guess").header("Accept", "application/json"))
                        .status())
                .isEqualTo(401);
    }
}
