// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.people.AvoidedDomains;
import org.allmende.people.FollowState;
import org.allmende.people.Follows;
import org.allmende.people.People;
import org.allmende.posts.Interaction;
import org.allmende.posts.InteractionFacts;
import org.allmende.posts.InteractionState;
import org.allmende.posts.PollClosed;
import org.allmende.posts.Posts;
import org.allmende.posts.QuoteAccepted;
import org.allmende.posts.QuoteFacts;
import org.allmende.posts.QuoteState;
import org.allmende.posts.Reader;

/// What concerns somebody: written in the transaction in which it happens, so that none is lost and none is made up.
public final class Notifications {

    /// A notification was made that is to be told at once: announced within the transaction.
    public record Made(ActorId reader, long id, NotificationKind kind, ActorId actor) {}

    private static final int TOLD_MAX = 1_000;
    private static final int COUNT_MAX = 100;
    private static final Duration KEPT = Duration.ofDays(180);

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final People people;
    private final Posts posts;
    private final Follows follows;
    private final NotificationStore store = new NotificationStore();
    private final Requests requests;

    public Notifications(Database database, Ids ids, Clock clock, People people, Posts posts, Follows follows) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.people = people;
        this.posts = posts;
        this.follows = follows;
        this.requests = new Requests(database, ids, clock, people, posts);
        database.within(Accomplished.class, this::hear);
        database.within(PollClosed.class, this::pollClosed);
        database.within(AvoidedDomains.Avoided.class, (tx, news) -> store.removeFrom(tx, news.actor(), news.domain()));
        database.within(QuoteAccepted.class, this::quoted);
    }

    // No default branch: a new kind of activity must not compile until somebody decides who is told.
    private void hear(Tx tx, Accomplished news) {
        var actor = news.activity().actor();
        switch (news.activity()) {
            case Activity.Publish publish -> {
                if (!publish.draft().late()) {
                    published(tx, publish);
                }
            }
            case Activity.Like like -> tellAuthor(tx, NotificationKind.LIKE, actor, like.post());
            case Activity.Unlike unlike -> untellAuthor(tx, NotificationKind.LIKE, actor, unlike.post());
            case Activity.React react -> reacted(tx, react);
            case Activity.Unreact unreact -> unreacted(tx, unreact);
            case Activity.Share share -> tellAuthor(tx, NotificationKind.SHARE, actor, share.post());
            case Activity.Unshare unshare -> untellAuthor(tx, NotificationKind.SHARE, actor, unshare.post());
            case Activity.Edit edit -> {
                if (!edit.draft().late()) {
                    store.localSharers(tx, edit.post(), TOLD_MAX)
                            .forEach(
                                    reader -> tell(tx, reader, NotificationKind.EDIT, actor, Optional.of(edit.post())));
                    store.localQuotes(tx, edit.post(), TOLD_MAX)
                            .forEach(quote -> tell(
                                    tx,
                                    quote.author(),
                                    NotificationKind.QUOTED_EDIT,
                                    actor,
                                    Optional.of(quote.post())));
                }
            }
            case Activity.Erase erase -> store.removeAbout(tx, erase.post());
            case Activity.Follow follow -> {
                requests.welcome(tx, follow.actor(), follow.target());
                followed(tx, follow.actor(), follow.target());
            }
            case Activity.AcceptFollow accept -> {
                store.remove(tx, actor, NotificationKind.FOLLOW_REQUEST, accept.follower(), Optional.empty());
                followed(tx, accept.follower(), actor);
            }
            case Activity.RejectFollow reject -> unfollowed(tx, reject.follower(), actor);
            case Activity.Unfollow unfollow -> unfollowed(tx, actor, unfollow.target());
            case Activity.Block block -> {
                store.removeFrom(tx, actor, block.target());
                requests.end(tx, actor, block.target());
            }
            case Activity.EraseActor _ -> store.removeOf(tx, actor);
            case Activity.Pin _, Activity.Unpin _, Activity.Vote _, Activity.Unblock _ -> {}
            case Activity.FeatureTag _, Activity.UnfeatureTag _, Activity.Endorse _, Activity.Unendorse _ -> {}
            case Activity.Report _, Activity.UpdateProfile _, Activity.SetPolicy _ -> {}
            case Activity.AskToQuote _ ->
                posts.quotes().find(tx, news.outcome().subject()).ifPresent(quote -> asked(tx, quote, actor));
            case Activity.AllowQuote _, Activity.RefuseQuote _, Activity.RevokeQuote _ ->
                posts.quotes().find(tx, news.outcome().subject()).ifPresent(quote -> answered(tx, quote, actor));
            case Activity.Ask ask -> posts.interactions().of(tx, ask).ifPresent(facts -> wanted(tx, ask, facts));
            case Activity.AllowDeed _, Activity.RefuseDeed _, Activity.RevokeDeed _ ->
                posts.interactions().find(tx, news.outcome().subject()).ifPresent(facts -> decided(tx, facts));
            case Activity.ClaimAliases _, Activity.Move _ -> {}
        }
    }

    private void wanted(Tx tx, Activity.Ask ask, InteractionFacts facts) {
        var late = ask.deed() instanceof Activity.Publish publish
                && publish.draft().late();
        if (facts.state() == InteractionState.PENDING && !late) {
            tell(tx, facts.author(), request(facts.what()), facts.actor(), Optional.of(about(facts)));
        }
    }

    private void decided(Tx tx, InteractionFacts facts) {
        store.remove(tx, facts.author(), request(facts.what()), facts.actor(), Optional.of(about(facts)));
    }

    private static PostId about(InteractionFacts facts) {
        return facts.what() == Interaction.REPLY ? facts.deed().orElse(facts.post()) : facts.post();
    }

    private static NotificationKind request(Interaction what) {
        return switch (what) {
            case REPLY -> NotificationKind.REPLY_REQUEST;
            case LIKE -> NotificationKind.LIKE_REQUEST;
            case SHARE -> NotificationKind.SHARE_REQUEST;
            case QUOTE -> NotificationKind.QUOTE_REQUEST;
        };
    }

    private void published(Tx tx, Activity.Publish publish) {
        var post = Optional.of(publish.post());
        publish.draft()
                .quote()
                .flatMap(_ -> posts.quotes().of(tx, publish.post()))
                .filter(quote ->
                        publish.draft().origin().isEmpty() || quote.request().isPresent())
                .ifPresent(quote -> asked(tx, quote, publish.actor()));
        publish.draft().mentions().stream()
                .sorted()
                .forEach(reader -> tell(tx, reader, NotificationKind.MENTION, publish.actor(), post));
        if (publish.draft().audience().reach() != Reach.DIRECT
                && publish.draft().inReplyTo().isEmpty()) {
            store.wantEachPost(tx, publish.actor(), TOLD_MAX).stream()
                    .filter(reader -> !publish.draft().mentions().contains(reader))
                    .forEach(reader -> tell(tx, reader, NotificationKind.POST, publish.actor(), post));
        }
    }

    private void asked(Tx tx, QuoteFacts quote, ActorId asker) {
        if (quote.state() == QuoteState.PENDING) {
            var about = quote.quoting().orElse(quote.quoted());
            store.authorOf(tx, quote.quoted())
                    .ifPresent(author -> tell(tx, author, NotificationKind.QUOTE_REQUEST, asker, Optional.of(about)));
        }
    }

    private void answered(Tx tx, QuoteFacts quote, ActorId author) {
        quote.quoting()
                .ifPresent(quoting -> store.authorOf(tx, quoting).ifPresent(asker -> {
                    store.remove(tx, author, NotificationKind.QUOTE_REQUEST, asker, Optional.of(quoting));
                    if (quote.state() != QuoteState.ACCEPTED) {
                        store.remove(tx, author, NotificationKind.QUOTE, asker, Optional.of(quoting));
                    }
                }));
    }

    private void quoted(Tx tx, QuoteAccepted news) {
        store.authorOf(tx, news.quoting())
                .ifPresent(actor -> store.authorOf(tx, news.quoted())
                        .ifPresent(author ->
                                tell(tx, author, NotificationKind.QUOTE, actor, Optional.of(news.quoting()))));
    }

    private void followed(Tx tx, ActorId follower, ActorId target) {
        follows.between(tx, follower, target)
                .ifPresent(facts -> tell(
                        tx,
                        target,
                        facts.state() == FollowState.ACCEPTED
                                ? NotificationKind.FOLLOW
                                : NotificationKind.FOLLOW_REQUEST,
                        follower,
                        Optional.empty()));
    }

    private void unfollowed(Tx tx, ActorId follower, ActorId target) {
        store.remove(tx, target, NotificationKind.FOLLOW, follower, Optional.empty());
        store.remove(tx, target, NotificationKind.FOLLOW_REQUEST, follower, Optional.empty());
    }

    private void tellAuthor(Tx tx, NotificationKind kind, ActorId actor, PostId post) {
        store.authorOf(tx, post).ifPresent(author -> tell(tx, author, kind, actor, Optional.of(post)));
    }

    private void untellAuthor(Tx tx, NotificationKind kind, ActorId actor, PostId post) {
        store.authorOf(tx, post).ifPresent(author -> store.remove(tx, author, kind, actor, Optional.of(post)));
    }

    // One for each person and post, however many emoji: it shows the first that is still there.
    private void reacted(Tx tx, Activity.React react) {
        tellAuthor(tx, NotificationKind.REACTION, react.actor(), react.post());
        paint(tx, react.actor(), react.post());
    }

    private void unreacted(Tx tx, Activity.Unreact unreact) {
        if (!paint(tx, unreact.actor(), unreact.post())) {
            untellAuthor(tx, NotificationKind.REACTION, unreact.actor(), unreact.post());
        }
    }

    private boolean paint(Tx tx, ActorId actor, PostId post) {
        var first = posts.reactionOf(tx, actor, post);
        first.ifPresent(emoji -> store.paint(tx, actor, post, emoji));
        return first.isPresent();
    }

    private void pollClosed(Tx tx, PollClosed closed) {
        store.authorOf(tx, closed.post()).ifPresent(author -> {
            posts.localVoters(tx, closed.post(), TOLD_MAX)
                    .forEach(voter -> tell(tx, voter, NotificationKind.POLL, author, Optional.of(closed.post())));
        });
    }

    private void tell(Tx tx, ActorId reader, NotificationKind kind, ActorId actor, Optional<PostId> post) {
        requests.judge(tx, reader, kind, actor, post)
                .filter(ruling -> ruling.verdict() != NotificationPolicy.Verdict.DROP)
                .ifPresent(ruling -> tell(tx, reader, kind, actor, post, ruling));
    }

    private void tell(
            Tx tx,
            ActorId reader,
            NotificationKind kind,
            ActorId actor,
            Optional<PostId> post,
            Requests.Ruling ruling) {
        var id = ids.next();
        if (store.add(tx, id, reader, kind, actor, post, clock.millis())) {
            if (ruling.verdict() == NotificationPolicy.Verdict.FILTER) {
                requests.setApart(tx, id, reader, actor);
            } else if (!ruling.quiet()) {
                tx.announce(new Made(reader, id, kind, actor));
            }
        }
    }

    /// Of whom members want to hear, and who waits to be heard.
    public Requests requests() {
        return requests;
    }

    public Slice<Notification> of(ActorId reader, NotificationFilter filter, Page page) {
        if (filter.kinds().isEmpty()) {
            return Slice.empty();
        }
        return Slice.of(database.read(tx -> store.page(tx, reader, filter, page)), NotificationStore.Row::id)
                .map(rows -> load(reader, rows));
    }

    public Optional<Notification> find(ActorId reader, long id) {
        return database.read(tx -> store.find(tx, reader, id))
                .flatMap(row -> load(reader, List.of(row)).stream().findFirst());
    }

    private List<Notification> load(ActorId reader, List<NotificationStore.Row> rows) {
        var actors = people.find(
                rows.stream().map(NotificationStore.Row::actor).distinct().toList());
        var about = new java.util.HashMap<PostId, org.allmende.posts.Post>();
        posts.find(rows.stream().flatMap(row -> row.post().stream()).distinct().toList(), Reader.member(reader))
                .forEach(post -> about.put(post.id(), post));
        return rows.stream()
                // What it is about may have been taken back, or hidden, since.
                .filter(row ->
                        row.post().isEmpty() || about.containsKey(row.post().get()))
                .map(row -> Optional.ofNullable(actors.get(row.actor()))
                        .filter(actor -> !actor.suspended() && !actor.erased())
                        .map(actor -> new Notification(
                                row.id(),
                                row.kind(),
                                actor,
                                row.post().map(about::get),
                                row.emoji(),
                                Ids.time(row.id())))
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    public void dismiss(ActorId reader, long id) {
        database.write(tx -> {
            store.dismiss(tx, reader, id);
            return true;
        });
    }

    public void clear(ActorId reader) {
        database.write(tx -> {
            store.clear(tx, reader);
            return true;
        });
    }

    /// How many came after the one last read; 100 means 100 or more.
    public int unread(ActorId reader, long lastRead) {
        return database.read(tx -> store.newerThan(tx, reader, lastRead, COUNT_MAX));
    }

    /// Nightly: forgets what is half a year old.
    public void tidy(Tx tx) {
        store.forgetOlder(tx, Ids.first(clock.instant().minus(KEPT)));
    }
}
