// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Draft;
import org.allmende.activity.FollowWish;
import org.allmende.activity.Origin;
import org.allmende.activity.Outcome;
import org.allmende.activity.PollDraft;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Settings;
import org.allmende.database.Tx;
import org.allmende.media.ForeignMedia;
import org.allmende.media.MediaFolder;
import org.allmende.media.MediaLibrary;
import org.allmende.people.Village;

/// A village whose people say things: the rooms up to `posts`, put together for tests, with a clock that can be set.
public final class Commons implements AutoCloseable {

    /// A clock that stands still between steps, a millisecond each time it is asked for an id's sake.
    public static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-11-01T12:00:00Z");

        @Override
        public Instant instant() {
            now = now.plusMillis(1);
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    public final SetClock clock = new SetClock();
    public final Ids ids = new Ids(clock);
    public final Database database;
    public final Village village;
    public final MediaLibrary media;
    public final Posts posts;

    public Commons(Database database) {
        this.database = database;
        this.village = Village.on(database);
        try {
            this.media = new MediaLibrary(
                    database,
                    new Settings(database, clock),
                    ids,
                    clock,
                    new MediaFolder(Files.createTempDirectory("allmende-media")),
                    (_, _, _) -> {
                        throw new IOException("no network here");
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.posts = new Posts(
                database,
                ids,
                clock,
                village.people(),
                media,
                id -> "https://home.example/ap/posts/" + id,
                (name, id) -> "https://home.example/@" + name + "/" + id);
    }

    public ActorId member(String name) {
        return village.member(name);
    }

    public ActorId stranger(String name, String domain) {
        return village.stranger(name, domain);
    }

    public ActivityId next() {
        return ActivityId.of(ids.next());
    }

    public Instant now() {
        return clock.instant();
    }

    public void pass(Duration time) {
        clock.pass(time);
    }

    /// As Intake does it, without the gate: all of it, or nothing, and the news.
    public Outcome act(Function<Tx, Outcome> deed) {
        return database.write(tx -> {
            var outcome = deed.apply(tx);
            if (!(outcome instanceof Outcome.Done)) {
                tx.undo();
            }
            return outcome;
        });
    }

    public Outcome act(Activity activity, Function<Tx, Outcome> deed) {
        return act(tx -> {
            var outcome = deed.apply(tx);
            if (outcome instanceof Outcome.Done done) {
                var local =
                        village.people().find(activity.actor()).orElseThrow().local();
                tx.announce(new Accomplished(activity, done, local));
            }
            return outcome;
        });
    }

    public Draft draft(String text, Audience audience, ActorId... mentions) {
        return new Draft(
                Optional.empty(),
                new Body("<p>" + text + "</p>", text, "text/plain"),
                Optional.empty(),
                false,
                Optional.of("en"),
                audience,
                Optional.empty(),
                Set.of(mentions),
                Set.of(),
                List.of(),
                Optional.empty());
    }

    public Draft with(Draft draft, PollDraft poll) {
        return new Draft(
                draft.origin(),
                draft.body(),
                draft.summary(),
                draft.sensitive(),
                draft.language(),
                draft.audience(),
                draft.inReplyTo(),
                draft.mentions(),
                draft.tags(),
                draft.media(),
                Optional.of(poll));
    }

    public PostId shows(ActorId author, String picture) {
        var post = ids.post();
        var shown = media.foreign(new ForeignMedia(
                author, post, picture, "image/jpeg", "a tree", Optional.empty(), 16, 12, Optional.empty()));
        var draft = draft("look", Audience.PUBLIC);
        var publish = new Activity.Publish(
                next(),
                author,
                post,
                new Draft(
                        draft.origin(),
                        draft.body(),
                        draft.summary(),
                        draft.sensitive(),
                        draft.language(),
                        draft.audience(),
                        draft.inReplyTo(),
                        draft.mentions(),
                        draft.tags(),
                        List.of(shown),
                        draft.poll()));
        act(publish, tx -> posts.publish(tx, publish));
        return post;
    }

    public Draft replyDraft(PostId parent, Audience audience, ActorId... mentions) {
        var draft = draft("answer", audience, mentions);
        return new Draft(
                draft.origin(),
                draft.body(),
                draft.summary(),
                draft.sensitive(),
                draft.language(),
                draft.audience(),
                Optional.of(parent),
                draft.mentions(),
                draft.tags(),
                draft.media(),
                draft.poll());
    }

    public Draft foreignDraft(String uri, String text) {
        var draft = draft(text, Audience.PUBLIC);
        return new Draft(
                Optional.of(new Origin(uri, uri, clock.instant(), new byte[0])),
                Body.foreign("<p>" + text + "</p>"),
                draft.summary(),
                draft.sensitive(),
                draft.language(),
                draft.audience(),
                draft.inReplyTo(),
                draft.mentions(),
                draft.tags(),
                draft.media(),
                draft.poll());
    }

    private PostId publish(ActorId author, Draft draft) {
        var post = ids.post();
        var publish = new Activity.Publish(next(), author, post, draft);
        var outcome = act(publish, tx -> posts.publish(tx, publish));
        if (!(outcome instanceof Outcome.Done)) {
            throw new AssertionError(outcome);
        }
        return post;
    }

    public PostId says(ActorId author, String text, Audience audience, ActorId... mentions) {
        return publish(author, draft(text, audience, mentions));
    }

    public PostId reply(ActorId author, PostId parent, Audience audience, ActorId... mentions) {
        return publish(author, replyDraft(parent, audience, mentions));
    }

    public PostId tagged(ActorId author, String... tags) {
        var draft = draft("tagged", Audience.PUBLIC);
        return publish(
                author,
                new Draft(
                        draft.origin(),
                        draft.body(),
                        draft.summary(),
                        draft.sensitive(),
                        draft.language(),
                        draft.audience(),
                        draft.inReplyTo(),
                        draft.mentions(),
                        Set.of(tags),
                        draft.media(),
                        draft.poll()));
    }

    public PostId share(ActorId actor, PostId post) {
        var id = ids.post();
        var share = new Activity.Share(next(), actor, id, post, Audience.PUBLIC);
        return act(share, tx -> posts.share(tx, share)) instanceof Outcome.Done done ? new PostId(done.subject()) : id;
    }

    public void follow(ActorId follower, ActorId followed) {
        var follow = new Activity.Follow(next(), follower, followed, FollowWish.USUAL);
        act(follow, tx -> village.follows().follow(tx, follow));
    }

    public void unfollow(ActorId follower, ActorId followed) {
        var unfollow = new Activity.Unfollow(next(), follower, followed);
        act(unfollow, tx -> village.follows().unfollow(tx, unfollow));
    }

    public void block(ActorId actor, ActorId target) {
        var block = new Activity.Block(next(), actor, target);
        act(block, tx -> village.blocks().block(tx, block));
    }

    /// All text that the post tables hold.
    public String rawText() {
        return database.read(tx -> String.join(
                "\n",
                tx.query(
                                "SELECT html FROM post UNION ALL SELECT source FROM post UNION ALL SELECT html FROM post_version")
                        .mapTo(String.class)
                        .list()));
    }

    public long queriesOf(Runnable question) {
        var before = database.statements();
        question.run();
        return database.statements() - before;
    }

    @Override
    public void close() {
        database.close();
    }
}
