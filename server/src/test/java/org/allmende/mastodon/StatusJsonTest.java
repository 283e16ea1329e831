// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.allmende.mastodon.Samples.ANN;
import static org.allmende.mastodon.Samples.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activity.Preview;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.filters.Sieve;
import org.allmende.posts.Poll;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import org.allmende.previews.LinkCard;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatusJsonTest {

    @Test
    void a_post_has_what_apps_decode_without_asking() {
        var json = shown(Samples.post(10, ANN, Audience.PUBLIC, Optional.empty(), Optional.empty()), Reader.ANYONE);

        assertThat(json.path("id").asString()).isEqualTo("10");
        assertThat(json.path("created_at").asString()).isEqualTo("2026-11-01T12:00:00.005Z");
        assertThat(json.path("in_reply_to_id").asString()).isEqualTo("5");
        assertThat(json.path("in_reply_to_account_id").asString()).isEqualTo("2");
        assertThat(json.path("spoiler_text").asString()).isEqualTo("careful");
        assertThat(json.path("content").asString()).isEqualTo("<p>post 10</p>");
        assertThat(json.path("replies_count").asInt()).isEqualTo(9);
        assertThat(json.path("reblogs_count").asInt()).isEqualTo(8);
        assertThat(json.path("favourites_count").asInt()).isEqualTo(7);
        assertThat(json.path("account").path("acct").asString()).isEqualTo("ann");
        assertThat(json.path("mentions").path(0).path("acct").asString()).isEqualTo("bob@b.example");
        assertThat(json.path("tags").path(0).path("url").asString()).isEqualTo("https://a.example/tags/tea");
        for (var name : List.of("reblog", "application", "card", "poll", "edited_at")) {
            assertThat(json.has(name)).as(name).isTrue();
            assertThat(json.path(name).isNull()).as(name).isTrue();
        }
        assertThat(json.path("emojis").isArray()).isTrue();
    }

    @Test
    void what_one_did_oneself_is_told_to_members_alone() {
        var post = Samples.post(10, ANN, Audience.PUBLIC, Optional.empty(), Optional.empty());

        assertThat(shown(post, Reader.ANYONE).has("favourited")).isFalse();
        assertThat(shown(post, Reader.member(BOB.id())).path("favourited").asBoolean())
                .isTrue();
        assertThat(shown(post, Reader.member(BOB.id())).has("pinned")).isFalse();
        assertThat(shown(post, Reader.member(ANN.id())).path("pinned").asBoolean())
                .isTrue();
    }

    @Test
    void each_audience_has_its_word() {
        assertThat(visibility(Audience.PUBLIC)).isEqualTo("public");
        assertThat(visibility(Audience.UNLISTED)).isEqualTo("unlisted");
        assertThat(visibility(Audience.FOLLOWERS)).isEqualTo("private");
        assertThat(visibility(new Audience(Reach.MUTUALS, false))).isEqualTo("private");
        assertThat(visibility(Audience.DIRECT)).isEqualTo("direct");
        var local = shown(
                Samples.post(10, ANN, Audience.LOCAL, Optional.empty(), Optional.empty()), Reader.member(ANN.id()));
        assertThat(local.path("visibility").asString()).isEqualTo("public");
        assertThat(local.path("local_only").asBoolean()).isTrue();
        assertThat(Visibilities.read("local", false)).contains(Audience.LOCAL);
        assertThat(Visibilities.read("everybody", false)).isEmpty();
    }

    @Test
    void a_share_holds_the_shared_post_and_shows_its_content() {
        var original = Samples.post(10, BOB, Audience.PUBLIC, Optional.empty(), Optional.empty());
        var json =
                shown(Samples.post(11, ANN, Audience.PUBLIC, Optional.of(original), Optional.empty()), Reader.ANYONE);

        assertThat(json.path("id").asString()).isEqualTo("11");
        assertThat(json.path("account").path("acct").asString()).isEqualTo("ann");
        assertThat(json.path("content").asString()).isEqualTo("<p>post 10</p>");
        assertThat(json.path("reblog").path("id").asString()).isEqualTo("10");
        assertThat(json.path("reblog").path("account").path("acct").asString()).isEqualTo("bob@b.example");
    }

    @Test
    void a_running_poll_that_hides_its_totals_tells_none() {
        var options = List.of(new Poll.Option("yes", 3), new Poll.Option("no", 1));
        var running = poll(options, false);
        var over = poll(options, true);

        assertThat(running.path("options").path(0).path("votes_count").isNull()).isTrue();
        assertThat(over.path("options").path(0).path("votes_count").asInt()).isEqualTo(3);
        assertThat(over.path("id").asString()).isEqualTo("10");
        assertThat(over.path("own_votes").path(0).asInt()).isEqualTo(1);
    }

    private static JsonNode poll(List<Poll.Option> options, boolean closed) {
        var poll =
                new Poll(new PostId(10), options, false, true, Optional.of(Samples.NOON), closed, 4, true, List.of(1));
        return shown(
                        Samples.post(10, ANN, Audience.PUBLIC, Optional.empty(), Optional.of(poll)),
                        Reader.member(new ActorId(9)))
                .path("poll");
    }

    @Test
    void pictures_have_addresses_sizes_and_focus() {
        var json = shown(Samples.post(10, ANN, Audience.PUBLIC, Optional.empty(), Optional.empty()), Reader.ANYONE)
                .path("media_attachments")
                .path(0);

        assertThat(json.path("type").asString()).isEqualTo("image");
        assertThat(json.path("url").asString()).isEqualTo("https://a.example/media/71/s3cret/original");
        assertThat(json.path("preview_url").asString()).isEqualTo("https://a.example/media/71/s3cret/small");
        assertThat(json.path("description").isNull()).isTrue();
        assertThat(json.path("meta").path("original").path("size").asString()).isEqualTo("800x600");
        assertThat(json.path("meta").path("small").path("width").asInt()).isEqualTo(400);
        assertThat(json.path("meta").path("focus").path("x").asDouble()).isEqualTo(0.5);
    }

    @Test
    void what_a_link_leads_to_is_text_and_never_html() {
        var post = Samples.post(10, ANN, Audience.PUBLIC, Optional.empty(), Optional.empty());
        var said = new Preview(
                "https://news.example/1",
                "Herons",
                "<iframe>",
                "Ann",
                Optional.empty(),
                "News",
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty());
        var cards = Map.of(post.id(), new LinkCard(said, Optional.empty(), true, false));
        var writer = new StatusJson(Samples.faces(), Reader.ANYONE, cards);

        var card = Samples.read(Json.line(json -> writer.write(json, post))).path("card");

        assertThat(card.path("type").asString()).isEqualTo("link");
        assertThat(card.path("title").asString()).isEqualTo("Herons");
        assertThat(card.path("html").asString("-")).isEmpty();
        assertThat(card.path("embed_url").asString("-")).isEmpty();
        assertThat(card.path("image").isNull()).isTrue();
        assertThat(card.path("authors").path(0).path("name").asString()).isEqualTo("Ann");
        assertThat(card.path("authors").path(0).path("account").isNull()).isTrue();
        var known = new StatusJson(
                Samples.faces(), Reader.ANYONE, new Sifting(Sieve.NOTHING, cards, Map.of(post.id(), BOB)));
        assertThat(Samples.read(Json.line(json -> known.write(json, post)))
                        .path("card")
                        .path("authors")
                        .path(0)
                        .path("account")
                        .path("id")
                        .asString())
                .isEqualTo(BOB.id().toString());
        assertThat(shown(post, Reader.ANYONE).path("card").isNull()).isTrue();
    }

    @Test
    void people_have_pictures_or_what_stands_for_them() {
        var writer = new AccountJson(Samples.faces());

        var ann = Samples.read(Json.line(json -> writer.write(json, ANN)));
        var bob = Samples.read(Json.line(json -> writer.write(json, BOB)));

        assertThat(ann.path("avatar").asString()).isEqualTo("https://a.example/avatars/original/missing.png");
        assertThat(bob.path("avatar").asString()).isEqualTo("https://a.example/media/70/s3cret/original");
        assertThat(ann.path("created_at").asString()).isEqualTo("2026-11-01T00:00:00.000Z");
        assertThat(ann.path("last_status_at").asString()).isEqualTo("2026-11-01");
        assertThat(ann.path("fields").path(0).path("verified_at").asString()).isEqualTo("2026-11-01T12:00:00.005Z");
        assertThat(ann.path("note").asString()).isEqualTo("<p>hello</p>");
        assertThat(ann.path("locked").asBoolean()).isTrue();
    }

    private static String visibility(Audience audience) {
        return shown(Samples.post(10, ANN, audience, Optional.empty(), Optional.empty()), Reader.ANYONE)
                .path("visibility")
                .asString();
    }

    private static JsonNode shown(Post post, Reader reader) {
        var writer = new StatusJson(Samples.faces(), reader);
        return Samples.read(Json.line(json -> writer.write(json, post)));
    }
}
