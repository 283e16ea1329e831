// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two real instances and the people on them: what one does, the other sees.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoInstancesContract {

    private Instance here;
    private Instance there;
    private Member alice;
    private Member anna;
    private Member bob;

    abstract Instance open();

    @BeforeAll
    void settle() {
        here = open();
        there = open();
        alice = here.member("alice");
        anna = here.member("anna");
        bob = there.member("bob");
        bob.follow(alice);
    }

    @AfterAll
    void close() {
        if (here != null) {
            here.close();
        }
        if (there != null) {
            there.close();
        }
    }

    static byte[] picture() {
        var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(90, 130, 80));
        pen.fillRect(0, 0, 64, 24);
        pen.dispose();
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_follow_is_seen_on_both_sides() {
        alice.isToldOf("follow", bob);

        assertThat(alice.relationship(alice.find(bob.handle()))
                        .path("followed_by")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_post_with_a_picture_crosses_over_and_its_picture_is_served_there() {
        var media = alice.upload(picture(), "a green field");
        alice.post("/api/v1/statuses", "status", "look at this field", "media_ids[]", media);

        var attachment =
                bob.sees("look at this field").path("media_attachments").get(0);
        var url = attachment.path("url").asString();

        assertThat(attachment.path("description").asString()).isEqualTo("a green field");
        assertThat(url).startsWith(there.address());
        assertThat(bob.status(url.substring(there.address().length()))).isEqualTo(200);
    }

    @Test
    void answers_likes_and_shares_come_back_and_can_be_taken_back() {
        var post = alice.says("what do you think?");
        var seen = bob.sees("what do you think?").path("id").asString();

        bob.post("/api/v1/statuses", "status", alice.handle() + " I like it", "in_reply_to_id", seen);
        bob.post("/api/v1/statuses/" + seen + "/favourite");
        bob.post("/api/v1/statuses/" + seen + "/reblog");
        alice.isToldOf("mention", bob);
        alice.isToldOf("favourite", bob);
        alice.isToldOf("reblog", bob);
        var context = alice.get("/api/v1/statuses/" + post + "/context");
        var counted = alice.get("/api/v1/statuses/" + post);
        bob.post("/api/v1/statuses/" + seen + "/unfavourite");
        bob.post("/api/v1/statuses/" + seen + "/unreblog");

        assertThat(context.path("descendants").get(0).path("content").asString())
                .contains("I like it");
        assertThat(counted.path("favourites_count").asInt()).isOne();
        assertThat(counted.path("reblogs_count").asInt()).isOne();
        Wait.until("both are taken back", () -> {
            var now = alice.get("/api/v1/statuses/" + post);
            return now.path("favourites_count").asInt() == 0
                    && now.path("reblogs_count").asInt() == 0;
        });
    }

    @Test
    void an_edit_and_an_erasure_are_seen_there_too() {
        var post = alice.says("first words");
        var seen = bob.sees("first words").path("id").asString();

        alice.put("/api/v1/statuses/" + post, "status", "second words");
        bob.sees("second words");
        var history = bob.get("/api/v1/statuses/" + seen + "/history");
        alice.delete("/api/v1/statuses/" + post);
        Wait.until("it is gone there", () -> bob.status("/api/v1/statuses/" + seen) == 404);

        assertThat(history).hasSize(2);
    }

    @Test
    void a_poll_is_voted_in_from_afar_and_counted_at_home() {
        var post = alice.post(
                        "/api/v1/statuses",
                        "status",
                        "tea or coffee?",
                        "poll[options][]",
                        "tea",
                        "poll[options][]",
                        "coffee",
                        "poll[expires_in]",
                        "3600")
                .path("id")
                .asString();
        var poll = bob.sees("tea or coffee?").path("poll").path("id").asString();

        bob.post("/api/v1/polls/" + poll + "/votes", "choices[]", "1");

        Wait.until("the vote is counted at home", () -> {
            var options = alice.get("/api/v1/statuses/" + post).path("poll").path("options");
            return options.get(1).path("votes_count").asInt() == 1
                    && options.get(0).path("votes_count").asInt() == 0;
        });
    }

    @Test
    void posts_for_followers_cross_over_but_local_ones_never_do() {
        alice.post("/api/v1/statuses", "status", "only at home", "local_only", "true");
        alice.says("for those who follow me", "private");
        bob.sees("for those who follow me");

        assertThat(bob.atHome("only at home")).isEmpty();
        assertThat(anna.list("/api/v1/timelines/public?local=true").toString()).contains("only at home");
    }

    @Test
    void a_direct_message_reaches_only_who_is_named() {
        alice.says(bob.handle() + " a secret between us", "direct");
        bob.isToldOf("mention", alice);

        assertThat(bob.get("/api/v1/notifications").toString()).contains("a secret between us");
        assertThat(anna.get("/api/v1/timelines/public?local=true").toString()).doesNotContain("a secret between us");
    }

    @Test
    void a_locked_member_decides_who_follows() {
        var clara = here.member("clara");
        var dora = there.member("dora");
        clara.send("PATCH", "/api/v1/accounts/update_credentials", "locked", "true");
        var id = dora.find(clara.handle());
        dora.post("/api/v1/accounts/" + id + "/follow");
        clara.isToldOf("follow_request", dora);
        var before = dora.relationship(id);
        var asking = clara.list("/api/v1/follow_requests").getFirst().path("id").asString();
        clara.post("/api/v1/follow_requests/" + asking + "/authorize");

        assertThat(before.path("requested").asBoolean()).isTrue();
        Wait.until(
                "the request is granted there",
                () -> dora.relationship(id).path("following").asBoolean());
    }

    @Test
    void a_block_ends_the_follow_there() {
        var emil = here.member("emil");
        var frida = there.member("frida");
        frida.follow(emil);
        var id = frida.find(emil.handle());

        emil.post("/api/v1/accounts/" + emil.find(frida.handle()) + "/block");

        Wait.until(
                "the follow is gone there",
                () -> !frida.relationship(id).path("following").asBoolean());
    }

    @Test
    void what_is_posted_while_a_server_is_down_arrives_when_it_is_back() {
        there.kill();
        alice.says("while you were away");
        there.start();

        Wait.until(
                "it arrives after the restart",
                Duration.ofSeconds(90),
                () -> bob.atHome("while you were away").isPresent());
        assertThat(bob.atHome().stream()
                        .filter(status -> status.path("content").asString().contains("while you were away")))
                .hasSize(1);
    }
}
