// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activity.Circle;
import org.allmende.activity.Emoji;
import org.allmende.activity.Outcome;
import org.allmende.activity.Policy;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.posts.Interaction;
import org.allmende.posts.InteractionFacts;
import org.allmende.posts.InteractionState;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What asking an author promises on any database.
abstract class InteractionsContract {

    private static final Policy.Rule ASKED = Policy.Rule.ONCE_ASKED;
    private static final Policy ASK = new Policy(ASKED, ASKED, ASKED, ASKED);
    private static final Page FIRST = new Page(Optional.empty(), Optional.empty(), Optional.empty(), 20);

    private final List<Activity> heard = new ArrayList<>();
    private Town town;
    private ActorId ann;
    private ActorId ben;
    private ActorId cat;
    private ActorId dora;

    abstract Database open();

    @BeforeEach
    void settle() {
        town = new Town(open());
        ann = town.member("ann");
        ben = town.member("ben");
        cat = town.member("cat");
        dora = town.stranger("dora", "d.example");
        town.database.within(Accomplished.class, (_, news) -> heard.add(news.activity()));
    }

    @AfterEach
    void close() {
        if (town != null) {
            town.close();
        }
    }

    private PostId says(ActorId author, Policy policy) {
        var post = town.ids.post();
        var draft = Town.draft(Optional.empty(), Audience.PUBLIC, Optional.empty());
        assertThat(town.receive(
                        new Activity.Publish(town.fresh(), author, post, draft.withPolicy(Optional.of(policy)))))
                .isInstanceOf(Outcome.Done.class);
        return post;
    }

    private PostId answers(ActorId actor, PostId post) {
        var answer = town.answer(actor, post, Audience.PUBLIC);
        assertThat(town.receive(answer)).isInstanceOf(Outcome.Done.class);
        return answer.post();
    }

    private boolean seen(PostId post, Reader reader) {
        return town.posts.find(post, reader).isPresent();
    }

    private Post now(PostId post) {
        return town.posts.find(post, Reader.ANYONE).orElseThrow();
    }

    private List<InteractionFacts> waiting() {
        return town.posts
                .interactions()
                .waiting(ann, EnumSet.allOf(Interaction.class), Optional.empty(), FIRST)
                .items();
    }

    private Outcome allow(InteractionFacts facts) {
        return town.receive(
                new Activity.AllowDeed(town.fresh(), facts.author(), facts.post(), facts.address(), Optional.empty()));
    }

    private Outcome refuse(InteractionFacts facts) {
        return town.receive(new Activity.RefuseDeed(town.fresh(), facts.author(), facts.post(), facts.address()));
    }

    @Test
    void an_answer_is_read_by_two_until_the_author_agrees_and_again_by_two_when_they_think_better_of_it() {
        var post = says(ann, ASK);

        var answer = answers(ben, post);

        for (var reader : List.of(Reader.ANYONE, Reader.member(cat), Reader.stranger(dora))) {
            assertThat(seen(answer, reader)).isFalse();
            assertThat(town.posts.thread(post, reader).orElseThrow().descendants())
                    .isEmpty();
            assertThat(town.posts.byUri("https://here.example/p/" + answer, reader))
                    .isEmpty();
        }
        assertThat(seen(answer, Reader.member(ann))).isTrue();
        assertThat(seen(answer, Reader.member(ben))).isTrue();
        assertThat(now(post).replies()).isZero();
        assertThat(heard)
                .noneMatch(one -> one instanceof Activity.Publish publish
                        && publish.post().equals(answer));

        var asked = waiting().getFirst();
        assertThat(allow(asked)).isInstanceOf(Outcome.Done.class);

        assertThat(seen(answer, Reader.ANYONE)).isTrue();
        assertThat(now(post).replies()).isOne();
        assertThat(waiting()).isEmpty();
        assertThat(heard)
                .anyMatch(one -> one instanceof Activity.Publish publish
                        && publish.post().equals(answer));

        town.receive(new Activity.RevokeDeed(town.fresh(), ann, post, asked.address()));

        assertThat(seen(answer, Reader.ANYONE)).isFalse();
        assertThat(seen(answer, Reader.member(ben))).isTrue();
        assertThat(now(post).replies()).isZero();
    }

    @Test
    void a_like_a_reaction_and_a_share_happen_when_the_author_agrees() {
        var post = says(ann, ASK);
        town.receive(town.like(ben, post));
        town.receive(new Activity.React(town.fresh(), ben, post, new Emoji.Sign("🔥")));
        town.receive(new Activity.Share(town.fresh(), ben, town.ids.post(), post, Audience.PUBLIC));

        assertThat(now(post).likes()).isZero();
        assertThat(now(post).shares()).isZero();
        assertThat(now(post).reactions()).isEmpty();
        assertThat(town.posts
                        .find(post, Reader.member(ben))
                        .orElseThrow()
                        .mine()
                        .liked())
                .isTrue();
        assertThat(waiting()).hasSize(3);

        waiting().forEach(this::allow);

        assertThat(now(post).likes()).isOne();
        assertThat(now(post).shares()).isOne();
        assertThat(now(post).reactions()).hasSize(1);
        assertThat(heard).anyMatch(Activity.Like.class::isInstance);
        assertThat(heard).anyMatch(Activity.Share.class::isInstance);
    }

    @Test
    void a_no_stands_and_what_was_asked_for_can_be_taken_back_before_it_is_answered() {
        var post = says(ann, ASK);
        town.receive(town.like(ben, post));
        refuse(waiting().getFirst());
        town.receive(town.like(ben, post));
        assertThat(waiting()).isEmpty();
        assertThat(now(post).likes()).isZero();

        town.receive(town.like(cat, post));
        assertThat(waiting()).hasSize(1);
        town.receive(new Activity.Unlike(town.fresh(), cat, post));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void nobody_but_the_author_decides() {
        var post = says(ann, ASK);
        var answer = answers(ben, post);
        var asked = waiting().getFirst();

        for (var other : List.of(ben, cat, dora)) {
            assertThat(town.receive(
                            new Activity.AllowDeed(town.fresh(), other, post, asked.address(), Optional.empty())))
                    .isInstanceOf(Outcome.Refused.class);
        }

        assertThat(seen(answer, Reader.ANYONE)).isFalse();
    }

    @Test
    void who_is_spoken_to_and_who_belongs_to_the_circle_need_not_ask() {
        var followers = new Policy.Rule(Set.of(Circle.FOLLOWERS), Set.of(Circle.EVERYBODY));
        var policy = new Policy(followers, followers, followers, followers);
        var draft = Town.mentioning(Town.draft(Optional.empty(), Audience.PUBLIC, Optional.empty()), Set.of(cat));
        var post = town.ids.post();
        town.receive(new Activity.Publish(town.fresh(), ann, post, draft.withPolicy(Optional.of(policy))));
        town.receive(town.follow(ben, ann));

        assertThat(seen(answers(ben, post), Reader.ANYONE)).isTrue();
        assertThat(seen(answers(cat, post), Reader.ANYONE)).isTrue();
        town.receive(town.like(cat, post));

        assertThat(waiting())
                .singleElement()
                .satisfies(facts -> assertThat(facts.what()).isEqualTo(Interaction.LIKE));
    }

    @Test
    void a_follower_from_elsewhere_is_agreed_with_at_once_and_has_it_in_writing() {
        var policy =
                new Policy(Policy.Rule.FOLLOWERS, Policy.Rule.FOLLOWERS, Policy.Rule.FOLLOWERS, Policy.Rule.FOLLOWERS);
        var post = says(ann, policy);
        town.receive(town.follow(dora, ann));
        var like = town.like(dora, post);

        town.receive(like);

        assertThat(now(post).likes()).isOne();
        assertThat(town.posts
                        .interactions()
                        .find(post, like.id().value())
                        .orElseThrow()
                        .state())
                .isEqualTo(InteractionState.ACCEPTED);
    }

    @Test
    void answering_what_waits_is_agreeing_to_it_and_frees_what_its_author_said_below() {
        var post = says(ann, ASK);
        var answer = answers(ben, post);
        var more = answers(ben, answer);
        assertThat(seen(more, Reader.ANYONE)).isFalse();

        answers(ann, answer);

        assertThat(seen(answer, Reader.ANYONE)).isTrue();
        assertThat(seen(more, Reader.ANYONE)).isTrue();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void a_block_ends_what_was_agreed_to() {
        var post = says(ann, ASK);
        var answer = answers(ben, post);
        town.receive(town.like(ben, post));
        waiting().forEach(this::allow);
        assertThat(now(post).likes()).isOne();

        town.receive(new Activity.Block(town.fresh(), ann, ben));

        assertThat(now(post).likes()).isZero();
        assertThat(seen(answer, Reader.ANYONE)).isFalse();
        assertThat(heard.stream().filter(Activity.RevokeDeed.class::isInstance)).hasSize(2);
    }

    @Test
    void nobody_can_pile_up_requests() {
        var post = says(ann, ASK);
        for (var count = 0; count < 100; count++) {
            answers(ben, post);
        }

        assertThat(town.receive(town.answer(ben, post, Audience.PUBLIC))).isInstanceOf(Outcome.Refused.class);
        assertThat(town.receive(town.like(cat, post))).isInstanceOf(Outcome.Done.class);
    }
}
