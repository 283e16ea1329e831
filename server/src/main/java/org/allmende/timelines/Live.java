// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.Draft;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.posts.QuoteAccepted;

/// Tells who listens what is new right now. May be lost: what matters is in the timelines.
public final class Live {

    private record Subscription(Set<Channel> channels, BiConsumer<Channel, LiveEvent> listener) {}

    private final Home home;
    private final Lists lists;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

    public Live(Database database, Home home, Lists lists) {
        this.home = home;
        this.lists = lists;
        database.after(Accomplished.class, this::hear);
        database.after(Home.Reached.class, this::reached);
        database.after(
                Lists.Reached.class, reached -> tell(onLists(reached.post()), new LiveEvent.Posted(reached.post())));
        // Who has the quoting post before them sees now what it quotes.
        database.after(QuoteAccepted.class, news -> edited(news.quoting()));
        database.after(
                Conversations.Heard.class,
                heard -> tell(
                        new Channel.Conversing(heard.reader())::equals, new LiveEvent.Conversed(heard.conversation())));
        database.after(Announcements.Said.class, said -> tell(Live::anyHome, new LiveEvent.Announced(said.id())));
        database.after(
                Announcements.Answered.class,
                news -> tell(Live::anyHome, new LiveEvent.AnnouncementAnswered(news.id(), news.emoji())));
        database.after(
                Announcements.TakenDown.class, gone -> tell(Live::anyHome, new LiveEvent.AnnouncementGone(gone.id())));
        database.after(
                Requests.Merged.class,
                merged -> tell(new Channel.Concerning(merged.reader())::equals, new LiveEvent.Merged()));
        database.after(
                Notifications.Made.class,
                made -> tell(new Channel.Concerning(made.reader())::equals, new LiveEvent.Notified(made.id())));
    }

    /// Listens until closed. The listener is called on the thread that committed: it must be quick, and hand over what
    /// takes time.
    public AutoCloseable subscribe(Set<Channel> channels, BiConsumer<Channel, LiveEvent> listener) {
        var subscription = new Subscription(Set.copyOf(channels), listener);
        subscriptions.add(subscription);
        return () -> subscriptions.remove(subscription);
    }

    /// A member filters otherwise from now on: their open pages and apps ask anew.
    public void filtersChanged(ActorId reader) {
        tell(new Channel.AtHome(reader)::equals, new LiveEvent.FiltersChanged());
    }

    private static boolean anyHome(Channel channel) {
        return channel instanceof Channel.AtHome;
    }

    private void hear(Accomplished news) {
        switch (news.activity()) {
            case Activity.Publish publish -> {
                if (!publish.draft().late()) {
                    published(publish.post(), publish.draft(), news.local());
                }
            }
            case Activity.Edit edit -> edited(edit.post());
            case Activity.Erase erase -> erased(erase.post());
            case Activity.Unshare _ -> erased(new PostId(news.outcome().subject()));
            case Activity.Share _, Activity.Pin _, Activity.Unpin _, Activity.Like _, Activity.Unlike _ -> {}
            case Activity.React _, Activity.Unreact _ -> {}
            case Activity.FeatureTag _, Activity.UnfeatureTag _, Activity.Endorse _, Activity.Unendorse _ -> {}
            case Activity.Vote _, Activity.Follow _, Activity.Unfollow _, Activity.AcceptFollow _ -> {}
            case Activity.RejectFollow _, Activity.Block _, Activity.Unblock _, Activity.Report _ -> {}
            case Activity.UpdateProfile _, Activity.EraseActor _ -> {}
            case Activity.SetPolicy _, Activity.AskToQuote _, Activity.AllowQuote _ -> {}
            case Activity.RefuseQuote _, Activity.RevokeQuote _ -> {}
            // What is asked for is told once it happens.
            case Activity.Ask _, Activity.AllowDeed _, Activity.RefuseDeed _, Activity.RevokeDeed _ -> {}
            case Activity.ClaimAliases _, Activity.Move _ -> {}
        }
    }

    private void published(PostId post, Draft draft, boolean local) {
        if (draft.audience().reach() != Reach.PUBLIC) {
            return;
        }
        tell(
                channel -> switch (channel) {
                    case Channel.Public(var onlyHome, var onlyForeign) ->
                        draft.inReplyTo().isEmpty() && (local ? !onlyForeign : !onlyHome);
                    case Channel.Tagged(var tag, var onlyHome) -> draft.tags().contains(tag) && (local || !onlyHome);
                    case Channel.AtHome _, Channel.Concerning _, Channel.Conversing _, Channel.OfList _ -> false;
                },
                new LiveEvent.Posted(post));
    }

    private void reached(Home.Reached reached) {
        var event = new LiveEvent.Posted(reached.post());
        if (reached.followers()) {
            tell(atHome(reached.post(), reader -> !reader.equals(reached.author())), event);
        } else {
            tell(new Channel.AtHome(reached.author())::equals, event);
        }
    }

    private void edited(PostId post) {
        tell(atHome(post, _ -> true), new LiveEvent.Edited(post));
        tell(onLists(post), new LiveEvent.Edited(post));
    }

    private Predicate<Channel> onLists(PostId post) {
        var open = subscriptions.stream()
                .flatMap(subscription -> subscription.channels.stream())
                .flatMap(channel -> channel instanceof Channel.OfList(var list) ? Stream.of(list) : Stream.empty())
                .collect(Collectors.toSet());
        var reached = Set.copyOf(lists.reached(post, open));
        return channel -> channel instanceof Channel.OfList(var list) && reached.contains(list);
    }

    /// The homes of those who listen and have the post there.
    private Predicate<Channel> atHome(PostId post, Predicate<ActorId> whom) {
        return homesOf(home.reached(post, listening().stream().filter(whom).toList()));
    }

    private List<ActorId> listening() {
        return subscriptions.stream()
                .flatMap(subscription -> subscription.channels.stream())
                .flatMap(channel -> channel instanceof Channel.AtHome(var reader) ? Stream.of(reader) : Stream.empty())
                .distinct()
                .toList();
    }

    private static Predicate<Channel> homesOf(Collection<ActorId> some) {
        var readers = Set.copyOf(some);
        return channel -> channel instanceof Channel.AtHome(var reader) && readers.contains(reader);
    }

    // Who could not see it must not learn from its end that it was there.
    private void erased(PostId post) {
        var event = new LiveEvent.Erased(post);
        if (home.wasPublic(post)) {
            tell(channel -> channel instanceof Channel.Public || channel instanceof Channel.Tagged, event);
            tell(onLists(post), event);
        }
        tell(homesOf(home.knew(post, listening())), event);
    }

    private void tell(Predicate<Channel> whom, LiveEvent event) {
        for (var subscription : subscriptions) {
            for (var channel : subscription.channels) {
                if (whom.test(channel)) {
                    subscription.listener.accept(channel, event);
                }
            }
        }
    }
}
