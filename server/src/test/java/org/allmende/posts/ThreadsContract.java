// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Draft;
import org.allmende.activity.Origin;
import org.allmende.activity.Outcome;
import org.allmende.activity.Tally;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What conversations promise on any database: parts of them come late, twice, and in any order.
abstract class ThreadsContract {

    private static final String CONTEXT = "https://d.example/contexts/1";

    private Commons commons;
    private ActorId alice;
    private ActorId bob;
    private ActorId dora;

    abstract Database open();

    @BeforeEach
    void settle() {
        commons = new Commons(open());
        alice = commons.member("alice");
        bob = commons.member("bob");
        dora = commons.stranger("dora", "d.example");
    }

    @AfterEach
    void close() {
        if (commons != null) {
            commons.close();
        }
    }

    private static String uri(int number) {
        return "https://d.example/notes/" + number;
    }

    private Draft said(int number, Optional<Integer> answers, Optional<Instant> updated, Tally tally, String text) {
        var draft = commons.foreignDraft(uri(number), text);
        var origin = new Origin(
                uri(number),
                uri(number),
                commons.now().minus(Duration.ofHours(1)),
                new byte[0],
                updated,
                answers.map(ThreadsContract::uri),
                Optional.of(CONTEXT),
                tally,
                Optional.empty(),
                Optional.empty(),
                false);
        return new Draft(
                Optional.of(origin),
                Body.foreign(text),
                draft.summary(),
                draft.sensitive(),
                draft.language(),
                draft.audience(),
                answers.map(ThreadsContract::uri).flatMap(commons.posts::idOf),
                draft.mentions(),
                draft.tags(),
                draft.media(),
                draft.poll());
    }

    private PostId arrives(Draft draft) {
        var post = commons.ids.post();
        var publish = new Activity.Publish(commons.next(), dora, post, draft);
        commons.act(publish, tx -> commons.posts.publish(tx, publish));
        return post;
    }

    private PostId arrives(int number, Integer... answers) {
        return arrives(said(number, List.of(answers).stream().findFirst(), Optional.empty(), Tally.UNKNOWN, "…"));
    }

    private Outcome changes(PostId post, Draft draft) {
        var edit = new Activity.Edit(commons.next(), dora, post, draft);
        return commons.act(edit, tx -> commons.posts.edit(tx, edit));
    }

    private Post seen(PostId post) {
        return commons.posts.find(post, Reader.ANYONE).orElseThrow();
    }

    @Test
    void an_answer_finds_its_place_when_what_it_answers_arrives_later() {
        var answer = arrives(2, 1);
        var below = commons.reply(alice, answer, Audience.PUBLIC);
        assertThat(commons.posts.lacks(answer)).contains(uri(1));

        var first = arrives(1);

        assertThat(commons.posts.thread(first, Reader.ANYONE).orElseThrow().descendants())
                .extracting(Post::id)
                .containsExactly(answer, below);
        assertThat(List.of(seen(answer).thread(), seen(below).thread())).containsOnly(first);
        assertThat(seen(answer).inReplyToAuthor()).contains(dora);
        assertThat(seen(first).replies()).isOne();
        assertThat(commons.posts.lacks(answer)).isEmpty();
    }

    @Test
    void no_circle_is_closed_by_what_answers_its_own_answers() {
        var first = arrives(1, 3);
        var second = arrives(2, 1);

        var third = arrives(3, 2);

        assertThat(commons.posts.thread(third, Reader.ANYONE).orElseThrow().ancestors())
                .extracting(Post::id)
                .containsExactly(first, second);
        assertThat(seen(first).inReplyTo()).isEmpty();
    }

    @Test
    void a_muted_conversation_stays_muted_when_its_beginning_arrives() {
        var answer = arrives(2, 1);
        commons.posts.muteThread(alice, answer);

        arrives(1);

        assertThat(commons.posts
                        .find(answer, Reader.member(alice))
                        .orElseThrow()
                        .mine()
                        .threadMuted())
                .isTrue();
    }

    @Test
    void an_older_word_that_comes_later_does_not_replace_the_newer() {
        var noon = commons.now();
        var post = arrives(said(1, Optional.empty(), Optional.empty(), Tally.UNKNOWN, "first"));
        changes(post, said(1, Optional.empty(), Optional.of(noon), Tally.UNKNOWN, "third"));

        var older =
                changes(post, said(1, Optional.empty(), Optional.of(noon.minusSeconds(60)), Tally.UNKNOWN, "second"));
        var timeless = changes(post, said(1, Optional.empty(), Optional.empty(), Tally.UNKNOWN, "first"));

        assertThat(List.of(older, timeless)).hasOnlyElementsOfType(Outcome.AlreadyDone.class);
        assertThat(seen(post).body().html()).isEqualTo("third");
        assertThat(seen(post).edited()).contains(noon);
    }

    @Test
    void a_clock_that_runs_ahead_locks_nobody_out() {
        var post = arrives(said(1, Optional.empty(), Optional.empty(), Tally.UNKNOWN, "first"));
        var tomorrow = commons.now().plus(Duration.ofDays(1));
        changes(post, said(1, Optional.empty(), Optional.of(tomorrow), Tally.UNKNOWN, "second"));
        commons.pass(Duration.ofHours(1));

        changes(post, said(1, Optional.empty(), Optional.of(commons.now()), Tally.UNKNOWN, "third"));

        assertThat(seen(post).body().html()).isEqualTo("third");
    }

    @Test
    void counts_are_those_of_the_home_where_it_knows_more() {
        var told = new Tally(OptionalLong.of(7), OptionalLong.of(5), OptionalLong.empty());

        var post = arrives(said(1, Optional.empty(), Optional.empty(), told, "popular"));
        commons.share(bob, post);

        assertThat(seen(post))
                .extracting(Post::replies, Post::likes, Post::shares)
                .containsExactly(7L, 5L, 1L);
    }

    @Test
    void a_conversation_is_listed_as_far_as_the_reader_may_see_it() {
        var first = commons.says(alice, "hello", Audience.PUBLIC);
        var open = commons.reply(bob, first, Audience.UNLISTED);
        var letter = commons.reply(bob, first, Audience.DIRECT, alice);
        commons.share(bob, first);

        assertThat(listed(commons.posts.conversation(first, Page.first(10), Reader.ANYONE)))
                .containsExactly(open, first);
        assertThat(commons.posts.countConversation(first, Reader.ANYONE)).isEqualTo(2);
        assertThat(listed(commons.posts.conversation(first, Page.first(10), Reader.member(alice))))
                .containsExactly(letter, open, first);
        assertThat(listed(commons.posts.answers(first, Page.first(10), Reader.ANYONE)))
                .containsExactly(open);
        assertThat(commons.posts.countAnswers(first, Reader.ANYONE)).isOne();
    }

    private static List<PostId> listed(Slice<Post> slice) {
        return slice.items().stream().map(Post::id).toList();
    }

    @Test
    void where_a_conversation_is_kept_is_forgotten_with_the_post() {
        var post = arrives(1);
        assertThat(commons.posts.contextOf(post)).contains(CONTEXT);

        var erase = new Activity.Erase(commons.next(), dora, post);
        commons.act(erase, tx -> commons.posts.erase(tx, erase));

        assertThat(commons.posts.contextOf(post)).isEmpty();
    }
}
