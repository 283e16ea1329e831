// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.allmende.mastodon.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Emoji between two whole instances, as apps on both sides see them.
class EmojiAcrossTest {

    private static final String ALL = "read write follow push";

    @TempDir
    static Path folder;

    private static TrialInstance here;
    private static TrialInstance there;
    private static AppClient ann;
    private static AppClient bob;
    private static String annsName;

    @BeforeAll
    static void open() throws IOException {
        here = TrialInstance.start(Files.createDirectory(folder.resolve("here")));
        there = TrialInstance.start(Files.createDirectory(folder.resolve("there")));
        var nobody = AppClient.nobody(here.address());
        ann = nobody.with(here.token(here.join("ann"), ALL));
        bob = AppClient.nobody(there.address()).with(there.token(there.join("bob"), ALL));
        annsName = "ann@" + here.address().getAuthority();
        for (var name : List.of("cat", "dog", "fish")) {
            here.emoji(name, picture(name));
        }
        there.emoji("owl", picture("owl"));
        ann.json(
                "PATCH",
                "/api/v1/accounts/update_credentials",
                "{\"display_name\":\"Ann :cat:\",\"note\":\"mine :dog: and none :owl:\"}");
        var found = bob.get("/api/v2/search?resolve=true&type=accounts&q=" + annsName);
        var known = found.json().path("accounts").path(0).path("id").asString();
        bob.post("/api/v1/accounts/" + known + "/follow");
        // Before the answer is there, nothing that Ann says is of interest there.
        soon(() -> assertThat(bob.get("/api/v1/accounts/relationships?id[]=" + known)
                        .json()
                        .path(0)
                        .path("following")
                        .asBoolean())
                .isTrue());
    }

    private static Path picture(String name) throws IOException {
        var image = new BufferedImage(48, 48, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(name.length(), 3, Color.ORANGE.getRGB());
        var file = folder.resolve(name + ".png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @AfterAll
    static void close() {
        here.close();
        there.close();
    }

    private static List<String> names(JsonNode emojis) {
        return emojis.valueStream()
                .map(one ->
                        one.path(one.has("shortcode") ? "shortcode" : "name").asString())
                .toList();
    }

    private static JsonNode arrived(String text) {
        soon(() -> assertThat(latest(text)).isNotNull());
        return latest(text);
    }

    private static JsonNode latest(String text) {
        return bob.get("/api/v1/timelines/home")
                .json()
                .valueStream()
                .filter(post -> post.path("content").asString().contains(text))
                .findFirst()
                .orElse(null);
    }

    private static JsonNode annsView(String post) {
        return ann.get("/api/v1/statuses/" + post).json();
    }

    @Test
    void emoji_travel_in_names_and_texts_and_their_pictures_come_through_us() throws Exception {
        ann.post(
                "/api/v1/statuses",
                "status=travelling :fish: http://x.example/:cat: :nothing:",
                "spoiler_text=beware :dog:",
                "poll[options][]=yes :cat:",
                "poll[options][]=no",
                "poll[expires_in]=3600");

        var post = arrived("travelling");

        assertThat(names(post.path("emojis"))).containsExactly("cat", "dog", "fish");
        assertThat(names(post.path("poll").path("emojis"))).containsExactly("cat");
        assertThat(names(post.path("account").path("emojis"))).containsExactly("cat", "dog");
        for (var address : List.of("url", "static_url")) {
            var url = URI.create(post.path("emojis").path(2).path(address).asString());
            assertThat(url.getAuthority()).isEqualTo(there.address().getAuthority());
            var answer =
                    HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        }
    }

    @Test
    void our_own_are_listed() {
        var listed =
                AppClient.nobody(here.address()).get("/api/v1/custom_emojis").json();

        assertThat(names(listed)).containsExactly("cat", "dog", "fish");
        assertThat(listed.path(0).path("visible_in_picker").asBoolean()).isTrue();
        assertThat(listed.path(0).path("url").asString())
                .startsWith(here.address().toString());
    }

    private static String path(String start, String emoji) {
        return start + URLEncoder.encode(emoji, StandardCharsets.UTF_8);
    }

    @Test
    void reactions_travel_both_ways_and_are_taken_back() {
        var original = ann.post("/api/v1/statuses", "status=react to me").id();
        var copy = "/api/v1/statuses/" + arrived("react to me").path("id").asString();

        bob.post(path(copy + "/react/", "🔥"));
        bob.post(path(copy + "/react/", "owl"));
        var mine = bob.put(path(
                copy.replace("/v1/", "/v1/pleroma/") + "/reactions/",
                "cat@" + here.address().getAuthority()));

        assertThat(names(mine.json().path("reactions"))).hasSize(3);
        assertThat(mine.json().path("reactions").path(0).path("me").asBoolean()).isTrue();
        var owl = "owl@" + there.address().getAuthority();
        soon(() -> assertThat(names(annsView(original).path("pleroma").path("emoji_reactions")))
                .containsExactlyInAnyOrder("🔥", owl, "cat"));
        var picture = annsView(original)
                .path("reactions")
                .valueStream()
                .filter(one -> one.path("name").asString().equals(owl))
                .findFirst()
                .orElseThrow();
        assertThat(picture.path("url").asString()).startsWith(here.address().toString());
        assertThat(picture.path("me").asBoolean()).isFalse();
        var told =
                ann.get("/api/v1/notifications?types[]=pleroma:emoji_reaction").json();
        // Each travels on its own, and the first to arrive is told.
        assertThat(told.path(0).path("emoji").asString()).isIn("🔥", owl, "cat");
        assertThat(told.path(0).path("account").path("username").asString()).isEqualTo("bob");
        var who = ann.get(path("/api/v1/pleroma/statuses/" + original + "/reactions/", "🔥"))
                .json();
        assertThat(who.path(0).path("accounts").path(0).path("username").asString())
                .isEqualTo("bob");

        // Ann joins in with what Bob brought.
        assertThat(names(ann.post(path("/api/v1/statuses/" + original + "/react/", owl))
                        .json()
                        .path("reactions")))
                .hasSize(3);

        bob.delete(path(copy.replace("/v1/", "/v1/pleroma/") + "/reactions/", "🔥"));
        bob.post(path(copy + "/unreact/", "owl"));
        soon(() -> assertThat(annsView(original)
                        .path("reactions")
                        .valueStream()
                        .map(one ->
                                one.path("name").asString() + one.path("count").asInt())
                        .toList())
                .containsExactlyInAnyOrder(owl + 1, "cat1"));
    }

    @Test
    void text_is_no_emoji() {
        var post = ann.post("/api/v1/statuses", "status=hm").id();

        assertThat(ann.post(path("/api/v1/statuses/" + post + "/react/", "hello there"))
                        .status())
                .isEqualTo(422);
        assertThat(ann.post(path("/api/v1/statuses/" + post + "/react/", "unknown_one"))
                        .status())
                .isEqualTo(422);
        assertThat(ann.post(path("/api/v1/statuses/" + post + "/react/", "a")).status())
                .isEqualTo(422);
    }
}
