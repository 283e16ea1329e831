// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Clock;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Body;
import org.allmende.activity.Outcome;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.database.Tx;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.people.PostTraits;

/// What people do to posts: like, share, vote.
final class Reactions {

    private final PostStore store;
    private final ReactionStore reactions;
    private final PollStore polls;
    private final People people;
    private final Ids ids;
    private final Clock clock;
    private final Publishing publishing;
    private final Publishing.PostAddresses addresses;

    Reactions(
            PostStore store,
            ReactionStore reactions,
            PollStore polls,
            People people,
            Ids ids,
            Clock clock,
            Publishing publishing,
            Publishing.PostAddresses addresses) {
        this.store = store;
        this.reactions = reactions;
        this.polls = polls;
        this.people = people;
        this.ids = ids;
        this.clock = clock;
        this.publishing = publishing;
        this.addresses = addresses;
    }

    private Optional<PostRow> alive(Tx tx, PostId post) {
        return store.find(tx, post).filter(row -> !row.deleted());
    }

    Outcome like(Tx tx, Activity.Like like) {
        var row = alive(tx, like.post()).filter(found -> found.shareOf().isEmpty());
        if (row.isEmpty()) {
            return Publishing.unknown(like.id());
        }
        if (!reactions.like(tx, ids.next(), like.actor(), like.post(), like.id())) {
            return new Outcome.AlreadyDone(like.id(), like.post().value());
        }
        store.count(tx, like.post(), PostStore.Counter.LIKES, 1);
        return new Outcome.Done(like.id(), like.post().value());
    }

    Outcome unlike(Tx tx, Activity.Unlike unlike) {
        if (reactions.unlike(tx, unlike.actor(), unlike.post()).isEmpty()) {
            return new Outcome.AlreadyDone(unlike.id(), unlike.post().value());
        }
        store.count(tx, unlike.post(), PostStore.Counter.LIKES, -1);
        return new Outcome.Done(unlike.id(), unlike.post().value());
    }

    /// Forgets what somebody liked and kept. True when more is left.
    boolean forgetSomeOf(Tx tx, ActorId actor, int limit) {
        var liked = reactions.likedBy(tx, actor, limit);
        for (var post : liked) {
            if (reactions.unlike(tx, actor, post).isPresent()) {
                store.count(tx, post, PostStore.Counter.LIKES, -1);
            }
        }
        reactions.forgetPrivate(tx, actor);
        return liked.size() == limit;
    }

    Outcome share(Tx tx, Activity.Share share) {
        var original = alive(tx, share.post()).filter(row -> row.shareOf().isEmpty());
        var actor = people.find(tx, java.util.List.of(share.actor())).get(share.actor());
        if (original.isEmpty() || actor == null) {
            return Publishing.unknown(share.id());
        }
        var row = original.get();
        // What was said to somebody is not passed on, not even by who said it.
        var ownToOwn = row.author().equals(share.actor())
                && row.audience().reach() == share.audience().reach()
                && row.audience().reach() != Reach.DIRECT;
        if (!row.audience().reach().open() && !ownToOwn) {
            return Publishing.refused(
                    share.id(),
                    Outcome.Cause.FORBIDDEN,
                    "share.private",
                    "Only posts that everybody may see can be shared.");
        }
        if (row.audience().localOnly() && !share.audience().localOnly()) {
            return Publishing.refused(
                    share.id(),
                    Outcome.Cause.FORBIDDEN,
                    "share.local_only",
                    "A local-only post can only be shared within this instance.");
        }
        var before = store.shareOf(tx, share.actor(), share.post());
        if (before.isPresent()) {
            return new Outcome.AlreadyDone(share.id(), before.get().id().value());
        }
        if (!store.insert(tx, shareRow(share, actor, row))) {
            return Publishing.refused(
                    share.id(), Outcome.Cause.INVALID, "share.exists", "This share exists or was taken back.");
        }
        store.count(tx, share.post(), PostStore.Counter.SHARES, 1);
        people.countPost(
                tx,
                share.actor(),
                1,
                new PostTraits(true, false, share.audience().open()),
                clock.instant());
        return new Outcome.Done(share.id(), share.share().value());
    }

    private PostRow shareRow(Activity.Share share, Person actor, PostRow original) {
        var uri = actor.local() ? addresses.uri(share.share()) : share.id().value();
        return new PostRow(
                share.share(),
                uri,
                actor.local() ? original.url() : uri,
                actor.id(),
                actor.local(),
                Optional.of(original.id()),
                Optional.empty(),
                Optional.empty(),
                original.thread(),
                Body.EMPTY,
                Optional.empty(),
                false,
                Optional.empty(),
                share.audience(),
                clock.instant(),
                Optional.empty(),
                false,
                false,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Outcome unshare(Tx tx, Activity.Unshare unshare) {
        var row = store.shareOf(tx, unshare.actor(), unshare.post());
        if (row.isEmpty()) {
            return new Outcome.AlreadyDone(unshare.id(), unshare.post().value());
        }
        publishing.bury(tx, row.get());
        return new Outcome.Done(unshare.id(), row.get().id().value());
    }

    /// Strangers' votes come one choice at a time; further choices of the same person count where several are allowed.
    Outcome vote(Tx tx, Activity.Vote vote) {
        var poll = alive(tx, vote.post())
                .map(row -> polls.of(tx, java.util.List.of(row.id()), Reader.member(vote.actor()), clock.instant())
                        .get(row.id()));
        if (poll.isEmpty()) {
            return Publishing.unknown(vote.id());
        }
        var asked = poll.get();
        var choices = vote.choices().stream().distinct().toList();
        if (asked.closed()) {
            return Publishing.refused(vote.id(), Outcome.Cause.INVALID, "vote.closed", "This poll has ended.");
        }
        if (choices.isEmpty()
                || choices.stream().anyMatch(c -> c < 0 || c >= asked.options().size())) {
            return Publishing.refused(vote.id(), Outcome.Cause.INVALID, "vote.choice", "This poll has no such option.");
        }
        if (!asked.multiple() && (choices.size() > 1 || asked.voted())) {
            return asked.own().equals(choices)
                    ? new Outcome.AlreadyDone(vote.id(), vote.post().value())
                    : Publishing.refused(
                            vote.id(),
                            Outcome.Cause.INVALID,
                            "vote.once",
                            "You have already voted, or chose more than one.");
        }
        if (asked.own().containsAll(choices)) {
            return new Outcome.AlreadyDone(vote.id(), vote.post().value());
        }
        choices.forEach(position -> polls.vote(tx, vote.post(), vote.actor(), position));
        if (!asked.voted()) {
            polls.countVoter(tx, vote.post());
        }
        return new Outcome.Done(vote.id(), vote.post().value());
    }

    boolean threadMuted(Tx tx, ActorId actor, PostId thread) {
        return reactions.threadMuted(tx, actor, thread);
    }
}
