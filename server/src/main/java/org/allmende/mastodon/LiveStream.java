// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiPredicate;
import org.allmende.filters.Filter;
import org.allmende.posts.Post;
import org.allmende.timelines.Announcement;
import org.allmende.timelines.LiveEvent;

/// One open connection of a member: what it listens to, and the thread that writes to it.
///
/// Who commits only puts a word into the queue; looking up what it means to this reader happens here.
final class LiveStream {

    /// What is written to an app: over a WebSocket or as server-sent events. False when nobody reads it any more.
    @FunctionalInterface
    interface Sink {

        boolean send(StreamName stream, String event, String payload);
    }

    private record News(StreamName stream, LiveEvent event) {}

    /// Who is so far behind has stopped reading; the app comes back and asks for what it missed.
    private static final int QUEUE_MAX = 256;

    /// As many columns as anybody opens.
    static final int SUBSCRIPTIONS_MAX = 32;

    private static final System.Logger LOG = System.getLogger("mastodon");

    private final Member member;
    private final Rooms rooms;
    private final Shapes shapes;
    private final Sink sink;
    private final Runnable hangUp;
    private final Map<List<String>, AutoCloseable> subscriptions = new HashMap<>();
    private final BlockingQueue<News> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Thread writer;
    private boolean closed;

    /// `hangUp` ends the connection.
    LiveStream(Member member, Rooms rooms, Shapes shapes, Sink sink, Runnable hangUp) {
        this.member = member;
        this.rooms = rooms;
        this.shapes = shapes;
        this.sink = sink;
        this.hangUp = hangUp;
        this.writer = Thread.ofVirtual().name("stream").unstarted(this::write);
    }

    Member member() {
        return member;
    }

    void start() {
        writer.start();
    }

    /// False when it listens to too much already.
    synchronized boolean subscribe(StreamName stream) {
        if (closed || subscriptions.containsKey(stream.label())) {
            return true;
        }
        if (subscriptions.size() == SUBSCRIPTIONS_MAX) {
            return false;
        }
        var channels = stream.channels(member.id(), member.token().scopes().covers("read:notifications"));
        subscriptions.put(stream.label(), rooms.live().subscribe(channels, (_, event) -> hear(stream, event)));
        return true;
    }

    synchronized void unsubscribe(StreamName stream) {
        var subscription = subscriptions.remove(stream.label());
        if (subscription != null) {
            end(subscription);
        }
    }

    private void hear(StreamName stream, LiveEvent event) {
        if (!queue.offer(new News(stream, event))) {
            close();
        }
    }

    /// Ends the connection. Comes about by either side, and more than once.
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            subscriptions.values().forEach(LiveStream::end);
            subscriptions.clear();
        }
        writer.interrupt();
        hangUp.run();
    }

    private static void end(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            throw new IllegalStateException("a subscription does not end", e);
        }
    }

    private void write() {
        try {
            while (tell(queue.take())) {
                // Until nobody reads any more.
            }
        } catch (InterruptedException _) {
            // Closed from elsewhere.
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a stream ended early", e);
        } finally {
            close();
        }
    }

    private boolean tell(News news) {
        return switch (news.event) {
            case LiveEvent.Posted(var id) ->
                post(
                        news.stream,
                        wanted(news.stream, rooms.posts().onTimeline(List.of(id), member.reader())),
                        "update");
            case LiveEvent.Edited(var id) ->
                post(news.stream, rooms.posts().find(id, member.reader()), "status.update");
            case LiveEvent.Erased(var id) -> sink.send(news.stream, "delete", id.toString());
            case LiveEvent.Notified(var id) -> notification(news.stream, id);
            case LiveEvent.Conversed(var id) -> conversation(news.stream, id);
            case LiveEvent.Merged() -> sink.send(news.stream, "notifications_merged", "1");
            case LiveEvent.Announced(var id) ->
                announcement(
                        id,
                        (shape, one) ->
                                sink.send(news.stream, "announcement", Json.line(json -> shape.write(json, one))));
            case LiveEvent.AnnouncementAnswered(var id, var emoji) ->
                announcement(
                        id,
                        (shape, one) -> sink.send(
                                news.stream,
                                "announcement.reaction",
                                Json.line(json -> shape.answer(json, one, emoji))));
            case LiveEvent.AnnouncementGone(var id) -> sink.send(news.stream, "announcement.delete", Long.toString(id));
            case LiveEvent.FiltersChanged() -> sink.send(news.stream, "filters_changed", "undefined");
        };
    }

    // Who was limited by the moderators is heard by followers, not by passers-by.
    private static Optional<Post> wanted(StreamName stream, List<Post> posts) {
        return posts.stream()
                .filter(post -> stream.own() || !post.author().limited())
                .findFirst();
    }

    private boolean post(StreamName stream, Optional<Post> found, String event) {
        return found.filter(post -> !stream.onlyMedia() || !post.shown().media().isEmpty())
                .map(post -> {
                    var sifting = shapes.sifting(List.of(post), member.reader());
                    if (!sifting.keeps(post, stream.own() ? Filter.Context.HOME : Filter.Context.PUBLIC)) {
                        return true;
                    }
                    var writer = shapes.statuses(List.of(post), member.reader(), sifting);
                    return sink.send(stream, event, Json.line(json -> writer.write(json, post)));
                })
                .orElse(true);
    }

    private boolean announcement(long id, BiPredicate<AnnouncementJson, Announcement> told) {
        return rooms.announcements()
                .find(member.id(), id)
                .map(one -> told.test(AnnouncementJson.of(rooms, List.of(one)), one))
                .orElse(true);
    }

    private boolean conversation(StreamName stream, long id) {
        return rooms.conversations()
                .find(member.id(), id)
                .map(one -> {
                    var writer = ConversationJson.of(shapes, List.of(one), member.reader());
                    return sink.send(stream, "conversation", Json.line(json -> writer.write(json, one)));
                })
                .orElse(true);
    }

    private boolean notification(StreamName stream, long id) {
        return rooms.notifications()
                .find(member.id(), id)
                .map(one -> {
                    var told = NotificationJson.of(shapes, List.of(one), member.reader());
                    return told.notifications().isEmpty()
                            || sink.send(
                                    stream,
                                    "notification",
                                    Json.line(json -> told.writer().write(json, one)));
                })
                .orElse(true);
    }
}
