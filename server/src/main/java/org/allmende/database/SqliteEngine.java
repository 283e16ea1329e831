// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// SQLite in WAL mode: one writer behind a fair lock, a few readers beside it.
///
/// `synchronous=NORMAL` survives a killed process without loss; after a power cut the last moments may be missing, but
/// the file is whole.
final class SqliteEngine implements Engine {

    // Reading is bound by the processor; more readers than this only cost cache.
    private static final int READERS_MAX = 8;

    private static final WordDialect WORDS = new Fts5Words();

    private final Jdbi jdbi;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Semaphore reading = new Semaphore(READERS_MAX, true);
    private final ConcurrentLinkedDeque<Handle> idle = new ConcurrentLinkedDeque<>();
    private final Handle writer;

    SqliteEngine(Path file) {
        var url = "jdbc:sqlite:" + file.toAbsolutePath();
        this.jdbi = Jdbi.create(() -> connect(url)).setStatementBuilderFactory(_ -> new KeptStatements());
        try {
            this.writer = jdbi.open();
            // The check reads only the schema; a file that is no database fails here, before anything is served.
            writer.createQuery("SELECT count(*) FROM sqlite_master")
                    .mapTo(Long.class)
                    .one();
        } catch (RuntimeException e) {
            throw new DatabaseTrouble(
                    "The database " + file + " cannot be opened: it is damaged, or no SQLite database."
                            + " Restore a backup, or move the file away to start anew.",
                    e);
        }
    }

    private static Connection connect(String url) throws SQLException {
        var connection = DriverManager.getConnection(url);
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("PRAGMA foreign_keys = ON");
            statement.execute("PRAGMA cache_size = -4000");
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute("PRAGMA journal_size_limit = 33554432");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public <R> R read(Function<Handle, R> work) {
        reading.acquireUninterruptibly();
        try {
            var handle = idle.pollFirst();
            if (handle == null) {
                handle = jdbi.open();
            }
            try {
                var result = inTransaction(handle, "BEGIN", work, _ -> true);
                idle.addFirst(handle);
                return result;
            } catch (RuntimeException e) {
                if (handle.isInTransaction()) {
                    handle.close();
                } else {
                    idle.addFirst(handle);
                }
                throw e;
            }
        } finally {
            reading.release();
        }
    }

    @Override
    public <R> R write(Function<Handle, R> work, Function<R, Boolean> commit) {
        if (writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("a transaction within a transaction: pass the Tx on instead");
        }
        writing.lock();
        try {
            // IMMEDIATE: a transaction that starts as a reader could fail when it first writes.
            return inTransaction(writer, "BEGIN IMMEDIATE", work, commit);
        } finally {
            writing.unlock();
        }
    }

    private static <R> R inTransaction(
            Handle handle, String begin, Function<Handle, R> work, Function<R, Boolean> commit) {
        handle.execute(begin);
        var open = true;
        try {
            var result = work.apply(handle);
            handle.execute(commit.apply(result) ? "COMMIT" : "ROLLBACK");
            open = false;
            return result;
        } finally {
            if (open) {
                handle.execute("ROLLBACK");
            }
        }
    }

    @Override
    public String dialect(String sql) {
        return sql.replace("{id}", "INTEGER").replace("{bytes}", "BLOB");
    }

    @Override
    public String rows() {
        return "json_each(:rows)";
    }

    @Override
    public WordDialect words() {
        return WORDS;
    }

    @Override
    public void lockForMigration(Handle handle) {
        // BEGIN IMMEDIATE holds the only write lock already.
    }

    @Override
    public void freeze(Handle handle) {
        // A reader in WAL mode sees one snapshot anyway.
    }

    @Override
    public Optional<String> damage(Handle handle) {
        try {
            return handle.createQuery("PRAGMA quick_check(1)")
                    .mapTo(String.class)
                    .findFirst()
                    .filter(answer -> !answer.equals("ok"));
        } catch (JdbiException e) {
            return Optional.of(e.getMessage().lines().findFirst().orElse("unreadable"));
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            for (var handle = idle.pollFirst(); handle != null; handle = idle.pollFirst()) {
                handle.close();
            }
            writer.execute("PRAGMA optimize");
            writer.close();
        } finally {
            writing.unlock();
        }
    }
}
