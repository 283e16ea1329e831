// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.filters;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.people.People;

/// The filters that members made for themselves: nobody else knows of them.
///
/// What a member filters is compiled once and kept until it changes; each page asks only whether it has.
public final class Filters {

    /// A member's filters changed: told after the commit.
    public record Changed(ActorId owner) {}

    public static final int FILTERS_MAX = 100;

    /// Members whose compiled filters are kept in memory.
    private static final int COMPILED_MAX = 1_000;

    private record Compiled(long version, Sieve sieve) {}

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final FilterStore store = new FilterStore();
    private final Cache<ActorId, Compiled> compiled =
            Caffeine.newBuilder().maximumSize(COMPILED_MAX).build();

    public Filters(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        database.within(People.Leaving.class, (tx, leaving) -> leave(tx, leaving.actor()));
    }

    public List<Filter> of(ActorId owner) {
        return database.read(tx -> store.of(tx, owner, FILTERS_MAX));
    }

    public Optional<Filter> find(ActorId owner, long id) {
        return of(owner).stream().filter(one -> one.id() == id).findFirst();
    }

    /// Keeps a filter, a new one or one changed, with all that it holds.
    public Kept keep(ActorId owner, Filter wanted) {
        return database.write(tx -> {
            var others = store.of(tx, owner, FILTERS_MAX).stream()
                    .filter(one -> one.id() != wanted.id())
                    .toList();
            var fitted = Fitting.of(wanted, others);
            if (fitted instanceof Kept.Done(var filter)) {
                var kept = numbered(filter);
                store.put(tx, owner, kept);
                changed(tx, owner);
                return new Kept.Done(kept);
            }
            return fitted;
        });
    }

    private Filter numbered(Filter filter) {
        return new Filter(
                number(filter.id()),
                filter.title(),
                filter.contexts(),
                filter.action(),
                filter.expires(),
                filter.terms().stream()
                        .map(term -> new Filter.Term(number(term.id()), term.kind(), term.text(), term.wholeWord()))
                        .toList(),
                filter.picks().stream()
                        .map(pick -> new Filter.Pick(number(pick.id()), pick.post()))
                        .toList());
    }

    private long number(long id) {
        return id == 0 ? ids.next() : id;
    }

    public void remove(ActorId owner, long id) {
        database.write(tx -> {
            store.of(tx, owner, FILTERS_MAX).stream()
                    .filter(one -> one.id() == id)
                    .forEach(one -> {
                        store.remove(tx, one.id());
                        changed(tx, owner);
                    });
            return true;
        });
    }

    private void changed(Tx tx, ActorId owner) {
        store.turn(tx, owner);
        tx.afterCommit(new Changed(owner));
    }

    private void leave(Tx tx, ActorId actor) {
        store.of(tx, actor, FILTERS_MAX).forEach(one -> store.remove(tx, one.id()));
        store.forget(tx, actor);
    }

    /// All that a member filters, ready to be held against posts.
    public Sieve sieve(ActorId reader) {
        var version = database.read(tx -> store.version(tx, reader));
        if (version.isEmpty()) {
            return Sieve.NOTHING;
        }
        // Another node may have changed them: only what is as new as the table counts.
        var known = compiled.getIfPresent(reader);
        if (known == null || known.version() != version.get()) {
            known = new Compiled(version.get(), new Sieve(reader, of(reader), clock));
            compiled.put(reader, known);
        }
        return known.sieve();
    }
}
