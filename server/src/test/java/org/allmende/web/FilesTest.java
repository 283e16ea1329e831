// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is served beside pages: media, feeds, and what robots and browsers look for.
class FilesTest {

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static Browser ann;
    private static Browser visitor;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        instance.join("ann");
        ann = Browser.of(instance, "ann");
        visitor = new Browser(instance.address());
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    @Test
    void a_picture_is_a_picture_and_nothing_else() throws Exception {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", bytes);
        ann.write(
                List.of(new Browser.File("file0", "evil.html", bytes.toByteArray())),
                "look",
                "audience=public",
                "alt0=a field");
        var path = ann.get("/@ann").find("src=\"(/media/[^\"]+/small)\"").orElseThrow();
        var secret = path.split("/")[3];

        var small = visitor.get(path);
        var original = visitor.get(path.replace("small", "original"));

        assertThat(small.status()).isEqualTo(200);
        for (var file : List.of(small, original)) {
            assertThat(file.header("Content-Type")).startsWith("image/");
            assertThat(file.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
            assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(file.header("Cache-Control")).contains("immutable");
        }
        assertThat(visitor.get(path.replace(secret, "x".repeat(secret.length())))
                        .status())
                .isEqualTo(404);
        assertThat(visitor.get(path.replace("small", "huge")).status()).isEqualTo(404);
        assertThat(ImageIO.read(new ByteArrayInputStream(visitor.bytes(path)))).isNotNull();
    }

    @Test
    void a_feed_tells_the_world_what_the_world_may_read() throws Exception {
        ann.write("for all & everyone <3", "audience=public");
        ann.write("quietly", "audience=unlisted");
        ann.write("spoiled", "audience=public", "warning=the end");
        ann.write("for friends", "audience=followers");

        var feed = visitor.get("/@ann.rss");
        var document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(visitor.bytes("/@ann.rss")));

        assertThat(feed.header("Content-Type")).startsWith("application/rss+xml");
        assertThat(document.getDocumentElement().getTextContent())
                .contains("for all &amp; everyone &lt;3")
                .contains("quietly")
                .contains("the end")
                .doesNotContain("spoiled", "for friends");
        assertThat(visitor.get("/@nobody.rss").status()).isEqualTo(404);
    }

    @Test
    void public_pages_show_themselves_elsewhere_and_others_do_not() {
        ann.write("an open word", "audience=public");
        var open = visitor.get("/local")
                .find("id=\"p(\\d+)\"(?:(?!</article>)[\\s\\S])*an open word")
                .orElseThrow();

        var page = visitor.get("/@ann/" + open);

        assertThat(page.html())
                .contains("property=\"og:description\" content=\"an open word\"")
                .contains("rel=\"canonical\" href=\"" + instance.address() + "/@ann/" + open)
                .contains("type=\"application/activity+json\"");
        assertThat(ann.get("/home").html()).contains("content=\"noindex\"").doesNotContain("og:description");
    }

    @Test
    void robots_and_password_stores_find_their_way() {
        assertThat(visitor.get("/robots.txt").html()).contains("Disallow: /search");
        assertThat(visitor.get("/.well-known/change-password").path()).startsWith("/login?next=%2Fsettings%2Fpassword");
        assertThat(visitor.get("/manifest.webmanifest").html()).contains("\"start_url\":\"/home\"");
        assertThat(visitor.get("/favicon.ico").header("Content-Type")).isEqualTo("image/svg+xml");
    }
}
