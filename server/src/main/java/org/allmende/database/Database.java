// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.allmende.base.Ids;

/// The one front of storage: transactions, and the news that comes out of them.
///
/// Rooms that must act in the same breath as a change listen [#within] the transaction: if they fail, it never
/// happened. Those that only watch listen [#after] the commit: their failure harms nobody else, and what they hear is
/// lost when the process dies.
public final class Database implements AutoCloseable {

    private record Within(Class<?> kind, BiConsumer<Tx, Object> listener) {}

    private record After(Class<?> kind, Consumer<Object> listener) {}

    private static final System.Logger LOG = System.getLogger("database");

    private final Engine engine;
    private final Ids ids;
    private final LongAdder statements = new LongAdder();
    private final List<Within> within = new CopyOnWriteArrayList<>();
    private final List<After> after = new CopyOnWriteArrayList<>();

    private Database(Engine engine, Ids ids) {
        this.engine = engine;
        this.ids = ids;
    }

    /// Opens the database and brings it up to date.
    ///
    /// @throws DatabaseTrouble when it cannot be reached, is damaged, or was written by a newer version
    public static Database open(DatabaseAddress address, Ids ids) {
        var engine = engine(address);
        try {
            new Migrations(engine).run();
            return new Database(engine, ids);
        } catch (RuntimeException e) {
            try {
                engine.close();
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    static Engine engine(DatabaseAddress address) {
        return switch (address) {
            case DatabaseAddress.Sqlite(var file) -> new SqliteEngine(file);
            case DatabaseAddress.Postgres postgres -> new PostgresEngine(postgres);
        };
    }

    Engine engine() {
        return engine;
    }

    /// Asks. What is read belongs together: one snapshot on SQLite, committed data on PostgreSQL.
    public <R> R read(Function<Tx, R> question) {
        return engine.read(handle -> question.apply(new Tx(handle, this, ids)));
    }

    /// Changes. All of it lasts, or nothing.
    public <R> R write(Function<Tx, R> change) {
        var finished = engine.write(
                handle -> {
                    var tx = new Tx(handle, this, ids);
                    return new Finished<>(tx, change.apply(tx));
                },
                result -> !result.tx.undone());
        if (!finished.tx.undone()) {
            finished.tx.news().forEach(this::tellAfter);
        }
        return finished.result;
    }

    private record Finished<R>(Tx tx, R result) {}

    public <E> void within(Class<E> kind, BiConsumer<Tx, E> listener) {
        within.add(new Within(kind, (tx, event) -> listener.accept(tx, kind.cast(event))));
    }

    public <E> void after(Class<E> kind, Consumer<E> listener) {
        after.add(new After(kind, event -> listener.accept(kind.cast(event))));
    }

    void counted() {
        statements.increment();
    }

    /// How many statements ran so far: what a page costs is held by tests, and shown to the administrator.
    public long statements() {
        return statements.sum();
    }

    /// What is broken in the files of the database, if anything is; reads all of it.
    public Optional<String> damage() {
        return engine.read(engine::damage);
    }

    void tellWithin(Tx tx, Object event) {
        for (var entry : within) {
            if (entry.kind.isInstance(event)) {
                entry.listener.accept(tx, event);
            }
        }
    }

    private void tellAfter(Object event) {
        for (var entry : after) {
            if (entry.kind.isInstance(event)) {
                try {
                    entry.listener.accept(event);
                } catch (RuntimeException e) {
                    // The change is committed; one deaf listener must not make it look as if it failed.
                    LOG.log(System.Logger.Level.ERROR, "a listener failed after a commit", e);
                }
            }
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
