// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activitypub.Dispatch.Kind;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.people.Blocks;
import org.allmende.people.FollowState;
import org.allmende.people.Follows;
import org.allmende.people.People;
import org.allmende.posts.Erasing;
import org.allmende.posts.PollClosed;

/// Hears what members do and sees to it that those elsewhere are told whom it concerns.
///
/// Within the transaction only a job is left behind. What stays on this instance leaves none.
final class Distribution implements Arrivals.Answering {

    private static final String DISTRIBUTE = "activitypub.distribute";

    /// Votes come in bursts; those who watch are told of a handful at once.
    private static final Duration COUNTED_EVERY = Duration.ofMinutes(3);

    /// Nobody minds so short a while, and most pages answer within it.
    private static final Duration PREVIEW_AWAITED = Duration.ofSeconds(2);

    private final Commons commons;
    private final Outbox outbox;
    private final Writing writing;
    private final Ids ids;
    private final Clock clock;
    private final Farewells farewells;
    private final QuoteDistribution quotes;
    private final ToldStore told = new ToldStore();
    private final InteractionDistribution interactions;

    Distribution(Commons commons, Outbox outbox, Writing writing, Ids ids, Clock clock) {
        this.commons = commons;
        this.outbox = outbox;
        this.writing = writing;
        this.ids = ids;
        this.clock = clock;
        this.farewells = new Farewells(commons, outbox, ids);
        this.quotes = new QuoteDistribution(commons, this::tell);
        this.interactions = new InteractionDistribution(commons, this::tell, told);
        var database = commons.database();
        database.within(Accomplished.class, this::accomplished);
        database.within(Erasing.class, this::erasing);
        database.within(Follows.Ended.class, this::ended);
        database.within(Blocks.Lifted.class, this::lifted);
        database.within(PollClosed.class, this::closed);
        database.within(People.Leaving.class, this::leaving);
    }

    void work(Jobs jobs) {
        farewells.work(jobs);
        jobs.does(DISTRIBUTE, Work.inside((payload, _) -> distribute(Dispatch.read(payload))));
    }

    private JobEnd distribute(Dispatch dispatch) {
        var mail = writing.mail(dispatch);
        commons.database().write(tx -> {
            mail.kept().ifPresent(kept -> commons.posts().keepObject(tx, kept.post(), kept.bytes()));
            mail.mail().ifPresent(full -> outbox.send(tx, dispatch.number(), mail.sender(), full));
            return true;
        });
        return JobEnd.DONE;
    }

    private void accomplished(Tx tx, Accomplished news) {
        if (news.local()) {
            own(tx, news);
        } else {
            strangers(tx, news);
        }
    }

    // What strangers do here has some consequences that are ours to tell.
    private void strangers(Tx tx, Accomplished news) {
        var activity = news.activity();
        if (activity instanceof Activity.AskToQuote ask) {
            quotes.asked(tx, ask, news);
        }
        if (activity instanceof Activity.AllowQuote
                || activity instanceof Activity.RefuseQuote
                || activity instanceof Activity.RevokeQuote) {
            quotes.heard(tx, news);
        }
        if (activity instanceof Activity.Ask ask) {
            interactions.asked(tx, ask);
        }
        if (activity instanceof Activity.Follow follow) {
            answer(tx, follow);
        }
        if (activity instanceof Activity.Vote vote) {
            count(tx, vote.post());
        }
    }

    private void answer(Tx tx, Activity.Follow follow) {
        commons.follows()
                .between(tx, follow.actor(), follow.target())
                .filter(facts -> facts.state() == FollowState.ACCEPTED)
                .ifPresent(_ ->
                        tell(tx, Kind.ACCEPT, follow.target(), follow.actor().value(), ""));
    }

    /// Says once more what was decided about what somebody asks again.
    @Override
    public void answerAgain(Tx tx, Activity deed) {
        if (deed instanceof Activity.Ask ask) {
            interactions.asked(tx, ask);
        }
        if (deed instanceof Activity.AskToQuote ask) {
            quotes.askedAgain(tx, ask);
        }
    }

    /// Tells a follower that they may, once more.
    @Override
    public void acceptAgain(Tx tx, ActorId member, ActorId follower) {
        tell(tx, Kind.ACCEPT, member, follower.value(), "");
    }

    // No default branch: a new kind of activity must not compile until somebody decides whom to tell.
    private void own(Tx tx, Accomplished news) {
        var actor = news.activity().actor();
        switch (news.activity()) {
            case Activity.Publish publish -> {
                leaves(
                        publish.draft().audience(),
                        () -> tell(tx, Kind.CREATE, actor, publish.post().value(), "", when(tx, publish.post())));
                quotes.published(tx, publish);
            }
            // The audience of a post is found with the post: an edit cannot change it.
            case Activity.Edit edit -> tell(tx, Kind.UPDATE, actor, edit.post().value(), "");
            // Told before it is gone: [#erasing].
            case Activity.Erase _ -> {}
            case Activity.Pin pin -> tell(tx, Kind.PIN, actor, pin.post().value(), "");
            case Activity.Unpin unpin ->
                tell(tx, Kind.UNPIN, actor, unpin.post().value(), "");
            case Activity.FeatureTag feature -> tell(tx, Kind.FEATURE_TAG, actor, 0, feature.tag());
            case Activity.UnfeatureTag unfeature -> tell(tx, Kind.UNFEATURE_TAG, actor, 0, unfeature.tag());
            case Activity.Share share ->
                leaves(
                        share.audience(),
                        () -> tell(tx, Kind.SHARE, actor, news.outcome().subject(), ""));
            case Activity.Unshare _ ->
                tell(tx, Kind.UNSHARE, actor, news.outcome().subject(), "");
            case Activity.SetPolicy set ->
                tell(tx, Kind.UPDATE, actor, set.post().value(), "");
            case Activity.AllowQuote _ -> quotes.decided(tx, news, Kind.QUOTE_ACCEPT);
            case Activity.RefuseQuote _ -> quotes.decided(tx, news, Kind.QUOTE_REJECT);
            case Activity.RevokeQuote _ -> quotes.decided(tx, news, Kind.QUOTE_REVOKE);
            // Members quote members by publishing.
            case Activity.AskToQuote _ -> {}
            case Activity.Ask ask -> interactions.ask(tx, ask);
            case Activity.AllowDeed _ -> interactions.decided(tx, news, Kind.DEED_ACCEPT);
            case Activity.RefuseDeed _ -> interactions.decided(tx, news, Kind.DEED_REJECT);
            case Activity.RevokeDeed _ -> interactions.decided(tx, news, Kind.DEED_REVOKE);
            case Activity.Like like -> like(tx, like);
            case Activity.Unlike unlike ->
                told.take(tx, actor, ToldStore.Kind.LIKE, unlike.post().value())
                        .ifPresent(number ->
                                tell(tx, Kind.UNLIKE, actor, unlike.post().value(), number.toString()));
            case Activity.React react -> react(tx, react);
            case Activity.Unreact unreact ->
                told.take(tx, actor, unreact.emoji(), unreact.post())
                        .ifPresent(number -> tell(
                                tx,
                                Kind.UNREACT,
                                actor,
                                unreact.post().value(),
                                number + " " + unreact.emoji().code()));
            case Activity.Vote vote -> {
                vote.choices()
                        .forEach(
                                choice -> tell(tx, Kind.VOTE, actor, vote.post().value(), choice.toString()));
                count(tx, vote.post());
            }
            case Activity.Follow follow ->
                toStranger(
                        tx,
                        follow.target(),
                        () -> tell(tx, Kind.FOLLOW, actor, follow.target().value(), ""));
            case Activity.AcceptFollow accept ->
                toStranger(
                        tx,
                        accept.follower(),
                        () -> tell(tx, Kind.ACCEPT, actor, accept.follower().value(), ""));
            case Activity.Block block -> toStranger(tx, block.target(), () -> block(tx, block));
            case Activity.Report report -> {
                if (report.forward()) {
                    toStranger(
                            tx,
                            report.target(),
                            () -> tell(tx, Kind.FLAG, actor, news.outcome().subject(), ""));
                }
            }
            case Activity.UpdateProfile _, Activity.ClaimAliases _ -> tell(tx, Kind.PROFILE, actor, actor.value(), "");
            // First what the profile says now: some look there before they believe it.
            case Activity.Move move -> {
                tell(tx, Kind.PROFILE, actor, actor.value(), "");
                tell(tx, Kind.MOVE, actor, move.target().value(), "");
            }
            // Stands on the profile here; other servers have no word for it that they agree on.
            case Activity.Endorse _, Activity.Unendorse _ -> {}
            // Told by the events that know what it was: [#ended], [#lifted], [#leaving].
            case Activity.Unfollow _, Activity.RejectFollow _, Activity.Unblock _, Activity.EraseActor _ -> {}
        }
    }

    private static void leaves(Audience audience, Runnable telling) {
        if (!audience.localOnly()) {
            telling.run();
        }
    }

    private void toStranger(Tx tx, ActorId other, Runnable telling) {
        if (foreign(tx, other)) {
            telling.run();
        }
    }

    private boolean foreign(Tx tx, ActorId actor) {
        return commons.people()
                .find(tx, actor)
                .filter(person -> !person.local())
                .isPresent();
    }

    private void like(Tx tx, Activity.Like like) {
        var author = commons.posts().authorOf(tx, like.post());
        if (author.filter(one -> foreign(tx, one)).isPresent() && !interactions.told(tx, like.actor(), like.post())) {
            var number = tell(tx, Kind.LIKE, like.actor(), like.post().value(), "");
            told.put(tx, like.actor(), ToldStore.Kind.LIKE, like.post().value(), number);
        }
    }

    private void react(Tx tx, Activity.React react) {
        var author = commons.posts().authorOf(tx, react.post());
        if (author.filter(one -> foreign(tx, one)).isPresent() && !interactions.told(tx, react.actor(), react.post())) {
            var number = tell(
                    tx,
                    Kind.REACT,
                    react.actor(),
                    react.post().value(),
                    react.emoji().code());
            told.put(tx, react.actor(), react.emoji(), react.post(), number);
        }
    }

    private void block(Tx tx, Activity.Block block) {
        var number = tell(tx, Kind.BLOCK, block.actor(), block.target().value(), "");
        told.put(tx, block.actor(), ToldStore.Kind.BLOCK, block.target().value(), number);
    }

    private void count(Tx tx, PostId post) {
        commons.posts()
                .authorOf(tx, post)
                .filter(author -> !foreign(tx, author))
                .ifPresent(author -> {
                    var dispatch = new Dispatch(Kind.COUNTS, ids.next(), author, post.value(), "");
                    tx.later(Job.of(DISTRIBUTE, dispatch.payload())
                            .once(DISTRIBUTE + ":count:" + post)
                            .at(clock.instant().plus(COUNTED_EVERY)));
                });
    }

    private void ended(Tx tx, Follows.Ended ended) {
        var other = ended.by().equals(ended.follower()) ? ended.followed() : ended.follower();
        if (foreign(tx, ended.by()) || !foreign(tx, other)) {
            return;
        }
        if (other.equals(ended.followed())) {
            tell(
                    tx,
                    Kind.UNFOLLOW,
                    ended.by(),
                    other.value(),
                    Long.toString(ended.facts().id()));
        } else {
            tell(tx, Kind.REJECT, ended.by(), other.value(), ended.facts().activity());
        }
    }

    // Whoever liked it is forgotten with it: they are written down now.
    private void erasing(Tx tx, Erasing erasing) {
        var strangers = commons.people().find(tx, erasing.touched()).values().stream()
                .filter(person -> !person.local())
                .map(person -> person.id().toString())
                .sorted()
                .collect(Collectors.joining(","));
        tell(tx, Kind.DELETE, erasing.author(), erasing.post().value(), strangers);
    }

    private void lifted(Tx tx, Blocks.Lifted lifted) {
        told.take(tx, lifted.actor(), ToldStore.Kind.BLOCK, lifted.target().value())
                .ifPresent(number ->
                        tell(tx, Kind.UNBLOCK, lifted.actor(), lifted.target().value(), number.toString()));
    }

    private void closed(Tx tx, PollClosed closed) {
        commons.posts()
                .authorOf(tx, closed.post())
                .ifPresent(author -> tell(tx, Kind.COUNTS, author, closed.post().value(), ""));
    }

    // Written out at once: a moment later nobody knows any more who it was.
    private void leaving(Tx tx, People.Leaving leaving) {
        if (leaving.local()) {
            told.forget(tx, leaving.actor());
            farewells.begin(tx, leaving.actor(), writing.farewell(leaving.actor()));
        }
    }

    /// Takes back, elsewhere, a follow that nobody here knows of.
    void disown(Tx tx, ActorId member, ActorId stranger) {
        tell(tx, Kind.UNFOLLOW, member, stranger.value(), Long.toString(ids.next()));
    }

    // A preview that is made here is best sent along, or each of those servers would ask the page itself.
    private Instant when(Tx tx, PostId post) {
        return commons.previews().awaited(tx, post) ? clock.instant().plus(PREVIEW_AWAITED) : Instant.EPOCH;
    }

    private long tell(Tx tx, Kind kind, ActorId actor, long subject, String word) {
        return tell(tx, kind, actor, subject, word, Instant.EPOCH);
    }

    private long tell(Tx tx, Kind kind, ActorId actor, long subject, String word, Instant when) {
        var number = ids.next();
        tx.later(Job.of(DISTRIBUTE, new Dispatch(kind, number, actor, subject, word).payload())
                .at(when));
        return number;
    }
}
