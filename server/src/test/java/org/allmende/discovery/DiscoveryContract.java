// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.allmende.activity.Activity;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Settings;
import org.allmende.people.Person;
import org.allmende.posts.Commons;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import org.allmende.posts.TagUse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is counted, and what is not, on any database.
abstract class DiscoveryContract {

    private Commons commons;
    private Trends trends;
    private Suggestions suggestions;
    private ActorId alice;
    private ActorId bob;
    private ActorId carol;
    private ActorId dora;

    abstract Database open();

    @BeforeEach
    void settle() {
        commons = new Commons(open());
        trends = new Trends(
                commons.database, new Settings(commons.database, commons.clock), commons.clock, commons.posts);
        suggestions = new Suggestions(commons.database, commons.village.people());
        alice = commons.member("alice");
        bob = commons.member("bob");
        carol = commons.member("carol");
        dora = commons.stranger("dora", "d.example");
    }

    @AfterEach
    void close() {
        if (commons != null) {
            commons.close();
        }
    }

    private void hide(ActorId actor, String column) {
        commons.database.write(tx -> tx.change("UPDATE actor SET " + column + " = FALSE WHERE id = :id")
                .bind("id", actor.value())
                .execute());
    }

    @Test
    void a_trend_is_what_three_different_people_say_in_two_days_if_the_house_shows_it() {
        commons.tagged(alice, "tree", "river");
        commons.tagged(alice, "river");
        commons.tagged(bob, "tree", "river");
        commons.tagged(dora, "tree");
        assertThat(trends.tags()).isEmpty();

        trends.show(true);
        assertThat(trends.tags()).containsExactly("tree");

        commons.tagged(carol, "river");
        assertThat(trends.tags()).containsExactly("tree");
        commons.pass(Duration.ofMinutes(11));
        assertThat(trends.tags()).containsExactly("river", "tree");
        commons.pass(Duration.ofDays(2));
        assertThat(trends.tags()).isEmpty();
    }

    @Test
    void who_does_not_want_to_be_found_or_was_limited_makes_no_trend() {
        trends.show(true);
        hide(carol, "discoverable");
        commons.database.write(tx -> {
            commons.village.people().limit(tx, dora, true);
            return true;
        });
        List.of(alice, bob, carol, dora).forEach(one -> commons.tagged(one, "tree"));

        assertThat(trends.tags()).isEmpty();
    }

    private void like(ActorId actor, PostId post) {
        var like = new Activity.Like(commons.next(), actor, post);
        commons.act(like, tx -> commons.posts.like(tx, like));
    }

    @Test
    void a_post_trends_by_different_people_who_like_or_share_it_and_only_with_its_author_s_leave() {
        trends.show(true);
        var eve = commons.member("eve");
        var liked = commons.tagged(alice, "tree");
        var quiet = commons.tagged(eve, "tree");
        hide(eve, "indexable");
        for (var post : List.of(liked, quiet)) {
            like(bob, post);
            like(carol, post);
            commons.share(bob, post);
        }
        like(alice, liked);
        assertThat(trends.posts(Reader.ANYONE)).isEmpty();

        commons.pass(Duration.ofMinutes(11));
        commons.share(dora, liked);
        commons.share(dora, quiet);
        assertThat(trends.posts(Reader.ANYONE)).extracting(Post::id).containsExactly(liked);

        commons.block(carol, alice);
        assertThat(trends.posts(Reader.member(carol))).isEmpty();
    }

    private PostId links(ActorId author, String url) {
        var post = commons.tagged(author, "link");
        commons.database.write(tx -> tx.change("INSERT INTO post_link (post, url, giver) VALUES (:post, :url, 0)")
                .bind("post", post.value())
                .bind("url", url)
                .execute());
        return post;
    }

    @Test
    void a_link_trends_and_what_is_said_of_it_can_be_read() {
        trends.show(true);
        var url = "https://news.example/1";
        var first = links(alice, url);
        links(alice, "https://news.example/2");
        var second = links(bob, url);
        hide(carol, "discoverable");
        links(carol, url);
        var third = links(dora, url);

        assertThat(trends.links()).singleElement().satisfies(trend -> {
            assertThat(trend.url()).isEqualTo(url);
            assertThat(trend.post()).isEqualTo(third);
            assertThat(trend.week()).extracting(TagUse::people).containsExactly(3L, 0L, 0L, 0L, 0L, 0L, 0L);
        });
        assertThat(trends.linking(url, Page.first(20), Reader.ANYONE).items())
                .extracting(Post::id)
                .containsExactly(third, second, first);
    }

    private List<String> suggested(ActorId reader) {
        return suggestions.of(reader, 10).stream().map(Person::name).toList();
    }

    @Test
    void suggested_is_whom_most_of_those_follow_whom_one_follows_until_dismissed() {
        var eve = commons.member("eve");
        var finn = commons.member("finn");
        var gale = commons.member("gale");
        commons.follow(alice, bob);
        commons.follow(alice, carol);
        commons.follow(bob, eve);
        commons.follow(bob, finn);
        commons.follow(carol, finn);
        commons.follow(carol, gale);
        commons.follow(bob, alice);
        commons.follow(carol, bob);
        hide(gale, "discoverable");

        assertThat(suggested(alice)).containsExactly("finn", "eve");

        suggestions.dismiss(alice, finn);
        assertThat(suggested(alice)).containsExactly("eve");
        commons.block(eve, alice);
        assertThat(suggested(alice)).isEmpty();
    }

    @Test
    void familiar_followers_are_those_one_follows() {
        var eve = commons.member("eve");
        commons.follow(alice, bob);
        commons.follow(alice, carol);
        commons.follow(bob, eve);
        commons.follow(carol, eve);
        commons.follow(dora, eve);

        var known = commons.village.follows().familiar(alice, List.of(eve, dora));

        assertThat(known.get(eve)).extracting(Person::id).containsExactly(carol, bob);
        assertThat(known).doesNotContainKey(dora);
    }
}
