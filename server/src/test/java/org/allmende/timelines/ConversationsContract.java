// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.people.Person;
import org.allmende.posts.Commons;
import org.allmende.posts.Post;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Letters, as each who takes part sees them, on any database.
abstract class ConversationsContract {

    private Commons commons;
    private Conversations conversations;
    private ActorId alice;
    private ActorId bob;
    private ActorId carol;
    private ActorId dora;

    abstract Database open();

    @BeforeEach
    void settle() {
        commons = new Commons(open());
        conversations = new Conversations(commons.database, commons.ids, commons.clock, commons.posts);
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

    private List<Conversation> of(ActorId reader) {
        return conversations.of(reader, Page.first(20)).items();
    }

    private List<PostId> lastOf(ActorId reader) {
        return of(reader).stream().map(one -> one.last().id()).toList();
    }

    @Test
    void a_letter_makes_one_conversation_for_each_who_takes_part_and_answers_go_on_with_it() {
        var first = commons.says(alice, "hello", Audience.DIRECT, bob, dora);

        assertThat(of(alice)).singleElement().satisfies(one -> {
            assertThat(one.unread()).isFalse();
            assertThat(one.people()).extracting(Person::id).containsExactlyInAnyOrder(bob, dora);
        });
        assertThat(of(bob)).singleElement().satisfies(one -> {
            assertThat(one.unread()).isTrue();
            assertThat(one.people()).extracting(Person::id).containsExactlyInAnyOrder(alice, dora);
        });
        assertThat(of(carol)).isEmpty();
        assertThat(conversations.unread(bob)).isOne();

        var second = commons.reply(dora, first, Audience.DIRECT, alice, bob);
        assertThat(lastOf(alice)).containsExactly(second);
        assertThat(of(alice).getFirst().unread()).isTrue();

        var aside = commons.reply(bob, second, Audience.DIRECT, alice);
        assertThat(lastOf(alice)).containsExactly(aside, second);
        commons.says(alice, "for everybody", Audience.PUBLIC, bob);
        assertThat(lastOf(bob)).containsExactly(aside, second);
        assertThat(conversations.letters(bob, Page.first(20)).items())
                .extracting(Post::id)
                .containsExactly(aside, second, first);
    }

    @Test
    void it_is_read_unread_and_put_away_by_its_reader_alone() {
        var post = commons.says(alice, "hello", Audience.DIRECT, bob);
        var id = of(bob).getFirst().id();

        assertThat(conversations.mark(alice, id, false)).isFalse();
        assertThat(conversations.remove(alice, id)).isFalse();
        assertThat(conversations.find(alice, id)).isEmpty();
        conversations.looked(bob, post);
        assertThat(of(bob).getFirst().unread()).isFalse();
        assertThat(conversations.mark(bob, id, true)).isTrue();
        assertThat(conversations.unread(bob)).isOne();

        assertThat(conversations.remove(bob, id)).isTrue();
        assertThat(of(bob)).isEmpty();
        assertThat(of(alice)).hasSize(1);
        var again = commons.reply(alice, post, Audience.DIRECT, bob);
        assertThat(lastOf(bob)).containsExactly(again);
    }

    @Test
    void what_is_taken_back_leaves_the_word_before_it_as_the_last() {
        var first = commons.says(alice, "hello", Audience.DIRECT, bob);
        var second = commons.reply(alice, first, Audience.DIRECT, bob);

        erase(second);
        assertThat(lastOf(bob)).containsExactly(first);
        erase(first);
        assertThat(of(bob)).isEmpty();
        assertThat(conversations.unread(bob)).isZero();
    }

    @Test
    void when_somebody_leaves_what_the_others_said_stays() {
        var first = commons.says(alice, "hello", Audience.DIRECT, bob, carol);
        commons.reply(bob, first, Audience.DIRECT, alice, carol);
        commons.says(bob, "only you", Audience.DIRECT, carol);

        var erase = new Activity.EraseActor(commons.next(), bob);
        commons.act(tx -> commons.village.people().erase(tx, erase));

        assertThat(lastOf(carol)).containsExactly(first);
        assertThat(of(bob)).isEmpty();
        assertThat(conversations.unread(carol)).isOne();
    }

    private void erase(PostId post) {
        var erase = new Activity.Erase(commons.next(), alice, post);
        commons.act(erase, tx -> commons.posts.erase(tx, erase));
    }

    @Test
    void nobody_is_written_to_by_somebody_whom_they_do_not_want() {
        commons.says(alice, "hello", Audience.DIRECT, bob);
        commons.block(bob, alice);
        assertThat(of(bob)).isEmpty();
        assertThat(conversations.unread(bob)).isZero();

        commons.village.blocks().domains().avoid(carol, "d.example");
        commons.says(dora, "hello", Audience.DIRECT, carol);
        assertThat(of(carol)).isEmpty();
        assertThat(conversations.unread(carol)).isZero();
    }

    @Test
    void who_listens_for_letters_is_told_of_theirs() throws Exception {
        var home = new Home(commons.database, commons.ids, commons.posts, commons.village.follows());
        var lists = new Lists(
                commons.database, commons.ids, commons.village.people(), commons.posts, commons.village.follows());
        var live = new Live(commons.database, home, lists);
        var heard = new ConcurrentLinkedQueue<LiveEvent>();

        try (var _ = live.subscribe(Set.of(new Channel.Conversing(bob)), (_, event) -> heard.add(event))) {
            commons.says(alice, "hello", Audience.DIRECT, carol);
            commons.says(alice, "hello", Audience.DIRECT, bob);
        }

        assertThat(heard)
                .containsExactly(new LiveEvent.Conversed(of(bob).getFirst().id()));
    }
}
