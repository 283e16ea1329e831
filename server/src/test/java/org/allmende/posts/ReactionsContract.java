// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activity.Emoji;
import org.allmende.activity.Outcome;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.media.ForeignEmoji;
import org.allmende.people.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the emoji under posts promise on any database.
abstract class ReactionsContract {

    private static final Emoji FIRE = new Emoji.Sign("🔥");
    private static final Emoji SNAIL = new Emoji.Sign("🐌");
    private static final Emoji.Custom CAT = new Emoji.Custom("cat", "d.example");

    private Commons commons;
    private ActorId alice;
    private ActorId bob;
    private ActorId stranger;
    private PostId post;

    abstract Database open();

    @BeforeEach
    void settle() {
        commons = new Commons(open());
        alice = commons.member("alice");
        bob = commons.member("bob");
        stranger = commons.stranger("dora", "d.example");
        post = commons.says(alice, "hello", Audience.PUBLIC);
        commons.media
                .emojis()
                .learn("d.example", List.of(new ForeignEmoji("cat", "https://d.example/cat.png", Optional.empty())));
    }

    @AfterEach
    void close() {
        commons.close();
    }

    private Outcome react(ActorId actor, Emoji emoji) {
        return react(actor, emoji, commons.next());
    }

    private Outcome react(ActorId actor, Emoji emoji, ActivityId id) {
        var react = new Activity.React(id, actor, post, emoji);
        return commons.act(react, tx -> commons.posts.react(tx, react));
    }

    private Outcome unreact(ActorId actor, Emoji emoji) {
        var unreact = new Activity.Unreact(commons.next(), actor, post, emoji);
        return commons.act(unreact, tx -> commons.posts.unreact(tx, unreact));
    }

    private List<Reaction> seenBy(Reader reader) {
        return commons.posts.find(post, reader).orElseThrow().reactions();
    }

    @Test
    void reactions_are_counted_by_emoji_in_the_order_in_which_they_came() {
        react(bob, FIRE);
        react(bob, FIRE);
        react(stranger, CAT);
        react(stranger, FIRE);
        react(bob, SNAIL);

        assertThat(seenBy(Reader.member(bob)))
                .containsExactly(
                        new Reaction(FIRE, 2, true), new Reaction(CAT, 1, false), new Reaction(SNAIL, 1, true));
        assertThat(seenBy(Reader.ANYONE)).extracting(Reaction::mine).containsOnly(false);
        assertThat(commons.posts
                        .reactedWith(post, FIRE, Page.first(20), Reader.ANYONE)
                        .items())
                .extracting(Person::name)
                .containsExactly("dora", "bob");
    }

    @Test
    void what_is_taken_back_counts_no_longer() {
        react(bob, FIRE);
        react(stranger, FIRE);

        assertThat(unreact(bob, FIRE)).isInstanceOf(Outcome.Done.class);
        assertThat(unreact(bob, FIRE)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(unreact(bob, SNAIL)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(seenBy(Reader.member(bob))).containsExactly(new Reaction(FIRE, 1, false));

        unreact(stranger, FIRE);
        assertThat(seenBy(Reader.ANYONE)).isEmpty();
    }

    @Test
    void only_an_emoji_is_an_emoji() {
        for (var wrong : List.of(
                new Emoji.Sign("fire"),
                new Emoji.Sign("🔥🔥"),
                new Emoji.Sign("❤"),
                new Emoji.Custom("dog", "d.example"),
                new Emoji.Custom("cat", ""))) {
            assertThat(react(bob, wrong)).isInstanceOf(Outcome.Refused.class);
        }
        assertThat(seenBy(Reader.ANYONE)).isEmpty();
    }

    @Test
    void nobody_hangs_up_more_than_a_handful() {
        var signs =
                "🍏🍎🍐🍊🍋🍌🍉🍇🍓".codePoints().mapToObj(Character::toString).toList();
        for (var sign : signs.subList(0, EmojiReactions.PER_PERSON_MAX)) {
            assertThat(react(bob, new Emoji.Sign(sign))).isInstanceOf(Outcome.Done.class);
        }

        assertThat(react(bob, new Emoji.Sign(signs.getLast()))).isInstanceOf(Outcome.Refused.class);
        assertThat(react(stranger, new Emoji.Sign(signs.getLast()))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_hundred_strangers_cannot_hang_up_a_thousand_emoji() {
        var signs = IntStream.range(0x1F400, 0x1F600)
                .filter(Character::isEmojiPresentation)
                .mapToObj(Character::toString)
                .iterator();
        for (int i = 0; i < 13; i++) {
            var one = commons.stranger("s" + i, "d.example");
            for (int j = 0; j < EmojiReactions.PER_PERSON_MAX; j++) {
                react(one, new Emoji.Sign(signs.next()));
            }
        }

        assertThat(seenBy(Reader.ANYONE)).hasSize(EmojiReactions.KINDS_MAX);
        assertThat(react(bob, new Emoji.Sign(Character.toString(0x1F400)))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void an_activity_is_remembered_by_what_it_did_and_for_whom() {
        var like = new ActivityId("https://d.example/likes/1");
        var reaction = new ActivityId("https://d.example/likes/2");
        var undo = commons.next();
        commons.act(tx -> commons.posts.like(tx, new Activity.Like(like, stranger, post)));
        react(stranger, CAT, reaction);

        assertThat(commons.posts.takingBack(stranger, like, undo)).contains(new Activity.Unlike(undo, stranger, post));
        assertThat(commons.posts.takingBack(stranger, reaction, undo))
                .contains(new Activity.Unreact(undo, stranger, post, CAT));
        assertThat(commons.posts.takingBack(bob, reaction, undo)).isEmpty();
        unreact(stranger, CAT);
        assertThat(commons.posts.takingBack(stranger, reaction, undo)).isEmpty();
    }

    @Test
    void reactions_go_with_the_post_and_with_the_person() {
        react(stranger, FIRE);
        react(bob, FIRE);
        react(bob, SNAIL);

        while (commons.database.write(tx -> commons.posts.eraseSomeOf(tx, bob))) {
            // In small steps.
        }

        assertThat(seenBy(Reader.ANYONE)).containsExactly(new Reaction(FIRE, 1, false));

        commons.act(tx -> commons.posts.erase(tx, new Activity.Erase(commons.next(), alice, post)));
        assertThat(react(bob, FIRE)).isInstanceOf(Outcome.Refused.class);
        assertThat(rows()).isZero();
    }

    private long rows() {
        return commons.database.read(
                tx -> tx.query("SELECT (SELECT count(*) FROM reaction) + (SELECT count(*) FROM reaction_count)")
                        .mapTo(Long.class)
                        .one());
    }
}
