// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.allmende.activity.Audience;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Jobs;
import org.allmende.posts.Commons;
import org.allmende.posts.Post;
import org.allmende.timelines.PersonList.Replies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Lists of people, on any database.
abstract class ListsContract {

    private Commons commons;
    private Home home;
    private Lists lists;
    private ActorId alice;
    private ActorId bob;
    private ActorId carol;
    private ActorId dora;

    abstract Database open();

    @BeforeEach
    void settle() {
        commons = new Commons(open());
        var village = commons.village;
        home = new Home(commons.database, commons.ids, commons.posts, village.follows());
        lists = new Lists(commons.database, commons.ids, village.people(), commons.posts, village.follows());
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

    private long list(Replies replies, boolean exclusive, ActorId... people) {
        var list = lists.make(alice, "poets", replies, exclusive).orElseThrow().id();
        assertThat(lists.add(alice, list, List.of(people))).isTrue();
        return list;
    }

    private List<PostId> read(ActorId reader, long list) {
        return lists.read(reader, list, Page.first(40)).items().stream()
                .map(Post::id)
                .toList();
    }

    private List<PostId> homeOf(ActorId reader) {
        return home.read(reader, Page.first(40)).items().stream().map(Post::id).toList();
    }

    @Test
    void a_list_shows_what_its_people_say_without_following_them() {
        var before = commons.says(dora, "before", Audience.PUBLIC);
        var list = list(Replies.LIST, false, dora, bob);

        var after = commons.says(dora, "after", Audience.PUBLIC);
        var hidden = commons.says(bob, "for followers", Audience.FOLLOWERS);
        commons.says(carol, "not on it", Audience.PUBLIC);
        commons.says(dora, "psst", Audience.DIRECT, alice);

        assertThat(read(alice, list)).containsExactly(after, before);
        assertThat(commons.village.follows().between(alice, dora)).isEmpty();
        commons.follow(alice, bob);
        assertThat(read(alice, list)).containsExactly(hidden, after, before);
        assertThat(homeOf(alice)).doesNotContain(after, before);
    }

    @Test
    void a_list_is_paged_and_somebody_taken_off_is_gone_from_it() {
        var list = list(Replies.LIST, false, bob, carol);
        var said = IntStream.range(0, 5)
                .mapToObj(i -> commons.says(i % 2 == 0 ? bob : carol, "no " + i, Audience.PUBLIC))
                .toList();

        var first = lists.read(alice, list, Page.first(2));
        var second = lists.read(alice, list, Page.below(first.oldest().orElseThrow(), 2));
        assertThat(first.items()).extracting(Post::id).containsExactly(said.get(4), said.get(3));
        assertThat(second.items()).extracting(Post::id).containsExactly(said.get(2), said.get(1));

        lists.drop(alice, list, List.of(carol));
        assertThat(read(alice, list)).containsExactly(said.get(4), said.get(2), said.get(0));
        assertThat(lists.people(alice, list, Page.first(10)).items())
                .extracting(person -> person.id())
                .containsExactly(bob);
    }

    @Test
    void answers_appear_as_the_list_says() {
        var question = commons.says(carol, "who is it?", Audience.PUBLIC);
        var mine = commons.says(alice, "and mine", Audience.PUBLIC);
        var list = list(Replies.NONE, false, bob);
        var toCarol = commons.reply(bob, question, Audience.PUBLIC);
        var toMe = commons.reply(bob, mine, Audience.PUBLIC);
        assertThat(read(alice, list)).containsExactly(toMe);

        lists.change(alice, new PersonList(list, "poets", Replies.LIST, false));
        assertThat(read(alice, list)).containsExactly(toMe);
        lists.add(alice, list, List.of(carol));
        lists.change(alice, new PersonList(list, "poets", Replies.FOLLOWED, false));
        assertThat(read(alice, list)).containsExactly(toMe, question);
        lists.change(alice, new PersonList(list, "poets", Replies.LIST, false));
        assertThat(read(alice, list)).containsExactly(toMe, toCarol, question);

        lists.drop(alice, list, List.of(carol));
        commons.follow(alice, carol);
        lists.change(alice, new PersonList(list, "poets", Replies.FOLLOWED, false));
        assertThat(read(alice, list)).containsExactly(toMe, toCarol);
    }

    @Test
    void what_is_shared_appears_once_and_not_by_whom_one_does_not_want_to_share() {
        var list = list(Replies.LIST, false, bob, carol);
        var said = commons.says(dora, "share me", Audience.PUBLIC);
        var share = commons.share(bob, said);
        commons.share(carol, said);

        assertThat(read(alice, list)).containsExactly(share);
    }

    @Test
    void the_people_of_an_exclusive_list_are_not_at_home_until_they_are_taken_off() {
        commons.follow(alice, bob);
        var before = commons.says(bob, "before", Audience.PUBLIC);
        assertThat(homeOf(alice)).containsExactly(before);

        var list = list(Replies.LIST, true, bob);
        var after = commons.says(bob, "after", Audience.PUBLIC);
        assertThat(homeOf(alice)).isEmpty();
        assertThat(read(alice, list)).containsExactly(after, before);

        commons.unfollow(alice, bob);
        commons.follow(alice, bob);
        assertThat(homeOf(alice)).isEmpty();

        lists.change(alice, new PersonList(list, "poets", Replies.LIST, false));
        assertThat(homeOf(alice)).containsExactly(after, before);
        lists.change(alice, new PersonList(list, "poets", Replies.LIST, true));
        assertThat(homeOf(alice)).isEmpty();
        lists.remove(alice, list);
        assertThat(homeOf(alice)).containsExactly(after, before);
    }

    @Test
    void nobody_else_knows_of_a_list() {
        var list = list(Replies.LIST, false, bob);
        commons.says(bob, "hello", Audience.PUBLIC);

        lists.add(carol, list, List.of(dora));
        lists.change(carol, new PersonList(list, "mine now", Replies.LIST, true));
        lists.remove(carol, list);

        assertThat(lists.find(carol, list)).isEmpty();
        assertThat(lists.people(carol, list, Page.first(10)).items()).isEmpty();
        assertThat(read(carol, list)).isEmpty();
        assertThat(lists.of(alice)).extracting(PersonList::title).containsExactly("poets");
        assertThat(lists.with(alice, bob)).hasSize(1);
        assertThat(lists.with(alice, dora)).isEmpty();
        assertThat(lists.with(carol, bob)).isEmpty();
    }

    @Test
    void there_are_only_so_many_lists() {
        for (var i = 0; i < Lists.LISTS_MAX; i++) {
            assertThat(lists.make(alice, "list " + i, Replies.LIST, false)).isPresent();
        }

        assertThat(lists.make(alice, "one more", Replies.LIST, false)).isEmpty();
    }

    @Test
    void a_list_holds_only_so_many_people_and_takes_none_of_those_who_are_too_many() {
        var crowd = IntStream.range(0, Lists.PEOPLE_MAX)
                .mapToObj(i -> commons.stranger("s" + i, "crowd.example"))
                .toList();
        var list = list(Replies.LIST, false, crowd.toArray(ActorId[]::new));

        assertThat(lists.add(alice, list, List.of(bob))).isFalse();
        assertThat(lists.with(alice, bob)).isEmpty();
        assertThat(lists.add(alice, list, crowd)).isTrue();
    }

    @Test
    void who_listens_to_a_list_hears_its_people_and_nobody_else() throws Exception {
        var live = new Live(commons.database, home, lists);
        var list = list(Replies.NONE, false, bob);
        var other = list(Replies.NONE, false, carol);
        var heard = new ConcurrentLinkedQueue<LiveEvent>();

        try (var _ = live.subscribe(Set.of(new Channel.OfList(list)), (_, event) -> heard.add(event))) {
            var question = commons.says(carol, "a question", Audience.PUBLIC);
            var post = commons.says(bob, "hello", Audience.PUBLIC);
            commons.reply(bob, question, Audience.PUBLIC);

            assertThat(heard).containsExactly(new LiveEvent.Posted(post));
            assertThat(read(alice, other)).containsExactly(question);
        }
    }

    @Test
    void a_post_reaches_every_one_of_more_lists_than_are_served_at_once() throws Exception {
        var owners = IntStream.range(0, 201)
                .mapToObj(i -> commons.member("owner" + i))
                .toList();
        owners.forEach(owner -> lists.add(
                owner,
                lists.make(owner, "poets", Replies.LIST, false).orElseThrow().id(),
                List.of(bob)));
        var jobs = new Jobs(commons.database, commons.clock);
        lists.work(jobs);
        jobs.start(true);

        try (jobs) {
            var post = commons.says(bob, "hello", Audience.PUBLIC);
            var all = owners.stream()
                    .map(owner -> lists.of(owner).getFirst().id())
                    .toList();

            for (var i = 0; i < 400 && jobs.waiting() > 0; i++) {
                Thread.sleep(10);
            }
            assertThat(lists.reached(post, all)).hasSize(201);
        }
    }
}
