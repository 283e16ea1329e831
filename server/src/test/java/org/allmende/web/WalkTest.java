// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.allmende.access.Role;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people do in a browser, without any script.
class WalkTest {

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static Browser ann;
    private static Browser bob;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        instance.join("ann", Role.OWNER);
        instance.join("bob");
        ann = Browser.of(instance, "ann");
        bob = Browser.of(instance, "bob");
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static Browser.File picture(String field) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new Browser.File(field, "field.png", bytes.toByteArray());
    }

    private static String number(Browser.Page page, String text) {
        return page.find("<article class=\"post[^\"]*\" id=\"p(\\d+)\"(?:(?!</article>)[\\s\\S])*?" + text)
                .orElseThrow();
    }

    @Test
    void somebody_joins_and_is_at_home() {
        var fresh = new Browser(instance.address());
        fresh.get("/join");

        var refused = fresh.post("/join", "name=no spaces", "password=short", "email=");
        var joined = fresh.post("/join", "name=cleo", "password=a field of clover", "email=", "terms=1");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html()).contains("value=\"no spaces\"").doesNotContain("short\"");
        assertThat(refused.all("aria-invalid=\"(true)\"")).hasSize(3);
        assertThat(joined.path()).isEqualTo("/home");
        assertThat(fresh.get("/@cleo").html()).contains("@cleo@localhost");
    }

    @Test
    void an_invitation_lets_in_where_nobody_else_gets_in() {
        ann.get("/house");
        ann.post(
                "/house",
                "title=Hollerbusch",
                "description=A place",
                "contact=",
                "languages=en",
                "registration=invitation");
        try {
            var visitor = new Browser(instance.address());
            var shut = visitor.get("/join");
            ann.get("/house/invitations");
            var link = ann.post("/house/invitations", "uses=1", "days=7")
                    .find("(/join/[A-Za-z0-9_-]+)")
                    .orElseThrow();
            visitor.get(link);
            var joined = visitor.post(
                    "/join",
                    "name=guest",
                    "password=a field of clover",
                    "terms=1",
                    "invitation=" + link.substring("/join/".length()));

            assertThat(shut.html()).contains("invitation").doesNotContain("name=\"password\"");
            assertThat(joined.path()).isEqualTo("/home");
            assertThat(new Browser(instance.address()).get(link).html()).doesNotContain("name=\"password\"");
        } finally {
            ann.post(
                    "/house",
                    "title=Hollerbusch",
                    "description=A place",
                    "contact=",
                    "languages=en",
                    "registration=open");
        }
    }

    @Test
    void who_applies_waits_until_somebody_lets_them_in() {
        ann.get("/house");
        ann.post(
                "/house",
                "title=Hollerbusch",
                "description=A place",
                "contact=",
                "languages=en",
                "registration=approval");
        try {
            var visitor = new Browser(instance.address());
            visitor.get("/join");
            visitor.post("/join", "name=fern", "password=a field of clover", "terms=1", "reason=I grow medlars");
            var early = visitor.post("/login", "name=fern", "password=a field of clover");
            var approvals = ann.get("/house/members");
            ann.post(approvals.find("(/house/members/\\d+/approve)").orElseThrow());
            var late = visitor.post("/login", "name=fern", "password=a field of clover");

            assertThat(early.status()).isEqualTo(422);
            assertThat(approvals.html()).contains("@fern").contains("I grow medlars");
            assertThat(late.path()).isEqualTo("/home");
        } finally {
            ann.get("/house");
            ann.post(
                    "/house",
                    "title=Hollerbusch",
                    "description=A place",
                    "contact=",
                    "languages=en",
                    "registration=open");
        }
    }

    @Test
    void a_post_is_written_read_liked_edited_and_taken_back() {
        ann.write("The medlars are soft", "audience=public", "language=en");
        var id = number(bob.get("/local"), "The medlars are soft");

        var liked = bob.post("/deeds", "like=" + id, "back=/local");
        bob.post("/deeds", "share=" + id, "back=/local");
        bob.post("/deeds", "bookmark=" + id, "back=/local");
        ann.get("/posts/" + id + "/edit");
        ann.upload("/posts/" + id + "/edit", List.of(), "text=The medlars are very soft", "language=en");
        var thread = bob.get("/@ann/" + id);

        assertThat(liked.html()).contains("name=\"unlike\" value=\"" + id);
        assertThat(thread.html()).contains("very soft").contains("1 share").contains("1 like");
        assertThat(bob.get("/@ann/" + id + "/history").html())
                .contains("are soft")
                .contains("very soft");
        assertThat(bob.get("/@ann/" + id + "/likes").html()).contains("@bob");
        assertThat(bob.get("/bookmarks").html()).contains("very soft");
        assertThat(bob.get("/@bob").html()).contains("very soft");
        assertThat(ann.get("/notifications").html()).contains("likes your post").contains("shared your post");

        assertThat(ann.get("/posts/" + id + "/erase").html()).contains("very soft");
        ann.post("/posts/" + id + "/erase");

        assertThat(bob.get("/@ann/" + id).status()).isEqualTo(404);
        assertThat(bob.get("/local").html()).doesNotContain("very soft");
    }

    @Test
    void a_form_that_comes_twice_makes_one_post() {
        var once = bob.get("/compose").find("name=\"once\" value=\"([^\"]+)\"").orElseThrow();

        bob.upload("/compose", List.of(), "once=" + once, "text=Only one lantern", "audience=public");
        bob.upload("/compose", List.of(), "once=" + once, "text=Only one lantern", "audience=public");

        assertThat(bob.get("/@bob").all("(Only one lantern)")).hasSize(1);
    }

    @Test
    void what_was_typed_survives_a_refusal() {
        var page = ann.write(
                "x".repeat(6_000),
                "audience=followers",
                "warning=Long \"text\"",
                "language=de",
                "option[]=Yes",
                "option[]=No",
                "option[]=<b>",
                "multiple=1");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.html())
                .contains("role=\"alert\"")
                .contains("x".repeat(6_000))
                .contains("value=\"Long &#34;text&#34;\"")
                .containsPattern("value=\"followers\" selected")
                .containsPattern("value=\"de\" selected")
                .contains("value=\"&lt;b")
                .containsPattern("name=\"multiple\" value=\"1\" checked");
    }

    @Test
    void pictures_chosen_in_a_hurry_wait_for_their_description() {
        var once = ann.get("/home").find("name=\"once\" value=\"([^\"]+)\"").orElseThrow();

        var asked = ann.upload(
                "/compose", List.of(picture("file0[]"), picture("file0[]")), "once=" + once, "text=The hives");
        var media = asked.all("name=\"media\\[\\]\" value=\"(\\d+)\"");
        ann.upload(
                "/compose",
                List.of(),
                "once=" + once,
                "text=The hives",
                "audience=public",
                "media[]=" + media.get(0),
                "media-alt[]=A hive in the \"sun\"",
                "media[]=" + media.get(1),
                "media-alt[]=",
                "without[]=" + media.get(1));
        var post = ann.get("/@ann");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(media).hasSize(2);
        assertThat(post.html()).contains("alt=\"A hive in the &#34;sun&#34;\"");
        assertThat(post.all("<img src=\"(/media/" + media.get(1) + ")/")).isEmpty();
    }

    @Test
    void pictures_of_others_cannot_be_taken() {
        var asked = ann.upload("/compose", List.of(picture("file0")), "text=mine", "once=12345678");
        var media = asked.find("name=\"media\\[\\]\" value=\"(\\d+)\"").orElseThrow();

        var page = bob.write("not mine", "media[]=" + media, "media-alt[]=stolen", "audience=public");

        assertThat(page.path()).contains("/home");
        assertThat(bob.get("/@bob").html()).doesNotContain("/media/" + media);
    }

    @Test
    void a_poll_is_asked_and_answered_once() {
        ann.write("Which cake?", "audience=public", "option[]=Plum", "option[]=Poppy", "lasts=60");
        var id = number(bob.get("/@ann"), "Which cake");
        bob.get("/@ann/" + id);

        var none = bob.post("/deeds", "vote=" + id, "back=/@ann/" + id);
        var voted = bob.post("/deeds", "vote=" + id, "c" + id + "[]=1", "back=/@ann/" + id);

        assertThat(none.status()).isEqualTo(422);
        assertThat(voted.html()).contains("1 person voted").contains("100 %").doesNotContain("name=\"vote\"");
        assertThat(bob.post("/deeds", "vote=" + id, "c" + id + "[]=0").status()).isEqualTo(422);
    }

    @Test
    void a_locked_person_is_asked_first() {
        instance.join("dario");
        var dario = Browser.of(instance, "dario");
        dario.get("/settings/profile");
        dario.upload("/settings/profile", List.of(), "display=Dario", "bio=Baker. #bread", "locked=1");
        var profile = bob.get("/@dario");
        var deed = profile.find("(/people/\\d+)/follow").orElseThrow();

        var asked = bob.post(deed + "/follow", "back=/@dario");
        var requests = dario.get("/requests");
        dario.post(requests.find("(/people/\\d+/accept)").orElseThrow(), "back=/requests");

        assertThat(profile.html()).contains("Baker.").contains("href=\"/tags/bread\"");
        assertThat(asked.html()).contains("Take back request");
        assertThat(requests.html()).contains("@bob");
        assertThat(bob.get("/@dario").html()).contains("Unfollow");
    }

    @Test
    void every_page_of_a_list_can_be_reached_and_left_again() {
        instance.join("elif");
        var elif = Browser.of(instance, "elif");
        for (int i = 0; i < 45; i++) {
            elif.write("page number " + i + ".", "audience=public");
        }
        var seen = new ArrayList<String>();

        var page = bob.get("/@elif");
        var back = 0;
        for (var more = true; more; ) {
            seen.addAll(page.all("(page number \\d+\\.)"));
            var older = page.find("rel=\"next\" href=\"([^\"]+)\"");
            more = older.isPresent();
            page = more ? bob.get(older.get()) : page;
        }
        for (var newer = page.find("rel=\"prev\" href=\"([^\"]+)\""); newer.isPresent(); back++) {
            page = bob.get(newer.get());
            newer = page.find("rel=\"prev\" href=\"([^\"]+)\"");
        }

        assertThat(seen).hasSize(45).doesNotHaveDuplicates();
        assertThat(back).isEqualTo(2);
        assertThat(page.html()).contains("page number 44.");
    }

    @Test
    void leaving_needs_the_password_and_takes_everything_along() {
        instance.join("gone");
        var gone = Browser.of(instance, "gone");
        gone.write("my last words", "audience=public");
        gone.get("/settings/leave");

        var wrong = gone.post("/settings/leave", "password=guess", "sure=1");
        var left = gone.post("/settings/leave", "password=" + TrialInstance.PASSWORD, "sure=1");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(left.status()).isEqualTo(200);
        assertThat(gone.get("/home").path()).startsWith("/login");
        assertThat(bob.get("/@gone").status()).isEqualTo(404);
        assertThat(bob.get("/local").html()).doesNotContain("my last words");
    }

    @Test
    void changed_rules_are_accepted_anew() {
        instance.join("grete");
        var grete = Browser.of(instance, "grete");
        var version =
                grete.get("/accept").find("name=\"version\" value=\"(\\d+)\"").orElseThrow();
        var accepted = grete.post("/accept", "version=" + version);
        ann.get("/house/rules");
        ann.post("/house/rules", "text=Close the gate behind you.", "hint=");
        var asked = grete.get("/home");
        var stale = grete.post("/accept", "version=" + version);

        assertThat(accepted.html()).doesNotContain("href=\"/accept\"");
        assertThat(asked.html()).contains("href=\"/accept\"");
        assertThat(stale.html()).contains("href=\"/accept\"");
        assertThat(grete.get("/accept").html()).contains("Close the gate behind you.");
    }

    @Test
    void the_script_gets_the_row_of_buttons_alone() {
        ann.write("press me", "audience=public");
        var id = number(bob.get("/local"), "press me");

        var row = bob.press("like", id);

        assertThat(row.html().strip())
                .startsWith("<div class=\"acts\">")
                .endsWith("</div>")
                .contains("name=\"unlike\"");
    }

    @Test
    void pages_speak_the_language_that_is_asked_for() {
        var visitor = new Browser(instance.address());

        assertThat(visitor.get("/login", "de-CH,fr;q=0.8").html())
                .contains("lang=\"de\"")
                .contains("Anmelden");
        assertThat(visitor.get("/login", "sw, *;q=0.1").html()).contains("lang=\"en\"");
        visitor.post("/look", "look=dark", "language=de");
        assertThat(visitor.get("/login", "en").html())
                .contains("data-theme=\"dark\"")
                .contains("Passwort");
    }
}
