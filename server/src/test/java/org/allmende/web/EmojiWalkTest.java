// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.allmende.access.Role;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Emoji in a browser without scripts.
class EmojiWalkTest {

    private static final String IMAGE = "<img class=\"emoji\" src=\"(/media/[^\"]+)\" alt=\":%s:\" title=\":%s:\"";

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static Browser olga;
    private static Browser ann;

    @BeforeAll
    static void open() throws IOException {
        instance = TrialInstance.start(folder);
        instance.join("olga", Role.OWNER);
        instance.join("ann");
        olga = Browser.of(instance, "olga");
        ann = Browser.of(instance, "ann");
        olga.get("/house/emojis");
        assertThat(add(olga, "cat", Color.ORANGE).status()).isEqualTo(200);
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static Browser.Page add(Browser who, String name, Color color) throws IOException {
        var image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(4, 4, color.getRGB());
        var png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return who.upload(
                "/house/emojis",
                List.of(new Browser.File("picture", "a.png", png.toByteArray())),
                "shortcode=:" + name + ":",
                "category=animals");
    }

    private static String image(String name) {
        return IMAGE.formatted(name, name);
    }

    private static String postOf(Browser.Page page) {
        return page.find("<article class=\"post main\" id=\"p([0-9]+)\"").orElseThrow();
    }

    private static Browser.Page written(Browser who, String text, String... more) {
        var page = who.write(text, more);
        var post = who.get("/home").find("id=\"p([0-9]+)\"").orElseThrow();
        assertThat(page.status()).isEqualTo(200);
        return who.get("/posts/" + post);
    }

    @Test
    void owners_add_rename_hide_and_remove_them_and_members_do_not() throws IOException {
        add(olga, "owl", Color.BLUE);
        var page = olga.get("/house/emojis");
        var id = page.all("action=\"/house/emojis/([0-9]+)\"").getLast();

        assertThat(page.html()).contains(":owl:");
        assertThat(add(olga, "owl", Color.RED).status()).isEqualTo(422);
        assertThat(add(olga, "no way", Color.RED).status()).isEqualTo(422);
        olga.post("/house/emojis/" + id, "shortcode=barn_owl", "category=", "listed=1");
        assertThat(olga.get("/house/emojis").html()).contains(":barn_owl:").doesNotContain(":owl:");
        assertThat(add(ann, "dog", Color.RED).status()).isEqualTo(404);
        assertThat(ann.get("/house/emojis").status()).isEqualTo(404);
        assertThat(ann.post("/house/emojis/" + id + "/remove").status()).isEqualTo(404);
        assertThat(olga.post("/house/emoji-copies", "foreign=cat@nowhere.example")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void names_become_pictures_in_texts_alone() {
        ann.get("/settings/profile");
        ann.upload(
                "/settings/profile",
                List.of(),
                "display=Ann :cat: <b>",
                "bio=my :cat:",
                "field0=pet :cat:",
                "value0=:cat:");
        var page = written(
                ann,
                "look :cat: https://x.example/:cat:/x <i title=':cat:'>",
                "warning=beware :cat:",
                "option[]=yes :cat:",
                "option[]=no",
                "lasts=1440");
        var profile = ann.get("/@ann");

        var article = page.html().substring(page.html().indexOf("<article class=\"post main\""));
        article = article.substring(0, article.indexOf("</article>"));
        assertThat(article.split(image("cat"), -1)).as(article).hasSizeGreaterThanOrEqualTo(5);
        assertThat(article)
                .contains("href=\"https://x.example/:cat:/x\"")
                .contains("&lt;i title=")
                .contains("Ann <img")
                .contains("&lt;b&gt;");
        assertThat(profile.html().split(image("cat"), -1)).hasSizeGreaterThanOrEqualTo(5);
        var picture = page.find(image("cat")).orElseThrow();
        assertThat(ann.get(picture).header("Content-Type")).isEqualTo("image/png");
    }

    @Test
    void members_react_with_buttons_and_visitors_see_it() {
        var page = written(ann, "react to me");
        var post = postOf(page);
        assertThat(page.html()).contains("value=\"" + post + " 🔥\"").contains("value=\"" + post + " :cat:\"");

        ann.post("/deeds", "react=" + post + " 🔥");
        olga.get("/home");
        olga.post("/deeds", "react=" + post + " 🔥");
        olga.post("/deeds", "react=" + post + " :cat:");
        olga.post("/deeds", "react=" + post, "emoji=🐌");

        var seen = new Browser(instance.address()).get("/posts/" + post);
        assertThat(seen.html()).contains("🔥 <b>2</b>").contains("🐌 <b>1</b>");
        assertThat(seen.find(image("cat"))).isPresent();
        assertThat(seen.html()).doesNotContain("name=\"react\"");
        assertThat(ann.get("/notifications").html()).contains("🔥");

        olga.post("/deeds", "unreact=" + post + " 🔥");
        assertThat(olga.get("/posts/" + post).html()).contains("🔥 <b>1</b>");
        assertThat(olga.post("/deeds", "react=" + post, "emoji=hello").status()).isEqualTo(422);
        assertThat(olga.post("/deeds", "react=" + post + " <script>").status()).isEqualTo(422);
    }
}
