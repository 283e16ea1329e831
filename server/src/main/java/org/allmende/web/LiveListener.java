// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.allmende.base.PostId;
import org.allmende.filters.Filter;
import org.allmende.filters.Sieve;
import org.allmende.http.EventStream;
import org.allmende.posts.Reader;
import org.allmende.timelines.Channel;
import org.allmende.timelines.LiveEvent;

/// One open page that waits for news. What is heard is looked up in a thread of its own: nobody who writes waits for
/// who reads.
final class LiveListener {

    /// Who is so far behind gets the number of news wrong, and nothing else.
    private static final int QUEUE_MAX = 256;

    private static final System.Logger LOG = System.getLogger("web");

    private record News(Channel channel, LiveEvent event) {}

    private final Hall hall;
    private final Member member;
    private final boolean notifications;
    private final EventStream stream;
    private final BlockingQueue<News> queue = new ArrayBlockingQueue<>(QUEUE_MAX);

    /// `notifications` is for the page that lists them, where each is news.
    LiveListener(Hall hall, Member member, boolean notifications, EventStream stream) {
        this.hall = hall;
        this.member = member;
        this.notifications = notifications;
        this.stream = stream;
    }

    Member member() {
        return member;
    }

    void start(Set<Channel> channels) {
        var subscription =
                hall.rooms().live().subscribe(channels, (channel, event) -> queue.offer(new News(channel, event)));
        var teller = Thread.ofVirtual().name("live").start(this::tell);
        stream.onClose(() -> {
            teller.interrupt();
            try {
                subscription.close();
            } catch (Exception e) {
                throw new IllegalStateException("a subscription does not end", e);
            }
        });
    }

    void hangUp() {
        stream.close();
    }

    private void tell() {
        try {
            while (stream.open()) {
                tell(queue.take());
            }
        } catch (InterruptedException _) {
            // The page was closed.
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a live page ended early", e);
            stream.close();
        }
    }

    private void tell(News news) {
        switch (news.event) {
            case LiveEvent.Posted(var post) -> {
                if (wanted(news.channel, post)) {
                    stream.send("news", post.toString());
                }
            }
            case LiveEvent.Erased(var post) -> stream.send("gone", post.toString());
            case LiveEvent.Edited _, LiveEvent.FiltersChanged _, LiveEvent.Merged _ -> {}
            case LiveEvent.Announced _, LiveEvent.AnnouncementAnswered _, LiveEvent.AnnouncementGone _ -> {}
            case LiveEvent.Conversed(var conversation) -> stream.send("news", Long.toString(conversation));
            case LiveEvent.Notified(var notification) -> {
                stream.send("unread", Long.toString(hall.frames().unread(member)));
                if (notifications) {
                    stream.send("news", Long.toString(notification));
                }
            }
        }
    }

    // Who was limited by the moderators is news for followers, not for passers-by.
    private boolean wanted(Channel channel, PostId post) {
        var sieve = hall.rooms().filters().sieve(member.id());
        var where = channel instanceof Channel.AtHome || channel instanceof Channel.OfList
                ? Filter.Context.HOME
                : Filter.Context.PUBLIC;
        return hall.rooms().posts().onTimeline(List.of(post), Reader.member(member.id())).stream()
                .filter(one -> channel instanceof Channel.AtHome
                        || channel instanceof Channel.OfList
                        || !one.author().limited())
                .filter(one -> !Sieve.asks(sieve.of(one, ""), Filter.Action.HIDE, where))
                .anyMatch(one -> !one.author().id().equals(member.id()));
    }
}
