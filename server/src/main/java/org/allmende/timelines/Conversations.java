// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Hashes;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;

/// Letters, by whom they are exchanged with: one conversation for each thread and the people in it.
///
/// What stands here says nothing of what may be read: that is asked of the posts each time.
public final class Conversations {

    /// Something was said in a conversation of this reader.
    record Heard(ActorId reader, long conversation) {}

    private static final int COUNT_MAX = 100;

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final Posts posts;
    private final ConversationStore store = new ConversationStore();

    public Conversations(Database database, Ids ids, Clock clock, Posts posts) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.posts = posts;
        database.within(Accomplished.class, this::hear);
        database.within(People.Leaving.class, (tx, leaving) -> store.forget(tx, leaving.actor()));
    }

    private void hear(Tx tx, Accomplished news) {
        if (news.activity() instanceof Activity.Publish publish
                && publish.draft().audience().reach() == Reach.DIRECT
                && !publish.draft().late()) {
            said(tx, publish);
        }
        if (news.activity() instanceof Activity.Erase erase) {
            store.drop(tx, erase.post());
        }
    }

    private void said(Tx tx, Activity.Publish publish) {
        var everybody = new HashSet<>(publish.draft().mentions());
        everybody.add(publish.actor());
        for (var reader : everybody.stream().sorted().toList()) {
            var others = everybody.stream()
                    .filter(one -> !one.equals(reader))
                    .sorted()
                    .map(ActorId::toString)
                    .collect(Collectors.joining(" "));
            var entry = new ConversationStore.Entry(reader, publish.actor(), publish.post(), Hashes.sha256Hex(others));
            store.add(tx, ids.next(), entry, clock.millis()).ifPresent(id -> tx.afterCommit(new Heard(reader, id)));
        }
    }

    /// The one in which something was said last comes first; it is paged by what was said last.
    public Slice<Conversation> of(ActorId reader, Page page) {
        return Slice.of(
                        database.read(tx -> store.page(tx, reader, page)),
                        row -> row.last().value())
                .map(rows -> load(reader, rows));
    }

    public Optional<Conversation> find(ActorId reader, long id) {
        return database.read(tx -> store.find(tx, reader, id)).stream()
                .flatMap(row -> load(reader, List.of(row)).stream())
                .findFirst();
    }

    private List<Conversation> load(ActorId reader, List<ConversationStore.Row> rows) {
        var known = new HashMap<PostId, Post>();
        posts.onTimeline(rows.stream().map(ConversationStore.Row::last).toList(), Reader.member(reader))
                .forEach(post -> known.put(post.id(), post));
        return rows.stream()
                .map(row -> Optional.ofNullable(known.get(row.last()))
                        .map(post -> new Conversation(row.id(), row.unread(), others(reader, post), post))
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Person> others(ActorId reader, Post post) {
        return Stream.concat(Stream.of(post.author()), post.mentions().stream())
                .filter(person -> !person.id().equals(reader))
                .distinct()
                .toList();
    }

    /// All letters one wrote or got, the newest first.
    public Slice<Post> letters(ActorId reader, Page page) {
        return Slice.of(database.read(tx -> store.letters(tx, reader, page)), PostId::value)
                .map(found -> posts.onTimeline(found, Reader.member(reader)));
    }

    /// False where the reader has no such conversation.
    public boolean mark(ActorId reader, long id, boolean unread) {
        return database.write(tx -> store.mark(tx, reader, id, unread));
    }

    /// Marks those of this thread as read, because it is being looked at.
    public void looked(ActorId reader, PostId thread) {
        if (database.read(tx -> store.unreadIn(tx, reader, thread))) {
            database.write(tx -> {
                store.read(tx, reader, thread);
                return true;
            });
        }
    }

    /// Takes it off the list; what is said next brings it back. False where there is none.
    public boolean remove(ActorId reader, long id) {
        return database.write(tx -> store.remove(tx, reader, id));
    }

    /// In how many something was said that was not read; 100 means 100 or more.
    public int unread(ActorId reader) {
        return database.read(tx -> store.unread(tx, reader, COUNT_MAX));
    }
}
