// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activity.Circle;
import org.allmende.activity.Emoji;
import org.allmende.activity.Origin;
import org.allmende.activity.Outcome;
import org.allmende.activity.Policy;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.people.People;
import org.allmende.people.Person;

/// What people want to do to posts whose authors want to be asked first: answers, likes and shares.
///
/// The author alone decides, by their policy or one by one. Until then an answer is read by its author and by them
/// alone, and a like or share has not happened. Once they agree it happens as if it came then: who is to hear of it
/// hears of it.
public final class Interactions {

    /// One person who wants more of one author at once is no longer asking but pushing.
    static final int OPEN_MAX = 100;

    /// What waits below one answer.
    private static final int BELOW_MAX = 100;

    private static final int EARLIER_MAX = 20;

    /// What comes to mind when somebody is blocked; the rest is not shown to them anyway.
    private static final int PARTED_MAX = 500;

    private static final String LOCAL = " LOCAL";

    private final Database database;
    private final PostStore store;
    private final InteractionStore interactions;
    private final Permissions permissions;
    private final Publishing publishing;
    private final Reactions reactions;
    private final EmojiReactions emojiReactions;
    private final Drafting drafting;
    private final People people;
    private final Publishing.PostAddresses addresses;
    private final Ids ids;
    private final Clock clock;

    Interactions(
            Database database,
            PostStore store,
            InteractionStore interactions,
            Permissions permissions,
            Publishing publishing,
            Reactions reactions,
            EmojiReactions emojiReactions,
            Drafting drafting,
            People people,
            Publishing.PostAddresses addresses,
            Ids ids,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.interactions = interactions;
        this.permissions = permissions;
        this.publishing = publishing;
        this.reactions = reactions;
        this.emojiReactions = emojiReactions;
        this.drafting = drafting;
        this.people = people;
        this.addresses = addresses;
        this.ids = ids;
        this.clock = clock;
    }

    // Questions

    public Optional<InteractionFacts> find(long id) {
        return database.read(tx -> find(tx, id));
    }

    public Optional<InteractionFacts> find(Tx tx, long id) {
        return interactions.find(tx, id);
    }

    public Optional<InteractionFacts> find(PostId post, String address) {
        return database.read(tx -> find(tx, post, address));
    }

    public Optional<InteractionFacts> find(Tx tx, PostId post, String address) {
        return interactions.find(tx, post, address);
    }

    /// What became of the asking that this deed was.
    public Optional<InteractionFacts> of(Tx tx, Activity.Ask ask) {
        return find(tx, ask.post(), address(ask.deed()));
    }

    /// By the post that answers, or by the share.
    public Optional<InteractionFacts> of(PostId deed) {
        return database.read(tx -> interactions.of(tx, deed));
    }

    /// Whether somebody did this to a post with its author's word.
    public boolean agreed(Tx tx, ActorId actor, PostId post, Interaction what) {
        return interactions.by(tx, actor, post, what, EARLIER_MAX).stream().anyMatch(InteractionFacts::accepted);
    }

    /// What `author` has confirmed at this address.
    public Optional<InteractionFacts> stamped(String stamp, ActorId author) {
        return database.read(tx -> interactions.stamped(tx, stamp, author));
    }

    /// What waits for a word of `author`, newest first.
    public Slice<InteractionFacts> waiting(
            ActorId author, Collection<Interaction> kinds, Optional<PostId> post, Page page) {
        return kinds.isEmpty()
                ? Slice.empty()
                : Slice.of(
                        database.read(tx -> interactions.waiting(tx, author, kinds, post, page)), InteractionFacts::id);
    }

    /// What must happen before `actor` may do this to a post. Whether they may see it is another question.
    public Stance stance(ActorId actor, PostId post, Interaction what) {
        return database.read(tx -> store.find(tx, post)
                .filter(row -> !row.deleted())
                .map(row -> stance(tx, actor, row, what))
                .orElse(Stance.DENIED));
    }

    private Stance stance(Tx tx, ActorId actor, PostRow row, Interaction what) {
        if (row.awaits().isPresent()) {
            // Who has to agree may do what they like with it, and answering it is agreeing.
            return row.awaits().get().equals(actor) ? Stance.FREE : Stance.ASK;
        }
        if (row.author().equals(actor)) {
            return Stance.FREE;
        }
        return switch (permissions.of(tx, actor, row, what)) {
            case FREE -> row.home() && member(tx, actor) || evident(tx, actor, row, what) ? Stance.FREE : Stance.ASK;
            case ASK -> Stance.ASK;
            case UNKNOWN, DENIED -> Stance.DENIED;
        };
    }

    private boolean member(Tx tx, ActorId actor) {
        return people.find(tx, actor).filter(Person::local).isPresent();
    }

    // Who follows whom only their homes know: others have to be told by the author's.
    private boolean evident(Tx tx, ActorId actor, PostRow row, Interaction what) {
        return Permissions.rule(row.policy().orElse(Policy.UNSAID), what)
                        .freely()
                        .contains(Circle.EVERYBODY)
                || (what == Interaction.REPLY && permissions.spokenTo(tx, actor, row));
    }

    // Activities

    /// Somebody asks, or just does what needs asking. The answer is in the state of the interaction.
    public Outcome ask(Tx tx, Activity.Ask ask) {
        var row = store.find(tx, ask.post())
                .filter(found -> !found.deleted() && found.shareOf().isEmpty());
        if (row.isEmpty()) {
            return Publishing.unknown(ask.id());
        }
        var before = of(tx, ask);
        if (before.isPresent()) {
            return again(tx, ask, before.get());
        }
        var author = row.get().awaits().orElse(row.get().author());
        var what = what(ask.deed());
        var state = decided(tx, ask.actor(), row.get(), what);
        if (state == InteractionState.PENDING && interactions.open(tx, ask.actor(), author) >= OPEN_MAX) {
            return Publishing.refused(
                    ask.id(), Outcome.Cause.FORBIDDEN, "deed.too_many", "Too much waits for this author already.");
        }
        var facts = new InteractionFacts(
                ids.next(),
                what,
                ask.post(),
                author,
                ask.actor(),
                address(ask.deed()),
                deed(ask.deed()),
                detail(ask.deed()),
                state,
                claimed(ask.deed()),
                ask.polite() ? Optional.of(ask.id().value()) : Optional.empty(),
                clock.instant(),
                state == InteractionState.PENDING ? Optional.empty() : Optional.of(clock.instant()));
        interactions.insert(tx, facts);
        return switch (state) {
            case PENDING -> hold(tx, ask, facts);
            case ACCEPTED -> {
                var outcome = perform(tx, ask.deed());
                yield outcome instanceof Outcome.Refused ? outcome : done(ask);
            }
            case REJECTED, REVOKED -> done(ask);
        };
    }

    // Who asks again, or does what they asked for, is answered again.
    private Outcome again(Tx tx, Activity.Ask ask, InteractionFacts before) {
        if (ask.polite()) {
            interactions.settle(tx, before.requested(Optional.of(ask.id().value())));
        }
        return done(ask);
    }

    private InteractionState decided(Tx tx, ActorId actor, PostRow row, Interaction what) {
        if (!row.home() && row.awaits().isEmpty()) {
            return InteractionState.PENDING;
        }
        // A no stands; each answer is another.
        var no = what != Interaction.REPLY
                && interactions.by(tx, actor, row.id(), what, EARLIER_MAX).stream()
                        .anyMatch(facts -> facts.state() == InteractionState.REJECTED
                                || facts.state() == InteractionState.REVOKED);
        if (no) {
            return InteractionState.REJECTED;
        }
        if (row.awaits().isPresent()) {
            return row.awaits().get().equals(actor) ? InteractionState.ACCEPTED : InteractionState.PENDING;
        }
        return switch (permissions.of(tx, actor, row, what)) {
            case FREE -> InteractionState.ACCEPTED;
            case ASK -> InteractionState.PENDING;
            case UNKNOWN, DENIED -> InteractionState.REJECTED;
        };
    }

    private Outcome hold(Tx tx, Activity.Ask ask, InteractionFacts facts) {
        if (!(ask.deed() instanceof Activity.Publish publish)) {
            return done(ask);
        }
        var outcome = publishing.publish(tx, publish, Optional.of(facts.author()));
        return outcome instanceof Outcome.Done ? done(ask) : outcome;
    }

    // The number of the answer, or of the post that is liked or shared.
    private static Outcome done(Activity.Ask ask) {
        return new Outcome.Done(
                ask.id(),
                ask.deed() instanceof Activity.Publish publish
                        ? publish.post().value()
                        : ask.post().value());
    }

    public Outcome allow(Tx tx, Activity.AllowDeed allow) {
        var before = own(tx, allow.actor(), allow.post(), allow.deed());
        if (before.isEmpty()) {
            return unknown(allow.id());
        }
        var facts = before.get();
        if (facts.accepted()) {
            return new Outcome.AlreadyDone(allow.id(), facts.id());
        }
        settle(tx, facts, allow.stamp());
        return new Outcome.Done(allow.id(), facts.id());
    }

    private void settle(Tx tx, InteractionFacts facts, Optional<String> stamp) {
        interactions.settle(tx, facts.with(InteractionState.ACCEPTED, stamp, clock.instant()));
        deed(facts).ifPresent(deed -> perform(tx, deed));
        if (facts.what() == Interaction.REPLY) {
            release(tx, facts);
        }
    }

    public Outcome refuse(Tx tx, Activity.RefuseDeed refuse) {
        return end(tx, refuse.id(), refuse.actor(), refuse.post(), refuse.deed(), InteractionState.REJECTED);
    }

    public Outcome revoke(Tx tx, Activity.RevokeDeed revoke) {
        return end(tx, revoke.id(), revoke.actor(), revoke.post(), revoke.deed(), InteractionState.REVOKED);
    }

    private Outcome end(Tx tx, ActivityId id, ActorId author, PostId post, String address, InteractionState state) {
        var before = own(tx, author, post, address);
        if (before.isEmpty()) {
            return unknown(id);
        }
        var facts = before.get();
        if (facts.state() == InteractionState.REJECTED || facts.state() == InteractionState.REVOKED) {
            return new Outcome.AlreadyDone(id, facts.id());
        }
        end(tx, facts, state);
        return new Outcome.Done(id, facts.id());
    }

    private void end(Tx tx, InteractionFacts facts, InteractionState state) {
        interactions.settle(tx, facts.with(state, Optional.empty(), clock.instant()));
        if (facts.accepted()) {
            undo(tx, facts);
        }
    }

    private static Outcome unknown(ActivityId id) {
        return Publishing.refused(id, Outcome.Cause.NOT_FOUND, "deed.unknown", "Nobody asked for this.");
    }

    private Optional<InteractionFacts> own(Tx tx, ActorId author, PostId post, String address) {
        return interactions
                .find(tx, post, address)
                .filter(facts -> facts.author().equals(author));
    }

    /// Takes back what was asked for and has not happened. False where there is no such thing.
    boolean withdraw(Tx tx, ActorId actor, PostId post, Interaction what, String detail) {
        var open = interactions.by(tx, actor, post, what, EARLIER_MAX).stream()
                .filter(facts -> facts.state() == InteractionState.PENDING)
                .filter(facts -> what == Interaction.SHARE || facts.detail().equals(detail))
                .toList();
        open.forEach(facts -> interactions.forget(tx, facts.id()));
        return !open.isEmpty();
    }

    /// Who answers what waits for their word has agreed to it.
    void answered(Tx tx, Activity.Publish publish) {
        publish.draft()
                .inReplyTo()
                .flatMap(parent -> store.find(tx, parent))
                .filter(row -> row.awaits().equals(Optional.of(publish.actor())))
                .flatMap(row -> interactions.of(tx, row.id()))
                .filter(facts -> facts.author().equals(publish.actor()) && !facts.accepted())
                .ifPresent(facts -> {
                    settle(tx, facts, Optional.empty());
                    var allow = new Activity.AllowDeed(
                            ActivityId.of(ids.next()), facts.author(), facts.post(), facts.address(), Optional.empty());
                    announce(tx, allow, facts.id());
                });
    }

    /// Nothing is left to agree about with somebody who is blocked: what was agreed to ends.
    void part(Tx tx, Activity.Block block) {
        for (var facts : interactions.between(tx, block.actor(), block.target(), PARTED_MAX)) {
            end(tx, facts, facts.accepted() ? InteractionState.REVOKED : InteractionState.REJECTED);
            var id = ActivityId.of(ids.next());
            announce(
                    tx,
                    facts.accepted()
                            ? new Activity.RevokeDeed(id, facts.author(), facts.post(), facts.address())
                            : new Activity.RefuseDeed(id, facts.author(), facts.post(), facts.address()),
                    facts.id());
        }
    }

    private Outcome perform(Tx tx, Activity deed) {
        var outcome = happen(tx, deed);
        if (outcome instanceof Outcome.Done done) {
            announce(tx, deed, done.subject());
        }
        return outcome;
    }

    // What can be asked for, and what takes it back.
    private Outcome happen(Tx tx, Activity deed) {
        if (deed instanceof Activity.Publish publish) {
            return publishing.publish(tx, publish, Optional.empty());
        }
        if (deed instanceof Activity.Like like) {
            return reactions.like(tx, like);
        }
        if (deed instanceof Activity.React react) {
            return emojiReactions.react(tx, react);
        }
        if (deed instanceof Activity.Share share) {
            return reactions.share(tx, share);
        }
        if (deed instanceof Activity.Unlike unlike) {
            return reactions.unlike(tx, unlike);
        }
        if (deed instanceof Activity.Unreact unreact) {
            return emojiReactions.unreact(tx, unreact);
        }
        if (deed instanceof Activity.Unshare unshare) {
            return reactions.unshare(tx, unshare);
        }
        throw new IllegalArgumentException("nobody asks for this: " + deed.id());
    }

    private void announce(Tx tx, Activity activity, long subject) {
        tx.announce(new Accomplished(activity, new Outcome.Done(activity.id(), subject), member(tx, activity.actor())));
    }

    // An answer is read by all now, and so are its author's own answers to it.
    private void release(Tx tx, InteractionFacts facts) {
        var row = facts.deed().flatMap(deed -> store.find(tx, deed)).filter(found -> !found.deleted());
        if (row.isEmpty() || row.get().awaits().isEmpty()) {
            return;
        }
        var answer = row.get();
        store.await(tx, answer.id(), Optional.empty());
        answer.inReplyTo().ifPresent(parent -> store.count(tx, parent, PostStore.Counter.REPLIES, 1));
        announce(
                tx,
                new Activity.Publish(
                        new ActivityId(facts.address()), answer.author(), answer.id(), drafting.draft(tx, answer)),
                answer.id().value());
        interactions.below(tx, answer.id(), BELOW_MAX).stream()
                .filter(below -> below.actor().equals(answer.author()))
                .forEach(below -> settle(tx, below, Optional.empty()));
    }

    private void undo(Tx tx, InteractionFacts facts) {
        var id = ActivityId.of(ids.next());
        switch (facts.what()) {
            case LIKE ->
                perform(
                        tx,
                        Emoji.parse(facts.detail())
                                .<Activity>map(emoji -> new Activity.Unreact(id, facts.actor(), facts.post(), emoji))
                                .orElseGet(() -> new Activity.Unlike(id, facts.actor(), facts.post())));
            case SHARE -> perform(tx, new Activity.Unshare(id, facts.actor(), facts.post()));
            case REPLY ->
                facts.deed()
                        .flatMap(deed -> store.find(tx, deed))
                        .filter(row -> !row.deleted() && row.awaits().isEmpty())
                        .ifPresent(row -> {
                            store.await(tx, row.id(), Optional.of(facts.author()));
                            row.inReplyTo().ifPresent(parent -> store.count(tx, parent, PostStore.Counter.REPLIES, -1));
                        });
            case QUOTE -> {}
        }
    }

    private static Interaction what(Activity deed) {
        return deed instanceof Activity.Publish
                ? Interaction.REPLY
                : deed instanceof Activity.Share ? Interaction.SHARE : Interaction.LIKE;
    }

    private String address(Activity deed) {
        return deed instanceof Activity.Publish publish
                ? publish.draft().origin().map(Origin::uri).orElseGet(() -> addresses.uri(publish.post()))
                : deed.id().value();
    }

    private static Optional<PostId> deed(Activity deed) {
        return deed instanceof Activity.Publish publish
                ? Optional.of(publish.post())
                : deed instanceof Activity.Share share ? Optional.of(share.share()) : Optional.empty();
    }

    private static Optional<String> claimed(Activity deed) {
        return deed instanceof Activity.Publish publish
                ? publish.draft().origin().flatMap(Origin::authorized)
                : Optional.empty();
    }

    private static String detail(Activity deed) {
        if (deed instanceof Activity.Share share) {
            return share.audience().reach().name() + (share.audience().localOnly() ? LOCAL : "");
        }
        return deed instanceof Activity.React react ? react.emoji().code() : "";
    }

    // The like or share that was asked for, now that it may happen. An answer is here already.
    private static Optional<Activity> deed(InteractionFacts facts) {
        var id = new ActivityId(facts.address());
        return switch (facts.what()) {
            case LIKE ->
                Optional.of(Emoji.parse(facts.detail())
                        .<Activity>map(emoji -> new Activity.React(id, facts.actor(), facts.post(), emoji))
                        .orElseGet(() -> new Activity.Like(id, facts.actor(), facts.post())));
            case SHARE ->
                facts.deed()
                        .map(share ->
                                new Activity.Share(id, facts.actor(), share, facts.post(), audience(facts.detail())));
            case REPLY, QUOTE -> Optional.empty();
        };
    }

    private static Audience audience(String detail) {
        var local = detail.endsWith(LOCAL);
        return new Audience(
                Reach.valueOf(local ? detail.substring(0, detail.length() - LOCAL.length()) : detail), local);
    }

    void forgetOf(Tx tx, ActorId actor) {
        interactions.forgetOf(tx, actor);
    }
}
