// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.previews;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Draft;
import org.allmende.activity.Origin;
import org.allmende.activity.Preview;
import org.allmende.activity.Tally;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.Jobs;
import org.allmende.database.Settings;
import org.allmende.posts.Commons;
import org.allmende.previews.LinkReader.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// When links are looked at, how often, and whose word is shown.
abstract class PreviewsContract {

    private static final String URL = "https://news.example/1";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<String, Reading> page =
            url -> new Reading.Described(preview(url, "as we saw it", Optional.of("https://news.example/1.jpg")));
    private Commons commons;
    private Settings settings;
    private Previews previews;
    private Jobs jobs;
    private ActorId alice;
    private ActorId dora;

    abstract Database open();

    @BeforeEach
    void settle() {
        commons = new Commons(open());
        settings = new Settings(commons.database, commons.clock);
        previews = new Previews(
                commons.database, settings, commons.ids, commons.clock, new Random(7), commons.media, url -> {
                    asked.add(url);
                    return page.apply(url);
                });
        jobs = new Jobs(commons.database, commons.clock);
        previews.work(jobs);
        jobs.start(true);
        alice = commons.member("alice");
        dora = commons.stranger("dora", "d.example");
    }

    @AfterEach
    void close() {
        if (commons != null) {
            jobs.close();
            commons.close();
        }
    }

    private static Preview preview(String url, String title, Optional<String> picture) {
        return new Preview(url, title, "", "", Optional.empty(), "", picture, "", Optional.empty(), Optional.empty());
    }

    private PostId links(String text) {
        var draft = commons.draft("", Audience.PUBLIC);
        return published(alice, with(draft, Optional.empty(), "<p><a href=\"" + text + "\">look</a></p>"));
    }

    private PostId foreign(int number, Optional<Preview> given) {
        var uri = "https://d.example/notes/" + number;
        var origin = new Origin(
                uri,
                uri,
                commons.now(),
                new byte[0],
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Tally.UNKNOWN,
                given,
                Optional.empty(),
                false);
        return published(
                dora,
                with(
                        commons.draft("", Audience.PUBLIC),
                        Optional.of(origin),
                        "<p><a href=\"" + URL + "\">look</a></p>"));
    }

    private static Draft with(Draft draft, Optional<Origin> origin, String html) {
        return new Draft(
                origin,
                new Body(html, "", "text/html"),
                draft.summary(),
                draft.sensitive(),
                draft.language(),
                draft.audience(),
                draft.inReplyTo(),
                draft.mentions(),
                draft.tags(),
                draft.media(),
                draft.poll());
    }

    private PostId published(ActorId author, Draft draft) {
        var post = commons.ids.post();
        var publish = new Activity.Publish(commons.next(), author, post, draft);
        commons.act(publish, tx -> commons.posts.publish(tx, publish));
        return post;
    }

    private LinkCard card(PostId post) {
        return previews.of(List.of(post)).get(post);
    }

    private void seen(PostId post) {
        previews.seen(List.of(card(post)));
    }

    private void later(Duration time) {
        commons.pass(time);
        commons.database.write(tx -> {
            tx.later(Job.of("nothing", ""));
            return true;
        });
        settled();
    }

    private void settled() {
        for (var i = 0; i < 500 && due() > 0; i++) {
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private long due() {
        return commons.database.read(tx -> tx.query("SELECT count(*) FROM job WHERE NOT dead AND due <= :now")
                .bind("now", commons.clock.millis())
                .mapTo(Long.class)
                .one());
    }

    @Test
    void what_a_member_links_to_is_looked_at_at_once() {
        var post = links(URL);
        settled();

        assertThat(asked).containsExactly(URL);
        assertThat(card(post).preview().title()).isEqualTo("as we saw it");
        assertThat(card(post).checked()).isTrue();
        assertThat(card(post).picture()).isPresent();
    }

    @Test
    void what_strangers_link_to_is_looked_at_when_a_member_comes_across_it_and_not_at_once() {
        var post = foreign(1, Optional.empty());
        later(Duration.ofHours(1));
        assertThat(asked).isEmpty();

        seen(post);
        settled();
        assertThat(asked).isEmpty();

        later(Previews.SPREAD);
        assertThat(asked).containsExactly(URL);
        assertThat(card(post).shown()).isTrue();
    }

    @Test
    void an_address_is_looked_at_once_for_everybody() {
        var posts = List.of(foreign(1, Optional.empty()), foreign(2, Optional.empty()), foreign(3, Optional.empty()));
        posts.forEach(this::seen);
        posts.forEach(this::seen);
        later(Previews.SPREAD);
        posts.forEach(this::seen);
        links(URL);
        later(Duration.ofHours(1));

        assertThat(asked).hasSize(1);
        assertThat(posts).allSatisfy(post -> assertThat(card(post).shown()).isTrue());
    }

    @Test
    void what_came_along_is_shown_as_the_word_of_the_author_until_we_have_looked() {
        var post = foreign(1, Optional.of(preview(URL, "as they say", Optional.of("https://d.example/1.jpg"))));

        assertThat(card(post).preview().title()).isEqualTo("as they say");
        assertThat(card(post).checked()).isFalse();

        seen(post);
        later(Previews.SPREAD);

        assertThat(card(post).preview().title()).isEqualTo("as we saw it");
        assertThat(card(post).checked()).isTrue();
    }

    @Test
    void nobody_speaks_for_the_links_of_others() {
        foreign(1, Optional.of(preview(URL, "a lie", Optional.empty())));
        var other = foreign(2, Optional.empty());
        page = _ -> new Reading.Described(preview("https://bank.example/", "my page", Optional.empty()));
        var bank = links("https://bank.example/");
        seen(other);
        later(Previews.SPREAD);

        assertThat(card(other).preview().title()).isEqualTo("my page");
        assertThat(card(other).preview().url()).isEqualTo(URL);
        assertThat(card(bank).preview().url()).isEqualTo("https://bank.example/");
    }

    @Test
    void a_page_that_says_nothing_is_not_asked_again_today_and_the_word_of_the_author_stays() {
        page = _ -> new Reading.Nothing();
        var post = foreign(1, Optional.of(preview(URL, "as they say", Optional.empty())));
        seen(post);
        later(Previews.SPREAD);
        seen(post);
        later(Previews.SPREAD);

        assertThat(asked).hasSize(1);
        assertThat(card(post).preview().title()).isEqualTo("as they say");

        later(Duration.ofDays(2));
        seen(post);
        later(Previews.SPREAD);
        assertThat(asked).hasSize(2);
    }

    @Test
    void an_instance_can_do_without() {
        commons.database.write(tx -> {
            settings.set(tx, Previews.ON, false);
            return true;
        });

        var post = foreign(1, Optional.empty());
        seen(post);
        links(URL);
        later(Duration.ofHours(1));

        assertThat(asked).isEmpty();
    }

    @Test
    void what_is_linked_to_no_more_is_forgotten_with_its_picture() {
        var post = links(URL);
        settled();
        var picture = card(post).picture().orElseThrow().id();
        var erase = new Activity.Erase(commons.next(), alice, post);
        commons.act(erase, tx -> commons.posts.erase(tx, erase));

        assertThat(previews.of(List.of(post))).isEmpty();
        previews.tidy();

        assertThat(commons.media.find(picture)).isEmpty();
    }

    @Test
    void a_picture_is_let_go_when_the_page_shows_another() {
        var post = links(URL);
        settled();
        var before = card(post).picture().orElseThrow().id();
        page = url -> new Reading.Described(preview(url, "anew", Optional.of("https://news.example/2.jpg")));
        later(Previews.FRESH.plusDays(1));
        seen(post);
        later(Previews.SPREAD);

        assertThat(card(post).preview().title()).isEqualTo("anew");
        assertThat(card(post).picture().orElseThrow().id()).isNotEqualTo(before);
        assertThat(commons.media.find(before)).isEmpty();
    }
}
