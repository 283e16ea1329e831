// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activity.Draft;
import org.allmende.activity.Emoji;
import org.allmende.activity.Outcome;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Jobs;
import org.allmende.posts.Commons;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What reaches each reader, on any database.
abstract class TimelinesContract {

    private Commons commons;
    private Home home;
    private Notifications notifications;
    private Live live;
    private Lists lists;
    private Jobs jobs;
    private ActorId alice;
    private ActorId bob;
    private ActorId carol;

    abstract Database open();

    @BeforeEach
    void settle() {
        commons = new Commons(open());
        var follows = commons.village.follows();
        home = new Home(commons.database, commons.ids, commons.posts, follows);
        notifications = new Notifications(
                commons.database, commons.ids, commons.clock, commons.village.people(), commons.posts, follows);
        lists = new Lists(commons.database, commons.ids, commons.village.people(), commons.posts, follows);
        live = new Live(commons.database, home, lists);
        jobs = new Jobs(commons.database, commons.clock);
        home.work(jobs);
        lists.work(jobs);
        commons.posts.work(jobs);
        jobs.start(true);
        alice = commons.member("alice");
        bob = commons.member("bob");
        carol = commons.member("carol");
    }

    @AfterEach
    void close() {
        if (commons != null) {
            jobs.close();
            commons.close();
        }
    }

    private void settled() {
        for (var i = 0; i < 400 && jobs.waiting() > 0; i++) {
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private List<PostId> homeOf(ActorId reader) {
        settled();
        return home.read(reader, Page.first(40)).items().stream().map(Post::id).toList();
    }

    private List<NotificationKind> told(ActorId reader) {
        return notifications.of(reader, NotificationFilter.ALL, Page.first(40)).items().stream()
                .map(Notification::kind)
                .toList();
    }

    @Test
    void a_post_reaches_its_author_and_followers_and_nobody_else() {
        commons.follow(bob, alice);
        var post = commons.says(alice, "hello", Audience.PUBLIC);

        assertThat(homeOf(alice)).containsExactly(post);
        assertThat(homeOf(bob)).containsExactly(post);
        assertThat(homeOf(carol)).isEmpty();
    }

    @Test
    void who_has_only_asked_to_follow_finds_nothing_at_home() {
        var dora = commons.stranger("dora", "d.example");
        commons.follow(bob, dora);
        commons.says(dora, "hello", Audience.PUBLIC);
        commons.says(dora, "for friends", Audience.FOLLOWERS);

        assertThat(homeOf(bob)).isEmpty();
    }

    @Test
    void what_was_looked_for_long_after_it_was_said_is_told_to_nobody() throws Exception {
        var dora = commons.stranger("dora", "d.example");
        commons.follow(bob, dora);
        var heard = new ConcurrentLinkedQueue<LiveEvent>();
        var post = commons.ids.post();
        var draft = commons.foreignDraft("https://d.example/notes/1", "old").foundLate();
        var publish = new Activity.Publish(commons.next(), dora, post, mentioning(draft, carol));

        try (var _ = live.subscribe(Set.of(new Channel.Public(false, false)), (_, event) -> heard.add(event))) {
            commons.act(publish, tx -> commons.posts.publish(tx, publish));
        }

        assertThat(homeOf(bob)).isEmpty();
        assertThat(told(carol)).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(commons.posts.find(post, Reader.ANYONE)).isPresent();
    }

    private static Draft mentioning(Draft draft, ActorId whom) {
        return new Draft(
                draft.origin(),
                draft.body(),
                draft.summary(),
                draft.sensitive(),
                draft.language(),
                draft.audience(),
                draft.inReplyTo(),
                Set.of(whom),
                draft.tags(),
                draft.media(),
                draft.poll());
    }

    @Test
    void a_post_reaches_every_one_of_more_followers_than_are_served_at_once() {
        var crowd = IntStream.range(0, HomeStore.FOLLOWERS_AT_ONCE + 1)
                .mapToObj(number -> commons.member("follower" + number))
                .toList();
        crowd.forEach(follower -> commons.follow(follower, alice));

        var post = commons.says(alice, "hello", Audience.PUBLIC);
        settled();

        assertThat(home.reached(post, crowd)).hasSameSizeAs(crowd);
    }

    @Test
    void what_is_shared_by_several_stands_at_home_once() {
        commons.follow(bob, alice);
        commons.follow(bob, carol);
        var post = commons.says(alice, "hello", Audience.PUBLIC);
        settled();
        commons.share(carol, post);

        assertThat(homeOf(bob)).containsExactly(post);
    }

    @Test
    void following_brings_earlier_posts_home_and_unfollowing_takes_them_away() {
        var post = commons.says(alice, "hello", Audience.PUBLIC);
        settled();

        commons.follow(bob, alice);
        var with = homeOf(bob);
        commons.unfollow(bob, alice);

        assertThat(with).containsExactly(post);
        assertThat(homeOf(bob)).isEmpty();
    }

    @Test
    void answers_to_people_one_does_not_follow_stay_away_from_home() {
        commons.follow(bob, alice);
        var root = commons.says(carol, "hello", Audience.PUBLIC);
        commons.reply(alice, root, Audience.PUBLIC);
        var toBob = commons.says(bob, "mine", Audience.PUBLIC);
        var answer = commons.reply(alice, toBob, Audience.PUBLIC, bob);

        assertThat(homeOf(bob)).containsExactly(answer, toBob);
    }

    @Test
    void muted_people_are_not_at_home_even_when_others_share_them() {
        commons.follow(bob, alice);
        commons.follow(bob, carol);
        var post = commons.says(alice, "hello", Audience.PUBLIC);
        settled();
        commons.share(carol, post);
        commons.village.mutes().mute(bob, alice, true, java.util.Optional.empty());

        assertThat(homeOf(bob)).isEmpty();
    }

    @Test
    void several_reactions_of_one_person_are_one_notification_that_shows_what_is_still_there() {
        var post = commons.says(alice, "hello", Audience.PUBLIC);
        var fire = new Emoji.Sign("🔥");
        var snail = new Emoji.Sign("🐌");
        for (var emoji : List.of(fire, snail)) {
            var react = new Activity.React(commons.next(), bob, post, emoji);
            commons.act(react, tx -> commons.posts.react(tx, react));
        }
        var both =
                notifications.of(alice, NotificationFilter.ALL, Page.first(40)).items();

        takesBack(post, fire);
        var one =
                notifications.of(alice, NotificationFilter.ALL, Page.first(40)).items();
        takesBack(post, snail);

        assertThat(both).extracting(Notification::kind).containsExactly(NotificationKind.REACTION);
        assertThat(both.getFirst().emoji()).contains(fire);
        assertThat(one.getFirst().emoji()).contains(snail);
        assertThat(notifications
                        .of(alice, NotificationFilter.ALL, Page.first(40))
                        .items())
                .isEmpty();
    }

    private void takesBack(PostId post, Emoji emoji) {
        var unreact = new Activity.Unreact(commons.next(), bob, post, emoji);
        commons.act(unreact, tx -> commons.posts.unreact(tx, unreact));
    }

    @Test
    void each_deed_tells_whom_it_concerns_once() {
        var post = commons.says(alice, "hello", Audience.PUBLIC);
        for (var i = 0; i < 2; i++) {
            var like = new Activity.Like(commons.next(), bob, post);
            commons.act(like, tx -> commons.posts.like(tx, like));
        }
        commons.share(bob, post);
        commons.follow(bob, alice);
        commons.says(bob, "hi", Audience.PUBLIC, alice);

        assertThat(told(alice))
                .containsExactly(
                        NotificationKind.MENTION,
                        NotificationKind.FOLLOW,
                        NotificationKind.SHARE,
                        NotificationKind.LIKE);
        assertThat(told(bob)).isEmpty();
    }

    @Test
    void taking_back_takes_the_notification_back() {
        var post = commons.says(alice, "hello", Audience.PUBLIC);
        var like = new Activity.Like(commons.next(), bob, post);
        commons.act(like, tx -> commons.posts.like(tx, like));
        var unlike = new Activity.Unlike(commons.next(), bob, post);
        commons.act(unlike, tx -> commons.posts.unlike(tx, unlike));
        commons.follow(bob, alice);
        commons.unfollow(bob, alice);

        assertThat(told(alice)).isEmpty();
    }

    @Test
    void nobody_is_told_of_people_they_blocked_or_muted_or_of_threads_they_left() {
        var post = commons.says(alice, "hello", Audience.PUBLIC);
        commons.posts.muteThread(alice, post);
        commons.village.mutes().mute(alice, carol, true, java.util.Optional.empty());

        commons.reply(bob, post, Audience.PUBLIC, alice);
        commons.says(carol, "psst", Audience.PUBLIC, alice);

        assertThat(told(alice)).isEmpty();
    }

    @Test
    void an_undone_activity_tells_nobody() {
        var heard = new ArrayList<LiveEvent>();
        try (var _ = live.subscribe(Set.of(new Channel.Public(false, false)), (_, event) -> heard.add(event))) {
            commons.act(tx -> {
                var publish = new Activity.Publish(
                        commons.next(), alice, commons.ids.post(), commons.draft("no", Audience.PUBLIC, bob));
                commons.posts.publish(tx, publish);
                tx.announce(new org.allmende.activity.Accomplished(
                        publish, new Outcome.Done(publish.id(), publish.post().value()), true));
                return new Outcome.Refused(publish.id(), Outcome.Cause.INVALID, "x", "x");
            });
        } catch (Exception e) {
            throw new AssertionError(e);
        }

        assertThat(heard).isEmpty();
        assertThat(told(bob)).isEmpty();
        assertThat(homeOf(alice)).isEmpty();
    }

    @Test
    void who_listens_hears_of_each_post_once_and_only_of_what_reaches_them() throws Exception {
        commons.follow(bob, alice);
        var atHome = new ConcurrentLinkedQueue<LiveEvent>();
        var elsewhere = new ConcurrentLinkedQueue<LiveEvent>();
        PostId post;
        try (var _ = live.subscribe(Set.of(new Channel.AtHome(bob)), (_, event) -> atHome.add(event));
                var _ = live.subscribe(Set.of(new Channel.AtHome(carol)), (_, event) -> elsewhere.add(event))) {
            post = commons.says(alice, "hello", Audience.FOLLOWERS);
            for (var i = 0; i < 400 && atHome.isEmpty(); i++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            settled();
        }

        assertThat(atHome).containsExactly(new LiveEvent.Posted(post));
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void the_end_of_a_post_is_told_only_to_those_who_could_know_of_it() throws Exception {
        commons.follow(bob, alice);
        var among = commons.says(alice, "among us", Audience.FOLLOWERS);
        var aside = commons.says(alice, "psst", Audience.DIRECT, bob);
        var open = commons.says(alice, "hello", Audience.PUBLIC);
        settled();
        var friend = new ConcurrentLinkedQueue<LiveEvent>();
        var stranger = new ConcurrentLinkedQueue<LiveEvent>();
        var streets = new ConcurrentLinkedQueue<LiveEvent>();
        try (var _ = live.subscribe(Set.of(new Channel.AtHome(bob)), (_, event) -> friend.add(event));
                var _ = live.subscribe(Set.of(new Channel.AtHome(carol)), (_, event) -> stranger.add(event));
                var _ = live.subscribe(Set.of(new Channel.Public(false, false)), (_, event) -> streets.add(event))) {
            for (var post : List.of(among, aside, open)) {
                var erase = new Activity.Erase(commons.next(), alice, post);
                commons.act(erase, tx -> commons.posts.erase(tx, erase));
            }
        }

        assertThat(friend)
                .containsExactly(new LiveEvent.Erased(among), new LiveEvent.Erased(aside), new LiveEvent.Erased(open));
        assertThat(stranger).isEmpty();
        assertThat(streets).containsExactly(new LiveEvent.Erased(open));
    }

    @Test
    void the_end_of_a_poll_is_told_to_those_who_voted() {
        var post = commons.ids.post();
        var poll = org.allmende.activity.PollDraft.of(
                List.of("tea", "coffee"), false, false, commons.now().plus(Duration.ofMillis(300)));
        var publish = new Activity.Publish(
                commons.next(), alice, post, commons.with(commons.draft("which?", Audience.PUBLIC), poll));
        commons.act(publish, tx -> commons.posts.publish(tx, publish));
        var vote = new Activity.Vote(commons.next(), bob, post, List.of(0));
        commons.act(vote, tx -> commons.posts.vote(tx, vote));
        commons.pass(Duration.ofSeconds(1));
        var again = new Activity.Like(commons.next(), carol, post);
        commons.act(again, tx -> commons.posts.like(tx, again));

        for (var i = 0; i < 800 && told(bob).isEmpty(); i++) {
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        assertThat(told(bob)).containsExactly(NotificationKind.POLL);
    }

    @Test
    void of_who_leaves_nothing_that_they_read_is_kept() {
        var markers = new Markers(commons.database, commons.clock);
        commons.says(alice, "hello", Audience.PUBLIC);
        markers.set(alice, "home", 10);
        var leave = new Activity.EraseActor(commons.next(), alice);

        commons.act(leave, tx -> commons.village.people().erase(tx, leave));

        assertThat(markers.find(alice, "home")).isEmpty();
        assertThat(homeOf(alice)).isEmpty();
        assertThat(commons.database.<Long>read(tx -> tx.query("SELECT count(*) FROM home WHERE reader = :reader")
                        .bind("reader", alice.value())
                        .mapTo(Long.class)
                        .one()))
                .isZero();
    }

    @Test
    void a_marker_remembers_the_last_one_read() {
        var markers = new Markers(commons.database, commons.clock);
        markers.set(alice, "home", 10);

        assertThat(markers.set(alice, "home", 20).version()).isEqualTo(2);
        assertThat(markers.find(alice, "home").orElseThrow().lastRead()).isEqualTo(20);
        assertThat(markers.find(bob, "home")).isEmpty();
    }

    @Test
    void a_followed_hashtag_brings_public_posts_home_until_it_is_followed_no_longer() throws Exception {
        var before = commons.tagged(bob, "tree");
        home.tags().follow(alice, "tree");
        home.tags().follow(alice, "river");
        commons.follow(alice, carol);
        var heard = new ConcurrentLinkedQueue<LiveEvent>();

        PostId fresh;
        try (var _ = live.subscribe(Set.of(new Channel.AtHome(alice)), (_, event) -> heard.add(event))) {
            fresh = commons.tagged(bob, "tree");
        }
        var both = commons.tagged(bob, "tree", "river");
        var friends = commons.tagged(carol, "tree");
        commons.tagged(bob, "lake");
        commons.says(bob, "#tree, but only in words", Audience.PUBLIC);

        assertThat(homeOf(alice)).containsExactly(friends, both, fresh, before);
        assertThat(heard).containsExactly(new LiveEvent.Posted(fresh));
        assertThat(homeOf(carol)).containsExactly(friends);
        assertThat(home.tags().of(alice, Page.first(1)).items()).containsExactly("river");
        assertThat(home.tags().among(alice, List.of("tree", "lake"))).containsExactly("tree");

        home.tags().unfollow(alice, "tree");
        commons.tagged(bob, "tree");
        assertThat(homeOf(alice)).containsExactly(friends, both);
    }

    @Test
    void a_followed_hashtag_brings_nobody_whom_the_reader_or_the_moderators_do_not_want_there() {
        home.tags().follow(alice, "tree");
        commons.block(alice, bob);
        commons.tagged(bob, "tree");
        commons.database.write(tx -> {
            commons.village.people().limit(tx, carol, true);
            return true;
        });
        commons.tagged(carol, "tree");

        assertThat(homeOf(alice)).isEmpty();
    }

    @Test
    void a_post_reaches_every_one_of_more_who_follow_its_hashtag_than_are_served_at_once() {
        var crowd = IntStream.range(0, 101)
                .mapToObj(number -> commons.member("reader" + number))
                .toList();
        crowd.forEach(reader -> home.tags().follow(reader, "tree"));

        var post = commons.tagged(alice, "tree");
        settled();

        assertThat(home.reached(post, crowd)).hasSameSizeAs(crowd);
    }

    @Test
    void who_avoids_a_domain_is_rid_of_what_came_from_there_and_told_of_nothing_new() {
        var dora = commons.stranger("dora", "d.example");
        commons.follow(alice, bob);
        commons.follow(dora, alice);
        var theirs = commons.says(dora, "hello", Audience.PUBLIC);
        commons.share(bob, theirs);
        assertThat(told(alice)).containsExactly(NotificationKind.FOLLOW);
        assertThat(homeOf(alice)).hasSize(1);

        commons.village.blocks().domains().avoid(alice, "d.example");
        commons.says(dora, "@alice", Audience.PUBLIC, alice);

        assertThat(told(alice)).isEmpty();
        assertThat(homeOf(alice)).isEmpty();
        assertThat(commons.database.<Integer>read(tx -> tx.query("SELECT count(*) FROM home WHERE reader = :reader")
                        .bind("reader", alice.value())
                        .mapTo(Integer.class)
                        .one()))
                .isZero();
    }
}
