// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activity.Circle;
import org.allmende.activity.Outcome;
import org.allmende.activity.Policy;
import org.allmende.activity.Quote;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What quotes promise on any database.
abstract class QuotesContract {

    private Commons commons;
    private Quotes quotes;
    private ActorId alice;
    private ActorId bob;
    private ActorId dora;

    abstract Database open();

    @BeforeEach
    void settle() {
        commons = new Commons(open());
        quotes = commons.posts.quotes();
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

    private PostId publish(ActorId author, Policy.Rule rule, Audience audience, Optional<PostId> quoted) {
        var post = commons.ids.post();
        var draft = commons.draft("words of " + author, audience)
                .withPolicy(Optional.of(Policy.UNSAID.withQuote(rule)))
                .withQuote(quoted.map(Quote::of));
        var publish = new Activity.Publish(commons.next(), author, post, draft);
        assertThat(commons.act(publish, tx -> commons.posts.publish(tx, publish)))
                .isInstanceOf(Outcome.Done.class);
        return post;
    }

    private PostId says(ActorId author, Policy.Rule rule) {
        return publish(author, rule, Audience.PUBLIC, Optional.empty());
    }

    private PostId quotes(ActorId author, PostId quoted) {
        return publish(author, Policy.Rule.EVERYBODY, Audience.PUBLIC, Optional.of(quoted));
    }

    private Post post(PostId id, Reader reader) {
        return commons.posts.find(id, reader).orElseThrow();
    }

    private Quoted quoteIn(PostId id, Reader reader) {
        return post(id, reader).quote().orElseThrow();
    }

    @Test
    void a_quote_shows_one_level_and_names_the_next() {
        var first = says(alice, Policy.Rule.EVERYBODY);
        var second = quotes(bob, first);
        var third = quotes(alice, second);

        var shown = quoteIn(third, Reader.ANYONE).post().orElseThrow();

        assertThat(shown.id()).isEqualTo(second);
        assertThat(shown.quote().orElseThrow().id()).contains(first);
        assertThat(shown.quote().orElseThrow().post()).isEmpty();
        assertThat(post(first, Reader.ANYONE).quotes()).isOne();
    }

    @Test
    void a_page_without_quotes_asks_no_more_than_before() {
        var plain = says(alice, Policy.Rule.EVERYBODY);
        var one = commons.queriesOf(() -> commons.posts.find(plain, Reader.ANYONE));
        var quoting = quotes(bob, plain);

        var other = commons.queriesOf(() -> commons.posts.find(List.of(quoting, plain), Reader.ANYONE));

        assertThat(other - one).isBetween(1L, 5L);
    }

    @Test
    void policies_mean_the_people_they_name() {
        commons.follow(bob, alice);
        var followers = says(alice, Policy.Rule.FOLLOWERS);
        var followed = says(alice, new Policy.Rule(Set.of(Circle.FOLLOWED), Set.of(Circle.FOLLOWERS)));
        var named = says(alice, new Policy.Rule(Set.of(Circle.NAMED), Set.of()));
        var closed = publish(alice, Policy.Rule.EVERYBODY, Audience.FOLLOWERS, Optional.empty());

        assertThat(quotes.may(bob, followers, Interaction.QUOTE)).isEqualTo(Permission.FREE);
        assertThat(quotes.may(dora, followers, Interaction.QUOTE)).isEqualTo(Permission.DENIED);
        assertThat(quotes.may(bob, followed, Interaction.QUOTE)).isEqualTo(Permission.ASK);
        assertThat(quotes.may(bob, named, Interaction.QUOTE)).isEqualTo(Permission.UNKNOWN);
        assertThat(quotes.may(bob, closed, Interaction.QUOTE)).isEqualTo(Permission.DENIED);
        assertThat(quotes.may(alice, closed, Interaction.QUOTE)).isEqualTo(Permission.FREE);
        assertThat(quotes.may(bob, named, Interaction.LIKE)).isEqualTo(Permission.FREE);
        assertThat(post(followers, Reader.member(bob)).quotable()).isEqualTo(Permission.FREE);
        assertThat(post(followed, Reader.member(bob)).quotable()).isEqualTo(Permission.ASK);
        assertThat(post(followers, Reader.ANYONE).quotable()).isEqualTo(Permission.DENIED);
    }

    @Test
    void only_the_quoted_author_decides_and_the_list_follows() {
        var said = says(alice, Policy.Rule.EVERYBODY);
        var quoting = quotes(bob, said);
        var uri = quotes.of(quoting).orElseThrow().quotingUri();
        assertThat(commons.posts
                        .quoting(said, Page.first(10), Reader.member(alice))
                        .items())
                .hasSize(1);

        var meddled = new Activity.RevokeQuote(commons.next(), bob, said, uri);
        assertThat(commons.act(meddled, tx -> quotes.revoke(tx, meddled))).isInstanceOf(Outcome.Refused.class);
        var revoked = new Activity.RevokeQuote(commons.next(), alice, said, uri);
        assertThat(commons.act(revoked, tx -> quotes.revoke(tx, revoked))).isInstanceOf(Outcome.Done.class);

        assertThat(quoteIn(quoting, Reader.ANYONE).state()).isEqualTo(QuoteState.REVOKED);
        assertThat(commons.posts
                        .quoting(said, Page.first(10), Reader.member(alice))
                        .items())
                .isEmpty();
        assertThat(post(said, Reader.ANYONE).quotes()).isZero();
    }

    @Test
    void who_is_blocked_by_the_quoted_author_sees_nothing_of_them_in_a_quote() {
        var said = says(alice, Policy.Rule.EVERYBODY);
        var quoting = quotes(bob, said);
        var eve = commons.member("eve");

        commons.block(alice, eve);

        assertThat(quoteIn(quoting, Reader.member(eve)).state()).isEqualTo(QuoteState.HIDDEN);
        assertThat(quoteIn(quoting, Reader.member(eve)).id()).isEmpty();
        assertThat(quoteIn(quoting, Reader.member(bob)).state()).isEqualTo(QuoteState.ACCEPTED);
    }

    @Test
    void a_quote_ends_with_either_post() {
        var said = says(alice, Policy.Rule.EVERYBODY);
        var quoting = quotes(bob, said);
        var other = quotes(alice, said);

        var erase = new Activity.Erase(commons.next(), bob, quoting);
        commons.act(erase, tx -> commons.posts.erase(tx, erase));
        assertThat(quotes.of(quoting)).isEmpty();
        assertThat(post(said, Reader.ANYONE).quotes()).isOne();

        var end = new Activity.Erase(commons.next(), alice, said);
        commons.act(end, tx -> commons.posts.erase(tx, end));
        assertThat(quoteIn(other, Reader.ANYONE).state()).isEqualTo(QuoteState.DELETED);
    }

    @Test
    void a_request_may_come_before_the_post_and_a_no_to_one_who_asked_stands() {
        var said = says(alice, Policy.Rule.ONCE_ASKED);
        var uri = "https://d.example/notes/1";
        var ask = new Activity.AskToQuote(commons.next(), dora, said, uri);
        assertThat(commons.act(ask, tx -> quotes.ask(tx, ask))).isInstanceOf(Outcome.Done.class);
        assertThat(quotes.find(said, uri).orElseThrow().state()).isEqualTo(QuoteState.PENDING);
        var refuse = new Activity.RefuseQuote(commons.next(), alice, said, uri);
        commons.act(refuse, tx -> quotes.refuse(tx, refuse));

        var post = commons.ids.post();
        var draft = commons.foreignDraft(uri, "look").withQuote(Optional.of(Quote.of(said)));
        var publish = new Activity.Publish(commons.next(), dora, post, draft);
        commons.act(publish, tx -> commons.posts.publish(tx, publish));
        var again = new Activity.AskToQuote(commons.next(), dora, said, uri);
        commons.act(again, tx -> quotes.ask(tx, again));

        assertThat(quoteIn(post, Reader.ANYONE).state()).isEqualTo(QuoteState.REJECTED);
        var other = new Activity.Edit(
                commons.next(), dora, post, commons.foreignDraft(uri, "look").withQuote(Optional.empty()));
        commons.act(other, tx -> commons.posts.edit(tx, other));
        assertThat(post(post, Reader.ANYONE).quote()).isEmpty();
        assertThat(quotes.find(said, uri).orElseThrow().state()).isEqualTo(QuoteState.REJECTED);
    }
}
