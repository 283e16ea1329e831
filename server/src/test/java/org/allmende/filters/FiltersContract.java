// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.filters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activity.Draft;
import org.allmende.activity.PollDraft;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.filters.Filter.Action;
import org.allmende.filters.Filter.Context;
import org.allmende.filters.Filter.Kind;
import org.allmende.filters.Filter.Term;
import org.allmende.posts.Commons;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What readers filter, on any database.
abstract class FiltersContract {

    private Commons commons;
    private Filters filters;
    private ActorId alice;
    private ActorId bob;

    abstract Database open();

    @BeforeEach
    void settle() {
        commons = new Commons(open());
        filters = new Filters(commons.database, commons.ids, commons.clock);
        alice = commons.member("alice");
        bob = commons.member("bob");
    }

    @AfterEach
    void close() {
        if (commons != null) {
            commons.close();
        }
    }

    private static Term word(String text) {
        return new Term(0, Kind.WORD, text, true);
    }

    private static Term part(String text) {
        return new Term(0, Kind.WORD, text, false);
    }

    private static Filter wish(Action action, Term... terms) {
        return new Filter(0, "not now", Set.of(Context.HOME), action, Optional.empty(), List.of(terms), List.of());
    }

    private Filter keep(ActorId owner, Filter wish) {
        return switch (filters.keep(owner, wish)) {
            case Kept.Done(var filter) -> filter;
            case Kept.Unfit unfit -> throw new AssertionError(unfit);
        };
    }

    private String refused(Filter wish) {
        return switch (filters.keep(alice, wish)) {
            case Kept.Done done -> throw new AssertionError(done);
            case Kept.Unfit unfit -> unfit.rule();
        };
    }

    private Post post(PostId id) {
        return commons.posts.find(id, Reader.member(alice)).orElseThrow();
    }

    private List<String> found(PostId post) {
        return filters.sieve(alice).of(post(post), "").stream()
                .flatMap(match -> match.found().stream())
                .toList();
    }

    private PostId says(String text) {
        return commons.says(bob, text, Audience.PUBLIC);
    }

    private PostId publish(Draft draft) {
        var post = commons.ids.post();
        var publish = new Activity.Publish(commons.next(), bob, post, draft);
        commons.act(publish, tx -> commons.posts.publish(tx, publish));
        return post;
    }

    @Test
    void what_is_kept_is_found_again_and_changes_at_once() {
        var made = keep(alice, wish(Action.WARN, word("spoiler"), word("ending")));
        assertThat(filters.find(alice, made.id())).contains(made);
        assertThat(filters.of(bob)).isEmpty();
        var post = says("the spoiler");
        assertThat(found(post)).containsExactly("spoiler");

        var left = keep(alice, made.with(List.of(made.terms().get(1)), List.of()));
        assertThat(left.terms())
                .extracting(Term::id)
                .containsExactly(made.terms().get(1).id());
        assertThat(found(post)).isEmpty();

        filters.remove(bob, made.id());
        assertThat(filters.of(alice)).hasSize(1);
        filters.remove(alice, made.id());
        assertThat(filters.of(alice)).isEmpty();
    }

    @Test
    void what_another_node_changed_counts_here_too() {
        var elsewhere = new Filters(commons.database, commons.ids, commons.clock);
        var post = says("the spoiler");
        assertThat(found(post)).isEmpty();

        var made = elsewhere.keep(alice, wish(Action.WARN, word("spoiler")));
        assertThat(found(post)).containsExactly("spoiler");
        elsewhere.remove(alice, ((Kept.Done) made).filter().id());
        assertThat(found(post)).isEmpty();
    }

    @Test
    void a_page_asks_only_whether_something_changed() {
        keep(alice, wish(Action.WARN, word("spoiler")));
        filters.sieve(alice);

        assertThat(commons.queriesOf(() -> filters.sieve(alice))).isEqualTo(1);
        assertThat(filters.sieve(alice)).isSameAs(filters.sieve(alice));
    }

    @Test
    void words_are_whole_or_parts_and_know_no_case_width_or_hidden_signs() {
        keep(alice, wish(Action.WARN, word("Cat"), part("ＦＯＯＴ"), word("#$!"), word("猫")));

        assertThat(found(says("my CAT."))).containsExactly("Cat");
        assertThat(found(says("my c\u200bat."))).containsExactly("Cat");
        assertThat(found(says("concatenate"))).isEmpty();
        assertThat(found(says("barefooted"))).containsExactly("ＦＯＯＴ");
        assertThat(found(says("a#$!b"))).containsExactly("#$!");
        assertThat(found(says("これは猫です"))).containsExactly("猫");
    }

    @Test
    void words_are_found_wherever_something_can_be_read() {
        keep(alice, wish(Action.WARN, word("tree"), word("vote"), word("linked"), word("warned")));
        var poll = publish(commons.with(
                commons.draft("choose", Audience.PUBLIC),
                new PollDraft(List.of("vote", "abstain"), false, false, Optional.empty(), List.of(0L, 0L), 0)));
        var draft = commons.draft("hm", Audience.PUBLIC);
        var warned = publish(new Draft(
                draft.origin(),
                draft.body(),
                Optional.of("be warned"),
                false,
                draft.language(),
                draft.audience(),
                draft.inReplyTo(),
                draft.mentions(),
                draft.tags(),
                draft.media(),
                draft.poll()));

        assertThat(found(poll)).containsExactly("vote");
        assertThat(found(warned)).containsExactly("warned");
        assertThat(found(commons.shows(bob, "https://b.example/tree.jpg"))).containsExactly("tree");
        assertThat(filters.sieve(alice).of(post(says("look")), "What is linked"))
                .hasSize(1);
        assertThat(found(commons.share(bob, warned))).containsExactly("warned");
    }

    @Test
    void hashtags_languages_and_patterns_are_looked_for_too() {
        keep(
                alice,
                wish(
                        Action.HIDE,
                        new Term(0, Kind.TAG, "#Football", false),
                        new Term(0, Kind.LANGUAGE, "en", false),
                        new Term(0, Kind.PATTERN, "gr[ae]y \\d+", false)));
        var draft = commons.foreignDraft("https://b.example/1", "Gray 42");
        var german = publish(new Draft(
                Optional.empty(),
                draft.body(),
                draft.summary(),
                false,
                Optional.of("de-AT"),
                draft.audience(),
                draft.inReplyTo(),
                draft.mentions(),
                Set.of("football"),
                draft.media(),
                draft.poll()));

        assertThat(found(german)).containsExactlyInAnyOrder("football", "gr[ae]y \\d+");
        assertThat(found(says("anything"))).containsExactly("en");
    }

    @Test
    void a_post_is_picked_out_by_hand_and_shares_of_it_with_it() {
        var picked = says("this one");
        var share = commons.share(bob, picked);
        keep(alice, wish(Action.HIDE).with(List.of(), List.of(new Filter.Pick(0, picked))));

        assertThat(filters.sieve(alice).of(post(share), ""))
                .singleElement()
                .satisfies(match -> assertThat(match.picked()).containsExactly(picked));
        assertThat(filters.sieve(alice).of(post(says("another")), "")).isEmpty();
    }

    @Test
    void filters_end_in_their_time_and_never_touch_ones_own_words() {
        var made = wish(Action.HIDE, word("spoiler"));
        keep(
                alice,
                new Filter(
                        0,
                        made.title(),
                        made.contexts(),
                        made.action(),
                        Optional.of(commons.now().plus(Duration.ofHours(1))),
                        made.terms(),
                        List.of()));
        var own = commons.says(alice, "my own spoiler", Audience.PUBLIC);
        var post = says("spoiler");
        var sieve = filters.sieve(alice);

        assertThat(found(own)).isEmpty();
        assertThat(Sieve.asks(sieve.of(post(post), ""), Action.HIDE, Context.HOME))
                .isTrue();
        assertThat(Sieve.asks(sieve.of(post(post), ""), Action.HIDE, Context.PUBLIC))
                .isFalse();
        assertThat(Sieve.asks(sieve.of(post(post), ""), Action.WARN, Context.HOME))
                .isFalse();
        commons.pass(Duration.ofHours(2));
        assertThat(found(post)).isEmpty();
    }

    @Test
    void what_cannot_be_looked_for_or_is_too_much_is_refused_by_name() {
        assertThat(refused(
                        new Filter(0, " ", Set.of(Context.HOME), Action.WARN, Optional.empty(), List.of(), List.of())))
                .isEqualTo("filter.title");
        assertThat(refused(new Filter(0, "x", Set.of(), Action.WARN, Optional.empty(), List.of(), List.of())))
                .isEqualTo("filter.contexts");
        for (var pattern : List.of("(", "a**", "(a)\\1", "((a{99}){99}){99}", ".*", " ", "x".repeat(201))) {
            assertThat(refused(wish(Action.WARN, new Term(0, Kind.PATTERN, pattern, false))))
                    .as(pattern)
                    .isEqualTo("filter.term");
        }
        assertThat(refused(wish(Action.WARN, word("\u200b")))).isEqualTo("filter.term");
        assertThat(refused(wish(Action.WARN, new Term(0, Kind.LANGUAGE, "!", false))))
                .isEqualTo("filter.term");
        assertThat(refused(wish(
                        Action.WARN,
                        IntStream.range(0, 1_001).mapToObj(i -> word("w" + i)).toArray(Term[]::new))))
                .isEqualTo("filter.terms");
        assertThat(refused(wish(
                        Action.WARN,
                        IntStream.range(0, 21)
                                .mapToObj(i -> new Term(0, Kind.PATTERN, "p" + i, false))
                                .toArray(Term[]::new))))
                .isEqualTo("filter.patterns");
        IntStream.range(0, Filters.FILTERS_MAX).forEach(_ -> keep(alice, wish(Action.WARN)));
        assertThat(refused(wish(Action.WARN))).isEqualTo("filter.many");
    }

    @Test
    void who_leaves_leaves_no_filters_behind() {
        keep(alice, wish(Action.WARN, word("spoiler")));
        var erase = new Activity.EraseActor(commons.next(), alice);

        commons.act(erase, tx -> commons.village.people().erase(tx, erase));

        assertThat(filters.of(alice)).isEmpty();
        assertThat(commons.database.<Long>read(tx -> tx.query("SELECT count(*) FROM filter_term")
                        .mapTo(Long.class)
                        .one()))
                .isZero();
    }

    @Test
    void that_something_changed_is_told_after_it_did() {
        var told = new AtomicInteger();
        commons.database.after(Filters.Changed.class, _ -> told.incrementAndGet());

        keep(alice, wish(Action.WARN));
        refused(wish(Action.WARN, word(" ")));

        assertThat(told).hasValue(1);
    }
}
