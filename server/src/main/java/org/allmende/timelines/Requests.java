// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.people.People;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;
import org.allmende.timelines.NotificationPolicy.Verdict;

/// Of whom members want to hear, who waits to be heard, and when nobody is to be heard.
public final class Requests {

    /// What was set apart is among the others again: told after the commit.
    record Merged(ActorId reader) {}

    /// How much is set apart; 100 means 100 or more.
    public record Summary(int requests, int notifications) {}

    private static final int COUNT_MAX = 100;

    /// Young accounts are those that spam comes from; a month is longer than it takes to be found.
    private static final Duration YOUNG = Duration.ofDays(30);

    /// Who followed a moment ago, in order to be heard, is no follower yet.
    private static final Duration SETTLED = Duration.ofDays(3);

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final People people;
    private final Posts posts;
    private final RequestStore store = new RequestStore();

    Requests(Database database, Ids ids, Clock clock, People people, Posts posts) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.people = people;
        this.posts = posts;
        database.within(People.Leaving.class, (tx, leaving) -> store.forget(tx, leaving.actor()));
    }

    /// What is to become of a notification: whether it is made at all, set apart, and told at once.
    record Ruling(Verdict verdict, boolean quiet) {}

    /// Empty where the reader is no member.
    Optional<Ruling> judge(Tx tx, ActorId reader, NotificationKind kind, ActorId actor, Optional<PostId> post) {
        var now = clock.instant();
        return store.standing(tx, reader, actor)
                .map(standing -> new Ruling(
                        standing.permitted() || !byStrangers(kind)
                                ? Verdict.ACCEPT
                                : verdict(tx, standing, reader, kind, post, now),
                        standing.quiet().filter(hours -> hours.at(now)).isPresent()));
    }

    // What comes of one's own doing (a poll one voted in, a post one asked to hear of) is no matter of who did it.
    private static boolean byStrangers(NotificationKind kind) {
        return switch (kind) {
            case MENTION, SHARE, LIKE, REACTION, FOLLOW, FOLLOW_REQUEST, QUOTE -> true;
            case QUOTE_REQUEST, REPLY_REQUEST, LIKE_REQUEST, SHARE_REQUEST -> true;
            case POST, POLL, EDIT, QUOTED_EDIT -> false;
        };
    }

    private Verdict verdict(
            Tx tx,
            RequestStore.Standing standing,
            ActorId reader,
            NotificationKind kind,
            Optional<PostId> post,
            Instant now) {
        var policy = standing.policy();
        var settled = standing.followedSince()
                .filter(since -> !since.plus(SETTLED).isAfter(now))
                .isPresent();
        var verdict = settled ? Verdict.ACCEPT : policy.notFollowers();
        if (standing.following()) {
            return verdict;
        }
        verdict = verdict.or(policy.notFollowing());
        if (standing.created().plus(YOUNG).isAfter(now)) {
            verdict = verdict.or(policy.newAccounts());
        }
        if (standing.limited()) {
            verdict = verdict.or(policy.limitedAccounts());
        }
        if (kind == NotificationKind.MENTION
                && policy.privateMentions() != Verdict.ACCEPT
                && post.filter(one -> store.letter(tx, one) && !store.tookPart(tx, reader, one))
                        .isPresent()) {
            verdict = verdict.or(policy.privateMentions());
        }
        return verdict;
    }

    void setApart(Tx tx, long notification, ActorId reader, ActorId actor) {
        store.setApart(tx, notification);
        store.ask(tx, ids.next(), reader, actor, clock.instant());
    }

    /// Whom the reader wants to hear of from now on is heard with what was set apart.
    void welcome(Tx tx, ActorId reader, ActorId actor) {
        if (store.merge(tx, reader, actor)) {
            tx.afterCommit(new Merged(reader));
        }
    }

    void end(Tx tx, ActorId reader, ActorId actor) {
        store.end(tx, reader, actor);
    }

    public NotificationPolicy policy(ActorId reader) {
        return database.read(tx -> store.policy(tx, reader));
    }

    public void setPolicy(ActorId reader, NotificationPolicy policy) {
        database.write(tx -> {
            store.put(tx, reader, policy);
            return true;
        });
    }

    public Optional<QuietHours> quiet(ActorId reader) {
        return database.read(tx -> store.quiet(tx, reader));
    }

    /// Empty ends them.
    public void setQuiet(ActorId reader, Optional<QuietHours> quiet) {
        database.write(tx -> {
            quiet.ifPresentOrElse(hours -> store.put(tx, reader, hours), () -> store.loud(tx, reader));
            return true;
        });
    }

    public Summary summary(ActorId reader) {
        return database.read(tx ->
                new Summary(store.page(tx, reader, Page.first(COUNT_MAX)).size(), store.count(tx, reader, COUNT_MAX)));
    }

    /// Who waits to be heard; the newest first.
    public Slice<NotificationRequest> of(ActorId reader, Page page) {
        return Slice.of(database.read(tx -> store.page(tx, reader, page)), RequestStore.Row::id)
                .map(rows -> load(reader, rows));
    }

    public Optional<NotificationRequest> find(ActorId reader, long id) {
        var page = new Page(Optional.of(id + 1), Optional.of(id - 1), Optional.empty(), 1);
        return of(reader, page).items().stream().findFirst();
    }

    private List<NotificationRequest> load(ActorId reader, List<RequestStore.Row> rows) {
        var actors = people.find(rows.stream().map(RequestStore.Row::actor).toList());
        var last = new HashMap<PostId, Post>();
        posts.find(rows.stream().flatMap(row -> row.last().stream()).toList(), Reader.member(reader))
                .forEach(post -> last.put(post.id(), post));
        return rows.stream()
                .filter(row -> actors.containsKey(row.actor()))
                .map(row -> new NotificationRequest(
                        row.id(),
                        actors.get(row.actor()),
                        row.notifications(),
                        row.last().map(last::get),
                        Ids.time(row.id()),
                        row.updated()))
                .toList();
    }

    /// From now on these are heard, with all that was set apart.
    public void accept(ActorId reader, Collection<Long> requests) {
        database.write(tx -> {
            for (var id : requests) {
                store.whose(tx, reader, id).ifPresent(actor -> {
                    store.permit(tx, reader, actor);
                    welcome(tx, reader, actor);
                });
            }
            return true;
        });
    }

    /// What was set apart of these is gone.
    public void dismiss(ActorId reader, Collection<Long> requests) {
        database.write(tx -> {
            for (var id : requests) {
                store.whose(tx, reader, id).ifPresent(actor -> {
                    store.removeFiltered(tx, reader, actor);
                    store.end(tx, reader, actor);
                });
            }
            return true;
        });
    }
}
