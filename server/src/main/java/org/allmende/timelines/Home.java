// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.people.AvoidedDomains;
import org.allmende.people.FollowState;
import org.allmende.people.Follows;
import org.allmende.people.People;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;

/// The home timeline: posts and shares by those one follows, newest first.
///
/// It is written when something is published: at once for the author and a few followers, by a durable job for many, so
/// that posting is quick however many they are, and reading is one short walk.
public final class Home {

    /// Older than this many entries nobody scrolls; the authors' pages hold everything.
    private static final int KEPT = 1_000;

    /// So many followers are reached while the author waits.
    private static final int AT_ONCE = 100;

    private static final String FAN_OUT = "home-fan-out";

    /// A post is on its author's own home, or, later, on all its followers'.
    record Reached(PostId post, ActorId author, boolean followers) {}

    private final Database database;
    private final Posts posts;
    private final Follows follows;
    private final FollowedTags tags;
    private final HomeStore store = new HomeStore();

    public Home(Database database, Ids ids, Posts posts, Follows follows) {
        this.database = database;
        this.posts = posts;
        this.follows = follows;
        this.tags = new FollowedTags(database, ids);
        database.within(Accomplished.class, this::hear);
        database.within(People.Leaving.class, (tx, leaving) -> store.forget(tx, leaving.actor()));
        database.within(
                AvoidedDomains.Avoided.class, (tx, news) -> store.removeAllFrom(tx, news.actor(), news.domain()));
    }

    public void work(Jobs jobs) {
        jobs.does(FAN_OUT, Work.inside((payload, _) -> fanOut(payload)));
    }

    /// The hashtags that members want at home.
    public FollowedTags tags() {
        return tags;
    }

    public Slice<Post> read(ActorId reader, Page page) {
        var listed = database.read(tx -> store.page(tx, reader, page));
        return Slice.of(listed, PostId::value).map(ids -> posts.onTimeline(ids, Reader.member(reader)));
    }

    List<ActorId> reached(PostId post, List<ActorId> readers) {
        return database.read(tx -> store.reached(tx, post, readers));
    }

    /// Which of these readers could know of a post that is erased now: it reached their homes, or was said to them.
    List<ActorId> knew(PostId post, List<ActorId> readers) {
        return database.read(tx -> {
            var named = Set.copyOf(posts.mentioned(tx, post));
            var reached = Set.copyOf(store.reached(tx, post, readers));
            return readers.stream()
                    .filter(reader -> named.contains(reader) || reached.contains(reader))
                    .toList();
        });
    }

    /// Whether a post that is erased now stood in the public timelines.
    boolean wasPublic(PostId post) {
        return posts.buried(post)
                .filter(buried -> buried.shareOf().isEmpty())
                .filter(buried -> buried.audience().reach() == Reach.PUBLIC)
                .isPresent();
    }

    private void hear(Tx tx, Accomplished news) {
        switch (news.activity()) {
            // What was looked for later is found on its author's page. Homes hold what has come since one follows.
            case Activity.Publish publish -> {
                if (!publish.draft().late()) {
                    published(tx, news, publish.post(), publish.post());
                }
            }
            case Activity.Share share -> published(tx, news, share.share(), share.post());
            case Activity.Follow follow -> backfill(tx, follow.actor(), follow.target());
            case Activity.AcceptFollow accept -> backfill(tx, accept.follower(), accept.actor());
            case Activity.Unfollow unfollow -> store.removeAllBy(tx, unfollow.actor(), unfollow.target());
            case Activity.RejectFollow reject -> store.removeAllBy(tx, reject.follower(), reject.actor());
            case Activity.Block block -> {
                store.removeAllBy(tx, block.actor(), block.target());
                store.removeAllBy(tx, block.target(), block.actor());
            }
            // Erased and invisible posts are left out when the home is read.
            case Activity.Edit _, Activity.Erase _, Activity.Pin _, Activity.Unpin _, Activity.Like _ -> {}
            case Activity.React _, Activity.Unreact _ -> {}
            case Activity.FeatureTag _, Activity.UnfeatureTag _, Activity.Endorse _, Activity.Unendorse _ -> {}
            case Activity.Unlike _, Activity.Unshare _, Activity.Vote _, Activity.Unblock _ -> {}
            case Activity.SetPolicy _, Activity.AskToQuote _, Activity.AllowQuote _ -> {}
            case Activity.RefuseQuote _, Activity.RevokeQuote _ -> {}
            // What is asked for is told once it happens.
            case Activity.Ask _, Activity.AllowDeed _, Activity.RefuseDeed _, Activity.RevokeDeed _ -> {}
            case Activity.ClaimAliases _, Activity.Move _ -> {}
            case Activity.Report _, Activity.UpdateProfile _, Activity.EraseActor _ -> {}
        }
    }

    private void published(Tx tx, Accomplished news, PostId post, PostId about) {
        if (news.local()) {
            store.add(tx, news.activity().actor(), post, about);
        }
        var direct = news.activity() instanceof Activity.Publish publish
                && publish.draft().audience().reach() == Reach.DIRECT
                && publish.draft().mentions().isEmpty();
        tx.afterCommit(new Reached(post, news.activity().actor(), false));
        if (!direct) {
            spread(tx, post, news.activity().actor());
        }
    }

    // A job costs more than reaching a handful, and most authors have no more followers than that.
    private void spread(Tx tx, PostId post, ActorId author) {
        var fan = store.next(tx, author, 0, AT_ONCE + 1);
        var tagged = tags.next(tx, post, 0, AT_ONCE + 1);
        if (fan.followers() > AT_ONCE || tagged.followers() > AT_ONCE) {
            tx.later(Job.of(FAN_OUT, post + " " + author));
        } else if (fan.followers() + tagged.followers() > 0) {
            store.fanOut(tx, post, author, 0, fan.lastFollow());
            tags.fanOut(tx, post, 0, tagged.lastFollow());
            tx.afterCommit(new Reached(post, author, true));
        }
    }

    private void backfill(Tx tx, ActorId reader, ActorId author) {
        follows.between(tx, reader, author)
                .filter(facts -> facts.state() == FollowState.ACCEPTED)
                .ifPresent(_ -> store.backfill(tx, reader, author));
    }

    // The payload is "post author". After a crash it starts again; what is there already is left alone.
    private JobEnd fanOut(String payload) {
        var parts = payload.split(" ");
        var post = new PostId(Long.parseLong(parts[0]));
        var author = new ActorId(Long.parseLong(parts[1]));
        inSlices(
                (tx, from) -> store.next(tx, author, from, HomeStore.FOLLOWERS_AT_ONCE),
                (tx, from, until) -> store.fanOut(tx, post, author, from, until));
        inSlices(
                (tx, from) -> tags.next(tx, post, from, HomeStore.FOLLOWERS_AT_ONCE),
                (tx, from, until) -> tags.fanOut(tx, post, from, until));
        database.write(tx -> {
            tx.afterCommit(new Reached(post, author, true));
            return true;
        });
        return JobEnd.DONE;
    }

    private interface Next {
        HomeStore.Fan after(Tx tx, long from);
    }

    private interface Filling {
        void until(Tx tx, long from, long until);
    }

    private void inSlices(Next next, Filling filling) {
        var after = Optional.of(0L);
        while (after.isPresent()) {
            var from = after.get();
            after = database.write(tx -> {
                var fan = next.after(tx, from);
                if (fan.followers() == 0) {
                    return Optional.empty();
                }
                filling.until(tx, from, fan.lastFollow());
                return Optional.of(fan.lastFollow());
            });
        }
    }

    /// Nightly: lets go of what is far down.
    public void tidy() {
        for (var reader : database.read(store::readers)) {
            database.write(tx -> {
                store.trim(tx, reader, KEPT);
                return true;
            });
        }
    }
}
