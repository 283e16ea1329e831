// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.luggage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.FollowWish;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Work;
import org.allmende.people.AvoidedDomains;
import org.allmende.people.Blocks;
import org.allmende.people.Follows;
import org.allmende.people.Mutes;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.posts.Posts;
import org.allmende.text.Handle;
import org.allmende.timelines.Lists;
import org.allmende.timelines.PersonList;

/// Packs what somebody takes along, and unpacks what they bring: in the background, line by line, and with a report.
///
/// What is brought adds to what is there; nobody is unfollowed, unblocked or unmuted by a file.
public final class Luggage {

    /// More than almost anybody follows; each line may cost a question to another server.
    public static final int LINES_MAX = 20_000;

    /// The longest line is an address of a post.
    private static final int LINE_LENGTH_MAX = 2_048;

    private static final int PACKED_MAX = 50_000;
    private static final int TRUNKS_SHOWN = 20;
    private static final int FAILURES_KEPT = 100;

    /// A job is soon done, so that a restart costs little.
    private static final int AT_ONCE = 20;

    private static final String UNPACK = "luggage.unpack";

    private final Database database;
    private final Ids ids;
    private final Follows follows;
    private final Blocks blocks;
    private final Mutes mutes;
    private final Posts posts;
    private final Lists lists;
    private final LuggageStore store = new LuggageStore();

    public Luggage(Database database, Ids ids, Follows follows, Blocks blocks, Mutes mutes, Posts posts, Lists lists) {
        this.database = database;
        this.ids = ids;
        this.follows = follows;
        this.blocks = blocks;
        this.mutes = mutes;
        this.posts = posts;
        this.lists = lists;
        database.within(People.Leaving.class, (tx, leaving) -> store.forget(tx, leaving.actor()));
    }

    public void work(Jobs jobs, Porter porter) {
        // One line after the other: a file is no reason to ask many servers at once.
        jobs.does(UNPACK, new Work((payload, _) -> unpack(Long.parseLong(payload), porter), 1, 3));
    }

    /// A file for another house.
    public String pack(ActorId owner, Trunk.Kind kind, Porter porter) {
        var lines = new ArrayList<String>();
        switch (kind) {
            case FOLLOWING -> {
                lines.add("Account address,Show boosts,Notify on new posts,Languages");
                each(page -> follows.following(owner, page), person -> {
                    var wish = follows.between(owner, person.id())
                            .map(facts -> facts.wish())
                            .orElse(FollowWish.USUAL);
                    lines.add(Csv.line(address(person, porter), wish.shares(), wish.eachPost(), ""));
                });
            }
            case FOLLOWERS -> {
                lines.add("Account address");
                each(page -> follows.followers(owner, page), person -> lines.add(address(person, porter)));
            }
            case BLOCKS -> each(page -> blocks.blocked(owner, page), person -> lines.add(address(person, porter)));
            case MUTES -> {
                lines.add("Account address,Hide notifications");
                each(page -> mutes.muted(owner, page), person -> {
                    var between =
                            follows.relationships(owner, List.of(person.id())).get(person.id());
                    lines.add(Csv.line(address(person, porter), between == null || between.mutingNotifications()));
                });
            }
            case LISTS ->
                lists.of(owner)
                        .forEach(list -> each(
                                page -> lists.people(owner, list.id(), page),
                                person -> lines.add(Csv.line(list.title(), address(person, porter)))));
            case BOOKMARKS -> each(page -> posts.bookmarked(owner, page), post -> lines.add(post.uri()));
            case DOMAINS -> each(page -> blocks.domains().of(owner, page), lines::add);
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String address(Person person, Porter porter) {
        return porter.address(person.id(), person.handle());
    }

    private static <T> void each(Function<Page, Slice<T>> list, Consumer<T> line) {
        var page = Page.first(Page.LIMIT_MAX);
        for (var taken = 0; taken < PACKED_MAX; taken += Page.LIMIT_MAX) {
            var slice = list.apply(page);
            slice.items().forEach(line);
            if (slice.oldest().isEmpty()) {
                return;
            }
            page = Page.below(slice.oldest().get(), Page.LIMIT_MAX);
        }
    }

    /// Takes a file in; it is unpacked in the background. Empty where it holds nothing, or too much.
    public Optional<Long> bring(ActorId owner, Trunk.Kind kind, String text) {
        var lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.length() <= LINE_LENGTH_MAX)
                .filter(line -> !line.startsWith("Account address"))
                .distinct()
                .limit(LINES_MAX + 1L)
                .toList();
        if (lines.isEmpty() || lines.size() > LINES_MAX || !kind.comesIn()) {
            return Optional.empty();
        }
        var id = ids.next();
        database.write(tx -> {
            store.add(tx, id, owner, kind, lines);
            tx.later(Job.of(UNPACK, Long.toString(id)));
            return true;
        });
        return Optional.of(id);
    }

    /// What somebody brought lately, the newest first.
    public List<Trunk> of(ActorId owner) {
        return database.read(tx -> store.of(tx, owner, TRUNKS_SHOWN).stream()
                .map(trunk -> new Trunk(
                        trunk.id(),
                        trunk.kind(),
                        trunk.total(),
                        trunk.waiting(),
                        trunk.failed(),
                        store.failures(tx, trunk.id(), FAILURES_KEPT),
                        trunk.brought()))
                .toList());
    }

    // After a crash it goes on with the first line that waits; to do one twice is harmless.
    private JobEnd unpack(long id, Porter porter) {
        var trunk = database.read(tx -> store.find(tx, id));
        if (trunk.isEmpty()) {
            return JobEnd.DONE;
        }
        var lines = database.read(tx -> store.next(tx, id, AT_ONCE));
        for (var line : lines) {
            var done = unpack(trunk.get(), line.text(), porter);
            database.write(tx -> {
                if (done) {
                    store.done(tx, id, line.number());
                } else {
                    store.failed(tx, id, line.number(), FAILURES_KEPT);
                }
                return true;
            });
        }
        if (lines.size() == AT_ONCE) {
            database.write(tx -> {
                tx.later(Job.of(UNPACK, Long.toString(id)));
                return true;
            });
        }
        return JobEnd.DONE;
    }

    private boolean unpack(LuggageStore.Owned trunk, String line, Porter porter) {
        var values = Csv.values(line);
        var owner = trunk.owner();
        return switch (trunk.kind()) {
            case FOLLOWING ->
                person(values.getFirst(), owner, porter)
                        .filter(person -> porter.perform(new Activity.Follow(
                                name(), owner, person, new FollowWish(flag(values, 1, true), flag(values, 2, false)))))
                        .isPresent();
            case FOLLOWERS -> false;
            case BLOCKS ->
                person(values.getFirst(), owner, porter)
                        .filter(person -> porter.perform(new Activity.Block(name(), owner, person)))
                        .isPresent();
            case MUTES -> {
                var person = person(values.getFirst(), owner, porter);
                person.ifPresent(one -> mutes.mute(owner, one, flag(values, 1, true), Optional.<Duration>empty()));
                yield person.isPresent();
            }
            case LISTS ->
                values.size() > 1
                        && person(values.get(1), owner, porter)
                                .filter(person -> list(owner, values.getFirst())
                                        .filter(list -> lists.add(owner, list, List.of(person)))
                                        .isPresent())
                                .isPresent();
            case BOOKMARKS ->
                porter.post(line).filter(post -> posts.bookmark(owner, post)).isPresent();
            case DOMAINS -> blocks.domains().avoid(owner, values.getFirst()) == AvoidedDomains.Answer.DONE;
        };
    }

    private ActivityId name() {
        return ActivityId.of(ids.next());
    }

    private static Optional<ActorId> person(String address, ActorId owner, Porter porter) {
        return Handle.parse(address).flatMap(porter::person).filter(person -> !person.equals(owner));
    }

    private static boolean flag(List<String> values, int place, boolean otherwise) {
        return values.size() > place && !values.get(place).isEmpty()
                ? values.get(place).equalsIgnoreCase("true")
                : otherwise;
    }

    private Optional<Long> list(ActorId owner, String title) {
        if (title.isEmpty() || title.length() > Lists.TITLE_MAX) {
            return Optional.empty();
        }
        return lists.of(owner).stream()
                .filter(list -> list.title().equals(title))
                .findFirst()
                .or(() -> lists.make(owner, title, PersonList.Replies.LIST, false))
                .map(PersonList::id);
    }
}
