// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activity.FollowWish;
import org.allmende.activity.Outcome;
import org.allmende.activity.PollDraft;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.people.FollowState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What posts promise on any database.
abstract class PostsContract {

    private Commons commons;
    private ActorId alice;
    private ActorId bob;
    private ActorId carol;
    private ActorId stranger;

    abstract Database open();

    @BeforeEach
    void settle() {
        commons = new Commons(open());
        alice = commons.member("alice");
        bob = commons.member("bob");
        carol = commons.member("carol");
        stranger = commons.stranger("dora", "d.example");
    }

    @AfterEach
    void close() {
        if (commons != null) {
            commons.close();
        }
    }

    private Optional<Post> seen(PostId post, Reader reader) {
        return commons.posts.find(post, reader);
    }

    private PostId says(ActorId author, Audience audience, ActorId... mentions) {
        return commons.says(author, "hello", audience, mentions);
    }

    private Outcome act(BiFunction<Posts, Tx, Outcome> deed) {
        return commons.act(tx -> deed.apply(commons.posts, tx));
    }

    private ActivityId next() {
        return commons.next();
    }

    @Test
    void each_audience_is_seen_by_whom_it_is_for_and_nobody_else() {
        commons.follow(bob, alice);
        commons.follow(alice, bob);
        commons.follow(stranger, alice);
        var open = says(alice, Audience.PUBLIC);
        var followers = says(alice, Audience.FOLLOWERS);
        var mutuals = says(alice, new Audience(Reach.MUTUALS, false));
        var direct = says(alice, Audience.DIRECT, carol);
        var local = says(alice, Audience.LOCAL);

        assertThat(visible(Reader.ANYONE, open, followers, mutuals, direct, local))
                .containsExactly(open);
        assertThat(visible(Reader.member(alice), open, followers, mutuals, direct, local))
                .hasSize(5);
        assertThat(visible(Reader.member(bob), open, followers, mutuals, direct, local))
                .containsExactly(open, followers, mutuals, local);
        assertThat(visible(Reader.member(carol), open, followers, mutuals, direct, local))
                .containsExactly(open, direct, local);
        assertThat(visible(Reader.stranger(stranger), open, followers, mutuals, direct, local))
                .containsExactly(open, followers);
    }

    private List<PostId> visible(Reader reader, PostId... wanted) {
        return commons.posts.find(List.of(wanted), reader).stream()
                .map(Post::id)
                .toList();
    }

    @Test
    void who_is_blocked_sees_nothing_of_who_blocks() {
        var post = says(alice, Audience.PUBLIC);
        commons.block(alice, bob);

        assertThat(seen(post, Reader.member(bob))).isEmpty();
        assertThat(commons.posts
                        .publicTimeline(PublicFilter.LOCAL, Page.first(20), Reader.member(bob))
                        .items())
                .isEmpty();
        assertThat(seen(post, Reader.member(carol))).isPresent();
    }

    @Test
    void a_share_vanishes_with_what_it_shares_and_for_who_may_not_see_that() {
        var post = says(alice, Audience.PUBLIC);
        var share = commons.share(bob, post);
        commons.block(alice, carol);

        assertThat(seen(share, Reader.member(bob)).map(Post::shown).map(Post::id))
                .contains(post);
        assertThat(seen(share, Reader.member(carol))).isEmpty();

        act((posts, tx) -> posts.erase(tx, new Activity.Erase(next(), alice, post)));

        assertThat(seen(share, Reader.member(bob))).isEmpty();
        assertThat(commons.posts
                        .by(bob, AuthorFilter.ALL, Page.first(20), Reader.ANYONE)
                        .items())
                .isEmpty();
    }

    @Test
    void who_is_suspended_is_not_seen_through_the_shares_of_others() {
        var post = says(stranger, Audience.PUBLIC);
        var share = commons.share(bob, post);
        suspend(stranger, true);

        for (var reader : List.of(Reader.ANYONE, Reader.member(bob), Reader.member(carol), Reader.stranger(stranger))) {
            assertThat(visible(reader, post, share)).isEmpty();
            assertThat(commons.posts
                            .by(bob, AuthorFilter.ALL, Page.first(20), reader)
                            .items())
                    .isEmpty();
            assertThat(commons.posts
                            .by(stranger, AuthorFilter.ALL, Page.first(20), reader)
                            .items())
                    .isEmpty();
            assertThat(commons.posts
                            .publicTimeline(PublicFilter.FEDERATED, Page.first(20), reader)
                            .items())
                    .isEmpty();
            assertThat(commons.posts.onTimeline(List.of(post, share), reader)).isEmpty();
        }
        suspend(stranger, false);
        assertThat(visible(Reader.ANYONE, post, share)).hasSize(2);
    }

    private void suspend(ActorId whom, boolean suspended) {
        commons.database.write(tx -> {
            commons.village.people().suspend(tx, whom, suspended);
            return true;
        });
    }

    @Test
    void who_has_only_asked_to_follow_sees_nothing_that_is_for_followers() {
        var asked = new Activity.Follow(next(), bob, stranger, FollowWish.USUAL);
        commons.act(asked, tx -> commons.village.follows().follow(tx, asked));
        var post = says(stranger, Audience.FOLLOWERS);
        var mutual = says(stranger, new Audience(Reach.MUTUALS, false));
        commons.follow(stranger, bob);

        assertThat(commons.village
                        .follows()
                        .between(bob, stranger)
                        .orElseThrow()
                        .state())
                .isEqualTo(FollowState.WAITING);
        assertThat(visible(Reader.member(bob), post, mutual)).isEmpty();
        assertThat(commons.posts
                        .by(stranger, AuthorFilter.ALL, Page.first(20), Reader.member(bob))
                        .items())
                .isEmpty();
        assertThat(commons.posts.byUri(
                        seen(post, Reader.member(stranger)).orElseThrow().uri(), Reader.member(bob)))
                .isEmpty();

        var accept = new Activity.AcceptFollow(next(), stranger, bob);
        commons.act(accept, tx -> commons.village.follows().accept(tx, accept));
        assertThat(visible(Reader.member(bob), post, mutual)).containsExactly(post, mutual);
    }

    @Test
    void letters_do_not_show_in_the_number_of_posts() {
        var post = says(alice, Audience.PUBLIC);
        var letter = says(alice, Audience.DIRECT, bob);

        assertThat(commons.village.person("alice").posts()).isEqualTo(1);
        for (var gone : List.of(letter, post)) {
            act((posts, tx) -> posts.erase(tx, new Activity.Erase(next(), alice, gone)));
        }
        assertThat(commons.village.person("alice").posts()).isZero();
    }

    @Test
    void who_shares_among_members_is_shown_to_members() {
        var post = says(alice, Audience.PUBLIC);
        act((posts, tx) -> posts.share(tx, new Activity.Share(next(), bob, commons.ids.post(), post, Audience.LOCAL)));

        assertThat(commons.posts
                        .sharedBy(post, Page.first(20), Reader.member(carol))
                        .items())
                .hasSize(1);
        assertThat(commons.posts.sharedBy(post, Page.first(20), Reader.ANYONE).items())
                .isEmpty();
    }

    @Test
    void an_option_of_two_lines_is_one_option_in_the_history_too() {
        var publish = new Activity.Publish(
                next(),
                stranger,
                commons.ids.post(),
                commons.with(
                        commons.draft("which?", Audience.PUBLIC),
                        new PollDraft(List.of("tea\nor so", "coffee"), false, false, Optional.empty(), List.of(), 0)));
        act((posts, tx) -> posts.publish(tx, publish));

        act((posts, tx) -> posts.edit(
                tx, new Activity.Edit(next(), stranger, publish.post(), commons.draft("never mind", Audience.PUBLIC))));

        assertThat(commons.posts
                        .history(publish.post(), Reader.ANYONE)
                        .getFirst()
                        .pollOptions())
                .containsExactly("tea or so", "coffee");
    }

    @Test
    void only_open_posts_can_be_shared_by_others() {
        var post = says(alice, Audience.FOLLOWERS, bob);

        var outcome = act((posts, tx) ->
                posts.share(tx, new Activity.Share(next(), bob, commons.ids.post(), post, Audience.PUBLIC)));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(seen(post, Reader.member(alice)).orElseThrow().shares()).isZero();
    }

    @Test
    void liking_and_sharing_twice_counts_once_and_can_be_taken_back() {
        var post = says(alice, Audience.PUBLIC);
        for (var i = 0; i < 2; i++) {
            act((posts, tx) -> posts.like(tx, new Activity.Like(next(), bob, post)));
            commons.share(bob, post);
        }
        var liked = seen(post, Reader.member(bob)).orElseThrow();

        act((posts, tx) -> posts.unlike(tx, new Activity.Unlike(next(), bob, post)));
        act((posts, tx) -> posts.unshare(tx, new Activity.Unshare(next(), bob, post)));
        var after = seen(post, Reader.member(bob)).orElseThrow();
        commons.share(bob, post);

        assertThat(liked.likes()).isOne();
        assertThat(liked.shares()).isOne();
        assertThat(liked.mine()).isEqualTo(new Mine(true, true, false, false));
        assertThat(after.likes()).isZero();
        assertThat(after.shares()).isZero();
        assertThat(seen(post, Reader.member(bob)).orElseThrow().shares()).isOne();
    }

    @Test
    void an_erased_post_leaves_no_content_and_refuses_its_replay() {
        var draft = commons.foreignDraft("https://d.example/1", "secret words");
        var id = commons.ids.post();
        act((posts, tx) -> posts.publish(tx, new Activity.Publish(next(), stranger, id, draft)));
        act((posts, tx) -> posts.erase(tx, new Activity.Erase(next(), stranger, id)));

        var replay = act(
                (posts, tx) -> posts.publish(tx, new Activity.Publish(next(), stranger, commons.ids.post(), draft)));

        assertThat(replay).isInstanceOf(Outcome.Refused.class);
        assertThat(seen(id, Reader.member(alice))).isEmpty();
        assertThat(commons.rawText()).doesNotContain("secret words");
        assertThat(commons.posts.erased("https://d.example/1")).isTrue();
    }

    @Test
    void what_was_taken_back_before_it_came_is_refused_when_it_comes() {
        commons.posts.bury(stranger, "https://d.example/2");

        var late = act((posts, tx) -> posts.publish(
                tx,
                new Activity.Publish(
                        next(), stranger, commons.ids.post(), commons.foreignDraft("https://d.example/2", "late"))));

        assertThat(late).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void nobody_edits_or_erases_what_others_wrote() {
        var post = says(alice, Audience.PUBLIC);

        var erased = act((posts, tx) -> posts.erase(tx, new Activity.Erase(next(), bob, post)));
        var edited = act((posts, tx) ->
                posts.edit(tx, new Activity.Edit(next(), bob, post, commons.draft("mine now", Audience.PUBLIC))));

        assertThat(List.of(erased, edited)).allMatch(outcome -> outcome instanceof Outcome.Refused);
        assertThat(seen(post, Reader.ANYONE).orElseThrow().body().source()).isEqualTo("hello");
    }

    @Test
    void an_edit_keeps_what_was_said_before_and_the_audience() {
        var post = says(alice, Audience.FOLLOWERS);

        act((posts, tx) ->
                posts.edit(tx, new Activity.Edit(next(), alice, post, commons.draft("better", Audience.PUBLIC))));
        var now = seen(post, Reader.member(alice)).orElseThrow();

        assertThat(now.body().source()).isEqualTo("better");
        assertThat(now.edited()).isPresent();
        assertThat(now.audience()).isEqualTo(Audience.FOLLOWERS);
        assertThat(commons.posts.history(post, Reader.member(alice)))
                .extracting(PostVersion::html)
                .containsExactly("<p>hello</p>", "<p>better</p>");
        assertThat(commons.posts.history(post, Reader.ANYONE)).isEmpty();
    }

    @Test
    void a_thread_stands_in_the_order_of_its_branches() {
        var root = says(alice, Audience.PUBLIC);
        var first = commons.reply(bob, root, Audience.PUBLIC);
        var second = commons.reply(carol, root, Audience.PUBLIC);
        var below = commons.reply(alice, first, Audience.PUBLIC);
        var hidden = commons.reply(carol, first, Audience.DIRECT);

        var thread = commons.posts.thread(root, Reader.member(bob)).orElseThrow();
        var deep = commons.posts.thread(below, Reader.ANYONE).orElseThrow();

        assertThat(thread.descendants())
                .extracting(Post::id)
                .containsExactly(first, below, second)
                .doesNotContain(hidden);
        assertThat(deep.ancestors()).extracting(Post::id).containsExactly(root, first);
        assertThat(seen(root, Reader.ANYONE).orElseThrow().replies()).isEqualTo(2);
    }

    @Test
    void an_answer_to_a_local_only_post_cannot_leave() {
        var local = says(alice, Audience.LOCAL);

        var outcome = act((posts, tx) -> posts.publish(
                tx, new Activity.Publish(next(), bob, commons.ids.post(), commons.replyDraft(local, Audience.PUBLIC))));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void timelines_are_paged_by_id_in_both_directions() {
        var posts = List.of(
                says(alice, Audience.PUBLIC),
                says(bob, Audience.PUBLIC),
                says(alice, Audience.PUBLIC),
                says(bob, Audience.PUBLIC));

        var newest = commons.posts.publicTimeline(PublicFilter.LOCAL, Page.first(2), Reader.ANYONE);
        var older = commons.posts.publicTimeline(
                PublicFilter.LOCAL, Page.below(newest.oldest().orElseThrow(), 2), Reader.ANYONE);
        var upwards = commons.posts.publicTimeline(
                PublicFilter.LOCAL,
                new Page(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(posts.get(0).value()),
                        2),
                Reader.ANYONE);

        assertThat(newest.items()).extracting(Post::id).containsExactly(posts.get(3), posts.get(2));
        assertThat(older.items()).extracting(Post::id).containsExactly(posts.get(1), posts.get(0));
        assertThat(upwards.items()).extracting(Post::id).containsExactly(posts.get(2), posts.get(1));
    }

    @Test
    void everyone_votes_once_and_not_after_the_end() {
        var poll = PollDraft.of(
                List.of("tea", "coffee"), false, false, commons.now().plus(Duration.ofMinutes(10)));
        var post = commons.ids.post();
        var draft = commons.draft("which?", Audience.PUBLIC);
        act((posts, tx) -> posts.publish(tx, new Activity.Publish(next(), alice, post, commons.with(draft, poll))));

        var first = vote(bob, post, 1);
        var second = vote(bob, post, 0);
        var nonsense = vote(carol, post, 7);
        commons.pass(Duration.ofMinutes(11));
        var late = vote(carol, post, 0);
        var seen = seen(post, Reader.member(bob)).orElseThrow().poll().orElseThrow();

        assertThat(first).isInstanceOf(Outcome.Done.class);
        assertThat(List.of(second, nonsense, late)).allMatch(outcome -> outcome instanceof Outcome.Refused);
        assertThat(seen.options()).extracting(Poll.Option::votes).containsExactly(0L, 1L);
        assertThat(seen.voters()).isOne();
        assertThat(seen.own()).containsExactly(1);
        assertThat(seen.closed()).isTrue();
    }

    private Outcome vote(ActorId voter, PostId post, int choice) {
        return act((posts, tx) -> posts.vote(tx, new Activity.Vote(next(), voter, post, List.of(choice))));
    }

    @Test
    void tags_find_posts_and_can_be_combined() {
        var tea = commons.tagged(alice, "tea");
        var both = commons.tagged(bob, "tea", "cake");

        assertThat(commons.posts
                        .tagged(TagFilter.of("tea"), Page.first(20), Reader.ANYONE)
                        .items())
                .extracting(Post::id)
                .containsExactly(both, tea);
        assertThat(commons.posts
                        .tagged(
                                new TagFilter(List.of("tea"), List.of("cake"), List.of(), PublicFilter.LOCAL),
                                Page.first(20),
                                Reader.ANYONE)
                        .items())
                .extracting(Post::id)
                .containsExactly(both);
        assertThat(commons.posts
                        .tagged(
                                new TagFilter(List.of("tea"), List.of(), List.of("cake"), PublicFilter.LOCAL),
                                Page.first(20),
                                Reader.ANYONE)
                        .items())
                .extracting(Post::id)
                .containsExactly(tea);
    }

    @Test
    void bookmarks_are_private_and_only_of_what_one_may_see() {
        var post = says(alice, Audience.PUBLIC);
        var secret = says(alice, Audience.DIRECT);

        assertThat(commons.posts.bookmark(bob, post)).isTrue();
        assertThat(commons.posts.bookmark(bob, secret)).isFalse();
        assertThat(commons.posts.bookmarked(bob, Page.first(20)).items())
                .extracting(Post::id)
                .containsExactly(post);
        assertThat(commons.posts.bookmarked(alice, Page.first(20)).items()).isEmpty();
    }

    @Test
    void at_most_five_posts_are_pinned_and_stand_in_their_own_list() {
        for (var i = 0; i < 5; i++) {
            var post = says(alice, Audience.PUBLIC);
            act((posts, tx) -> posts.pin(tx, new Activity.Pin(next(), alice, post)));
        }
        var sixth = says(alice, Audience.PUBLIC);

        var outcome = act((posts, tx) -> posts.pin(tx, new Activity.Pin(next(), alice, sixth)));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(commons.posts
                        .by(alice, AuthorFilter.PINNED, Page.first(20), Reader.ANYONE)
                        .items())
                .hasSize(5);
    }

    @Test
    void a_page_of_posts_costs_the_same_number_of_queries_however_long_it_is() {
        for (var i = 0; i < 12; i++) {
            commons.share(bob, commons.tagged(alice, "tag" + i));
        }

        var few = commons.queriesOf(() -> commons.posts.by(bob, AuthorFilter.ALL, Page.first(2), Reader.member(carol)));
        var many =
                commons.queriesOf(() -> commons.posts.by(bob, AuthorFilter.ALL, Page.first(12), Reader.member(carol)));

        assertThat(many).isEqualTo(few).isLessThan(16);
    }

    @Test
    void a_list_of_media_holds_what_shows_some_until_the_author_takes_it_away() {
        says(stranger, Audience.PUBLIC);
        var gone = commons.shows(stranger, "https://d.example/gone.jpg");
        var stays = commons.shows(stranger, "https://d.example/stays.jpg");

        act((posts, tx) ->
                posts.edit(tx, new Activity.Edit(next(), stranger, gone, commons.draft("no more", Audience.PUBLIC))));

        var media = new PublicFilter(false, false, true);
        assertThat(commons.posts
                        .publicTimeline(media, Page.first(20), Reader.ANYONE)
                        .items())
                .extracting(Post::id)
                .containsExactly(stays);
        assertThat(commons.posts
                        .by(stranger, AuthorFilter.MEDIA, Page.first(20), Reader.ANYONE)
                        .items())
                .extracting(Post::id)
                .containsExactly(stays);
    }

    @Test
    void a_tag_is_read_page_by_page_and_several_tags_show_each_post_once() {
        var first = commons.tagged(alice, "tree");
        var second = commons.tagged(alice, "tree", "river");
        var third = commons.tagged(bob, "river");

        var below = commons.posts.tagged(TagFilter.of("tree"), Page.below(second.value(), 20), Reader.ANYONE);
        var either = new TagFilter(List.of("tree", "river"), List.of(), List.of(), PublicFilter.FEDERATED);
        var both = new TagFilter(List.of("tree"), List.of("river"), List.of(), PublicFilter.FEDERATED);

        assertThat(below.items()).extracting(Post::id).containsExactly(first);
        assertThat(commons.posts.tagged(either, Page.first(20), Reader.ANYONE).items())
                .extracting(Post::id)
                .containsExactly(third, second, first);
        assertThat(commons.posts.tagged(both, Page.first(20), Reader.ANYONE).items())
                .extracting(Post::id)
                .containsExactly(second);
    }

    private Outcome feature(ActorId actor, String tag) {
        return act((posts, tx) -> posts.featured().feature(tx, new Activity.FeatureTag(next(), actor, tag)));
    }

    @Test
    void a_profile_shows_its_hashtags_with_what_there_is_of_each() {
        commons.tagged(alice, "tree");
        commons.tagged(bob, "tree");
        var last = commons.tagged(alice, "tree", "river");
        commons.tagged(alice, "lake");

        assertThat(feature(alice, "#Tree")).isInstanceOf(Outcome.Done.class);
        assertThat(feature(alice, "tree")).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(feature(alice, "moon")).isInstanceOf(Outcome.Done.class);
        assertThat(feature(alice, "no tag")).isInstanceOf(Outcome.Refused.class);

        var shown = commons.posts.featured().of(alice, Reader.ANYONE);
        assertThat(shown).extracting(FeaturedTag::tag).containsExactly("tree", "moon");
        assertThat(shown).extracting(FeaturedTag::posts).containsExactly(2L, 0L);
        assertThat(shown.getFirst().last())
                .contains(commons.posts.find(last, Reader.ANYONE).orElseThrow().created());
        assertThat(commons.posts.featured().suggestions(alice)).containsExactly("lake", "river");
        assertThat(commons.posts.featured().of(bob, Reader.ANYONE)).isEmpty();
    }

    @Test
    void a_profile_has_room_for_so_many_hashtags_and_for_another_when_one_is_gone() {
        for (var i = 0; i < FeaturedTags.MAX; i++) {
            feature(alice, "tag" + i);
        }

        assertThat(feature(alice, "onemore")).isInstanceOf(Outcome.Refused.class);
        act((posts, tx) -> posts.featured().unfeature(tx, new Activity.UnfeatureTag(next(), alice, "tag3")));
        assertThat(feature(alice, "onemore")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void the_use_of_a_hashtag_is_counted_by_days_and_by_people_in_public_alone() {
        commons.tagged(alice, "tree");
        commons.pass(Duration.ofDays(2));
        commons.tagged(alice, "tree");
        commons.tagged(alice, "tree");
        var gone = commons.tagged(bob, "tree");
        commons.tagged(stranger, "tree", "river");
        act((posts, tx) -> posts.erase(tx, new Activity.Erase(next(), bob, gone)));

        var week = commons.posts.hashtags().week(List.of("tree", "nothing"));

        assertThat(week.get("tree")).hasSize(Hashtags.DAYS);
        assertThat(week.get("tree")).extracting(TagUse::posts).containsExactly(3L, 0L, 1L, 0L, 0L, 0L, 0L);
        assertThat(week.get("tree")).extracting(TagUse::people).containsExactly(2L, 0L, 1L, 0L, 0L, 0L, 0L);
        assertThat(week.get("nothing"))
                .allSatisfy(day -> assertThat(day.posts()).isZero());
    }

    @Test
    void nothing_is_seen_across_an_avoided_domain_that_one_came_upon_or_that_its_author_wrote() {
        var theirs = says(stranger, Audience.PUBLIC);
        var ours = says(alice, Audience.PUBLIC);
        var domain = commons.village.people().find(stranger).orElseThrow().domain();
        commons.village.blocks().domains().avoid(alice, domain);

        assertThat(commons.posts.onTimeline(List.of(theirs, ours), Reader.member(alice)))
                .extracting(Post::id)
                .containsExactly(ours);
        assertThat(commons.posts.onTimeline(List.of(theirs, ours), Reader.member(bob)))
                .extracting(Post::id)
                .containsExactly(theirs, ours);
        assertThat(commons.posts.find(ours, Reader.stranger(stranger))).isEmpty();
        assertThat(commons.posts.find(theirs, Reader.member(alice))).isPresent();
    }
}
