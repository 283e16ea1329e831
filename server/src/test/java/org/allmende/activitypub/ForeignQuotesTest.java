// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activity.Outcome;
import org.allmende.activity.Policy;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitystreams.WireActivity.Kind;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.posts.Post;
import org.allmende.posts.QuoteState;
import org.allmende.posts.Quoted;
import org.allmende.posts.Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What strangers can make us show as a quote, and all the ways in which they cannot.
class ForeignQuotesTest {

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private ForeignServer elsewhere;
    private ActorId ann;
    private Actor bob;
    private Actor carol;
    private Actor mallory;

    @BeforeEach
    void ann_follows_bob_who_quotes_carol() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        elsewhere = new ForeignServer(clock);
        ann = home.member("ann");
        bob = there.actor("bob");
        carol = elsewhere.actor("carol");
        mallory = elsewhere.actor("mallory");
        home.followed(ann, there, bob);
        elsewhere.document("/notes/1", ForeignServer.note(carols(), carol, "Carol says", ""));
    }

    @AfterEach
    void all_go_home() {
        home.close();
        there.close();
        elsewhere.close();
    }

    private String carols() {
        return elsewhere.base + "/notes/1";
    }

    private String bobs() {
        return there.base + "/notes/q";
    }

    private void says(String rest) {
        there.send(home, bob, ForeignServer.create(bob, ForeignServer.note(bobs(), bob, "Look", rest)));
        home.settle();
    }

    private void quotesCarol(String stamp) {
        says("\"quote\":\"" + carols() + "\",\"quoteAuthorization\":\"" + stamp + "\"");
    }

    private static String stamp(String id, Actor author, String quoting, String quoted) {
        return """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%s","type":"QuoteAuthorization",
                 "attributedTo":"%s","interactingObject":"%s","interactionTarget":"%s"}
                """.formatted(id, author.uri(), quoting, quoted);
    }

    private Quoted quote() {
        return home.post(bobs()).flatMap(Post::quote).orElseThrow();
    }

    @Test
    void a_stamp_from_where_the_quoted_author_lives_shows_the_quote_until_they_take_it_back() {
        var address = elsewhere.base + "/stamps/1";
        elsewhere.document("/stamps/1", stamp(address, carol, bobs(), carols()));

        quotesCarol(address);

        assertThat(quote().state()).isEqualTo(QuoteState.ACCEPTED);
        assertThat(quote().post().orElseThrow().body().html()).contains("Carol says");

        home.meet(mallory);
        elsewhere.send(
                home, mallory, ForeignServer.activity(elsewhere.base + "/d/1", "Delete", mallory, '"' + address + '"'));
        assertThat(quote().state()).isEqualTo(QuoteState.ACCEPTED);

        elsewhere.send(
                home, carol, ForeignServer.activity(elsewhere.base + "/d/2", "Delete", carol, '"' + address + '"'));
        assertThat(quote().state()).isEqualTo(QuoteState.REVOKED);
        assertThat(quote().post()).isEmpty();
    }

    @Test
    void without_a_stamp_nothing_is_shown() {
        says("\"quote\":\"" + carols() + "\"");

        assertThat(quote().state()).isEqualTo(QuoteState.PENDING);
        assertThat(quote().post()).isEmpty();
        assertThat(quote().id()).isEmpty();
    }

    @Test
    void a_stamp_counts_for_the_two_posts_it_names_and_by_the_quoted_author_alone() {
        var own = there.base + "/stamps/own";
        there.document("/stamps/own", stamp(own, carol, bobs(), carols()));
        var other = elsewhere.base + "/stamps/other";
        elsewhere.document("/stamps/other", stamp(other, carol, there.base + "/notes/another", carols()));
        var target = elsewhere.base + "/stamps/target";
        elsewhere.document("/stamps/target", stamp(target, carol, bobs(), elsewhere.base + "/notes/2"));
        var neighbours = elsewhere.base + "/stamps/neighbours";
        elsewhere.document("/stamps/neighbours", stamp(neighbours, mallory, bobs(), carols()));

        for (var forged : new String[] {own, other, target, neighbours}) {
            quotesCarol(forged);
            there.send(
                    home,
                    bob,
                    ForeignServer.activity(
                            there.base + "/u/" + home.ids.next(),
                            "Update",
                            bob,
                            ForeignServer.note(
                                    bobs(),
                                    bob,
                                    "Look",
                                    "\"quote\":\"" + carols() + "\",\"quoteAuthorization\":\"" + forged + "\"")));
            home.settle();

            assertThat(quote().state()).as(forged).isEqualTo(QuoteState.PENDING);
        }
    }

    @Test
    void a_quote_loses_what_it_showed_when_an_edit_names_another_stamp() {
        var address = elsewhere.base + "/stamps/1";
        elsewhere.document("/stamps/1", stamp(address, carol, bobs(), carols()));
        quotesCarol(address);

        var other = ForeignServer.note(
                bobs(),
                bob,
                "Look",
                "\"quote\":\"" + elsewhere.base + "/notes/2\",\"quoteAuthorization\":\"" + address + '"');
        elsewhere.document("/notes/2", ForeignServer.note(elsewhere.base + "/notes/2", carol, "Carol whispers", ""));
        there.send(home, bob, ForeignServer.activity(there.base + "/u/1", "Update", bob, other));
        home.settle();

        assertThat(quote().state()).isEqualTo(QuoteState.PENDING);
        assertThat(quote().post()).isEmpty();
    }

    @Test
    void an_older_spelling_without_consent_stays_a_link_and_self_quotes_are_fine() {
        there.document("/notes/0", ForeignServer.note(there.base + "/notes/0", bob, "My own words", ""));
        says("\"_misskey_quote\":\"" + carols() + "\"");
        assertThat(quote().plain()).isTrue();
        assertThat(quote().post()).isEmpty();

        var own = ForeignServer.note(
                there.base + "/notes/own", bob, "I said", "\"quoteUrl\":\"" + there.base + "/notes/0\"");
        there.send(home, bob, ForeignServer.create(bob, own));
        home.settle();

        assertThat(home.post(there.base + "/notes/own").flatMap(Post::quote).flatMap(Quoted::post))
                .isPresent();
    }

    @Test
    void posts_that_quote_each_other_in_a_circle_are_read_once() {
        for (var number = 1; number <= 9; number++) {
            var id = elsewhere.base + "/circle/" + number;
            var next = elsewhere.base + "/circle/" + (number % 9 + 1);
            elsewhere.document(
                    "/circle/" + number, ForeignServer.note(id, carol, "round", "\"quote\":\"" + next + '"'));
        }

        says("\"quote\":\"" + elsewhere.base + "/circle/1\"");

        assertThat(home.post(bobs())).isPresent();
        assertThat(home.post(elsewhere.base + "/circle/1")).isPresent();
        assertThat(home.post(elsewhere.base + "/circle/9")).isEmpty();
    }

    // Of members

    private String request(PostId quoted) {
        return """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%s/requests/%s","type":"QuoteRequest",
                 "actor":"%s","object":"%s","instrument":%s}
                """.formatted(
                        there.base,
                        home.ids.next(),
                        bob.uri(),
                        home.addresses.post(quoted),
                        ForeignServer.note(bobs(), bob, "Look", "\"quote\":\"" + home.addresses.post(quoted) + '"'));
    }

    private PostId said(Policy.Rule rule, Audience audience) {
        var draft = HomeInstance.draft("Ann says", audience, Optional.empty(), Optional.empty());
        return home.says(ann, draft.withPolicy(Optional.of(Policy.UNSAID.withQuote(rule))));
    }

    @Test
    void who_asks_for_what_everybody_may_gets_a_stamp() {
        var post = said(Policy.Rule.EVERYBODY, Audience.PUBLIC);
        says("\"quote\":\"" + home.addresses.post(post) + "\",\"quoteAuthorization\":\"" + home.addresses.stamp(1)
                + '"');
        assertThat(quote().state()).isEqualTo(QuoteState.PENDING);

        there.send(home, bob, request(post));
        home.settle();

        assertThat(quote().state()).isEqualTo(QuoteState.ACCEPTED);
        var answer = there.delivered(Kind.ACCEPT).getLast();
        var stamp = answer.json().address("result").orElseThrow();
        assertThat(home.get(stamp).body())
                .contains("\"QuoteAuthorization\"", bobs(), home.addresses.post(post), home.addresses.actor(ann));
        // Somebody else's post is not theirs to ask for.
        home.meet(carol);
        var before = elsewhere.delivered().size();
        elsewhere.send(home, carol, request(post).replace(bob.uri(), carol.uri()));
        home.settle();
        assertThat(elsewhere.delivered()).hasSize(before);

        home.does(new Activity.RevokeQuote(home.next(), ann, post, bobs()));
        home.settle();

        assertThat(quote().state()).isEqualTo(QuoteState.REVOKED);
        assertThat(home.get(stamp).statusCode()).isEqualTo(404);
        assertThat(there.delivered(Kind.DELETE).getLast().subjectId()).contains(stamp);
        // Asking again shakes nothing off.
        there.send(home, bob, request(post));
        home.settle();
        assertThat(quote().state()).isEqualTo(QuoteState.REVOKED);
    }

    @Test
    void who_must_ask_waits_for_the_author() {
        var post = said(Policy.Rule.ONCE_ASKED, Audience.PUBLIC);

        there.send(home, bob, request(post));
        home.settle();
        assertThat(quote().state()).isEqualTo(QuoteState.PENDING);
        assertThat(there.delivered(Kind.REJECT)).isEmpty();

        home.does(new Activity.AllowQuote(home.next(), ann, post, bobs(), Optional.empty()));
        home.settle();

        assertThat(quote().state()).isEqualTo(QuoteState.ACCEPTED);
        assertThat(there.delivered(Kind.ACCEPT).getLast().json().address("result"))
                .isPresent();
        var meddled = home.does(new Activity.RevokeQuote(home.next(), home.member("eve"), post, bobs()));
        assertThat(meddled).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void what_is_not_for_everybody_is_not_theirs_to_quote_and_who_may_not_see_it_hears_nothing() {
        var secret = said(Policy.Rule.EVERYBODY, Audience.FOLLOWERS);

        there.send(home, bob, request(secret));
        home.settle();
        assertThat(there.delivered(Kind.REJECT)).isEmpty();
        assertThat(quote().post()).isEmpty();

        home.follower(there, bob, ann);
        home.settle();
        there.send(home, bob, request(secret));
        home.settle();

        assertThat(there.delivered(Kind.REJECT)).isNotEmpty();
        assertThat(quote().post()).isEmpty();
    }

    @Test
    void members_keep_to_what_an_author_elsewhere_allows() {
        var policy = """
                "interactionPolicy":{"canLike":{"always":["%1$s"],"approvalRequired":[]},
                 "canReply":{"automaticApproval":["%1$s/followers"]},
                 "canAnnounce":{"automaticApproval":["%1$s"],"manualApproval":[]}}
                """.formatted(bob.uri());
        says(policy);
        var post = home.posts.idOf(bobs()).orElseThrow();
        var eve = home.member("eve");

        assertThat(home.does(new Activity.Like(home.next(), ann, post))).isInstanceOf(Outcome.Refused.class);
        assertThat(home.does(new Activity.Share(home.next(), ann, home.ids.post(), post, Audience.PUBLIC)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo("policy.share"));
        var reply = HomeInstance.draft("Yes", Audience.PUBLIC, Optional.of(post), Optional.empty());
        assertThat(home.does(new Activity.Publish(home.next(), eve, home.ids.post(), reply)))
                .isInstanceOf(Outcome.Refused.class);
        // Ann follows him.
        assertThat(home.does(new Activity.Publish(home.next(), ann, home.ids.post(), reply)))
                .isInstanceOf(Outcome.Done.class);
        assertThat(home.posts.find(post, Reader.member(ann))).isPresent();
    }

    @Test
    void strangers_keep_to_what_a_member_allows() {
        var draft = HomeInstance.draft("Ann says", Audience.PUBLIC, Optional.empty(), Optional.empty());
        var nobody = Policy.Rule.NOBODY;
        var post = home.says(ann, draft.withPolicy(Optional.of(new Policy(nobody, nobody, nobody, nobody))));
        var uri = home.addresses.post(post);

        there.send(home, bob, ForeignServer.activity(there.base + "/l/1", "Like", bob, '"' + uri + '"'));
        there.send(home, bob, ForeignServer.activity(there.base + "/s/1", "Announce", bob, '"' + uri + '"'));
        says("\"inReplyTo\":\"" + uri + '"');

        var now = home.posts.find(post, Reader.ANYONE).orElseThrow();
        assertThat(now.likes()).isZero();
        assertThat(now.shares()).isZero();
        assertThat(now.replies()).isZero();
    }
}
