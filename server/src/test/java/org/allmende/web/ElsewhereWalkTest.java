// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Doing something at a distance: a visitor of one instance who has an account on another.
class ElsewhereWalkTest {

    @TempDir
    static Path one;

    @TempDir
    static Path other;

    private static TrialInstance here;
    private static TrialInstance there;
    private static String ann;
    private static String post;
    private static Browser visitor;

    @BeforeAll
    static void open() {
        here = TrialInstance.start(one);
        there = TrialInstance.start(other);
        ann = here.join("ann").toString();
        there.join("bob");
        there.join("cleo");
        var writer = Browser.of(here, "ann");
        writer.write("worth an answer", "audience=public");
        post = writer.get("/@ann")
                .find("<article class=\"post[^\"]*\" id=\"p(\\d+)\"")
                .orElseThrow();
        visitor = new Browser(here.address(), HttpClient.Redirect.NEVER);
    }

    @AfterAll
    static void close() {
        here.close();
        there.close();
    }

    private static String place() {
        return there.address().getAuthority();
    }

    /// What one is led to, as a path of the other instance.
    private static String led(String path, String home) {
        var answer = visitor.post(path, "home=" + home);
        assertThat(answer.status()).isEqualTo(303);
        var target = URI.create(answer.header("Location"));
        assertThat(target.getAuthority()).isEqualTo(place());
        return target.getRawPath() + "?" + target.getRawQuery();
    }

    @Test
    void a_visitor_follows_from_their_own_server() {
        assertThat(visitor.get("/@ann").html()).contains("/elsewhere/follow/" + ann);
        var form = visitor.get("/elsewhere/follow/" + ann);
        assertThat(form.html()).contains("name=\"home\"", "@ann", "/login?next=");
        assertThat(form.header("Content-Security-Policy")).contains("form-action 'self' https:");

        var led = led("/elsewhere/follow/" + ann, "@bob@" + place());
        var bob = new Browser(there.address());
        var asked = bob.get(led);
        assertThat(asked.path()).startsWith("/login?next=");
        var confirmed = bob.post(
                "/login",
                "name=bob",
                "password=" + TrialInstance.PASSWORD,
                "next="
                        + asked.find("name=\"next\" value=\"([^\"]+)\"")
                                .orElseThrow()
                                .replace("&amp;", "&"));

        assertThat(confirmed.html())
                .contains("Follow ann?", "@ann@" + here.address().getAuthority(), "as @bob");
        assertThat(bob.get("/@bob/following").html()).doesNotContain("@ann@");
        assertThat(bob.post(confirmed.find("action=\"(/people/\\d+/follow)\"").orElseThrow())
                        .html())
                .contains("/unfollow\"");
        assertThat(bob.get(led).path()).startsWith("/@ann@");
    }

    @Test
    void a_visitor_likes_shares_and_answers_from_their_own_server() {
        var shown = visitor.get("/@ann/" + post).html();
        assertThat(shown).contains("/elsewhere/like/" + post, "/elsewhere/share/" + post, "/elsewhere/answer/" + post);
        var cleo = Browser.of(there, "cleo");

        var like = cleo.get(led("/elsewhere/like/" + post, place()));
        var number = like.find("name=\"like\" value=\"(\\d+)\"").orElseThrow();
        assertThat(like.html()).contains("Like this post?", "worth an answer");
        assertThat(cleo.get("/posts/" + number).html()).contains("name=\"like\"");
        cleo.post("/deeds", "like=" + number, "back=/home");
        assertThat(cleo.get("/posts/" + number).html()).contains("name=\"unlike\"");

        var share = cleo.get(led("/elsewhere/share/" + post, "cleo@" + place()));
        assertThat(share.html()).contains("Share this post?", "name=\"share\" value=\"" + number + "\"");
        var answer = cleo.get(led("/elsewhere/answer/" + post, "@cleo@" + place()));
        assertThat(answer.path()).isEqualTo("/compose?reply=" + number);
        assertThat(cleo.get("/authorize_interaction?uri="
                                + uri("@ann@" + here.address().getAuthority()))
                        .html())
                .contains("Follow ann?");
        assertThat(cleo.get("/intents/create?content=hello%20there&inReplyTo=").html())
                .contains("hello there");
        assertThat(cleo.get("/intents/object?object=" + uri(here.address() + "/ap/posts/" + post))
                        .path())
                .endsWith("/" + number);
    }

    private static String uri(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void who_cannot_be_led_anywhere_is_told_at_the_field() {
        var path = "/elsewhere/follow/" + ann;

        assertThat(visitor.post(path, "home=").status()).isEqualTo(422);
        var unreadable = visitor.post(path, "home=<b>nobody</b>");
        assertThat(unreadable.status()).isEqualTo(422);
        assertThat(unreadable.html()).contains("id=\"home-wrong\"", "Please write a handle", "&lt;b>nobody");
        assertThat(visitor.post(path, "home=nobody@" + place()).html())
                .contains("id=\"home-wrong\"", "knows nobody of that name");
        assertThat(visitor.post(path, "home=ann@" + here.address().getAuthority())
                        .header("Location"))
                .isEqualTo("/login?next=%2F%40ann");
    }

    @Test
    void nobody_is_sent_away_by_a_link_or_by_a_form_of_another_site() {
        var path = "/elsewhere/follow/" + ann;

        assertThat(visitor.get(path + "?home=bob@" + place()).status()).isEqualTo(200);
        assertThat(visitor.forged(path, "https://evil.example", "", "home=bob@" + place())
                        .status())
                .isEqualTo(403);
        assertThat(visitor.get("/elsewhere/like/" + ann).status()).isEqualTo(404);
        assertThat(visitor.get("/elsewhere/erase/" + post).status()).isEqualTo(404);
    }

    @Test
    void a_post_that_is_not_for_everybody_offers_nothing() {
        var writer = Browser.of(here, "ann");
        writer.write("for those who follow", "audience=followers");
        var hidden = writer.get("/@ann")
                .find("<article class=\"post[^\"]*\" id=\"p(\\d+)\"")
                .orElseThrow();

        assertThat(visitor.get("/elsewhere/like/" + hidden).status()).isEqualTo(404);
    }

    @Test
    void who_hides_whom_they_know_shows_it_on_no_page_of_others() {
        here.join("dora");
        var dora = Browser.of(here, "dora");
        dora.post("/people/" + ann + "/follow");
        dora.upload("/settings/profile", List.of(), "display=Dora", "bio=", "hidden=1");

        assertThat(dora.get("/settings/profile").html()).containsPattern("name=\"hidden\"[^>]*checked");
        assertThat(dora.get("/@dora/following").html()).contains("@ann");
        assertThat(visitor.get("/@dora/following").html())
                .contains("Dora does not show this.")
                .doesNotContain("@ann");
    }
}
