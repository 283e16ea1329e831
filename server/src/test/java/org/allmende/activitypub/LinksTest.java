// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Draft;
import org.allmende.activity.Preview;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WirePreview;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.previews.LinkCard;
import org.allmende.previews.LinkReader.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Previews of links travel with the posts, so that not every server asks the page.
class LinksTest {

    private static final String URL = "https://news.example/1";

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private Actor bob;
    private ActorId anna;

    @BeforeEach
    void open() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        bob = there.actor("bob");
        anna = home.member("anna");
    }

    @AfterEach
    void close() {
        home.close();
        there.close();
    }

    private PostId links() {
        var draft = HomeInstance.draft("look", Audience.PUBLIC, Optional.empty(), Optional.empty());
        return home.says(
                anna,
                new Draft(
                        draft.origin(),
                        new Body("<p><a href=\"" + URL + "\">look</a></p>", URL, "text/plain"),
                        draft.summary(),
                        draft.sensitive(),
                        draft.language(),
                        draft.audience(),
                        draft.inReplyTo(),
                        draft.mentions(),
                        draft.tags(),
                        draft.media(),
                        draft.poll()));
    }

    private static Reading page(String title) {
        return new Reading.Described(new Preview(
                URL,
                title,
                "about birds",
                "Ann",
                Optional.empty(),
                "News",
                Optional.of("https://news.example/1.jpg"),
                "a heron",
                Optional.empty(),
                Optional.empty()));
    }

    private List<WireActivity> sent() {
        return there.delivered(WireActivity.Kind.CREATE);
    }

    @Test
    void a_post_is_sent_with_what_its_link_leads_to() {
        home.linked = _ -> page("Herons");
        home.follower(there, bob, anna);

        links();
        home.settle();
        assertThat(sent()).isEmpty();
        home.pass(Duration.ofSeconds(3));

        var preview =
                WirePreview.read(sent().getFirst().embedded().orElseThrow()).orElseThrow();
        assertThat(preview.url()).isEqualTo(URL);
        assertThat(preview.title()).isEqualTo("Herons");
        assertThat(preview.description()).isEqualTo("about birds");
        assertThat(preview.author()).isEqualTo("Ann");
        // Our copy, so that the site is not asked by all.
        assertThat(preview.picture().orElseThrow()).startsWith(home.addresses.at("/media/"));
    }

    @Test
    void a_slow_page_delays_nothing_further() throws InterruptedException {
        var answered = new CountDownLatch(1);
        home.linked = _ -> {
            try {
                answered.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return page("Herons");
        };
        home.follower(there, bob, anna);

        links();
        clock.pass(Duration.ofSeconds(3));
        for (var wait = 0; wait < 400 && sent().isEmpty(); wait++) {
            Thread.sleep(20);
        }
        answered.countDown();

        assertThat(sent()).hasSize(1);
        assertThat(WirePreview.read(sent().getFirst().embedded().orElseThrow())).isEmpty();
    }

    @Test
    void a_post_without_a_link_waits_for_nothing() {
        home.follower(there, bob, anna);

        home.says(anna, "hello", Audience.PUBLIC);
        home.settle();

        assertThat(sent()).hasSize(1);
    }

    private LinkCard arrived(String type, String rest) {
        var id = there.base + "/notes/1";
        there.document("/notes/1", ForeignServer.note(id, bob, "…", rest).replaceFirst("Note", type));
        var post = home.federation.lookup().post(id).orElseThrow();
        return home.previews.of(List.of(post)).get(post);
    }

    @Test
    void what_came_along_is_shown_as_the_word_of_its_sender() {
        var card = arrived("Note", """
                "attachment":[{"type":"Link","href":"%s","preview":{"type":"Article","name":"<b>Herons</b>",
                  "summary":"about birds","image":{"type":"Image","url":"%s/heron.jpg","name":"a heron"}}}]
                """.formatted(URL, there.base));

        assertThat(card.preview().title()).isEqualTo("Herons");
        assertThat(card.checked()).isFalse();
        assertThat(card.picture()).isPresent();
        assertThat(card.preview().pictureText()).isEqualTo("a heron");
    }

    @Test
    void a_page_of_lemmys_links_to_what_it_is_about() {
        var card = arrived("Page", """
                "name":"Herons!","image":{"type":"Image","url":"%s/thumb.jpg"},
                "attachment":[{"type":"Link","href":"%s"}]
                """.formatted(there.base, URL));

        assertThat(card.preview()).extracting(Preview::url, Preview::title).containsExactly(URL, "Herons!");
        assertThat(card.picture()).isPresent();
    }
}
