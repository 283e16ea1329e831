// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// PostgreSQL through a small pool.
final class PostgresEngine implements Engine {

    private static final int CONNECTIONS_MAX = 16;
    private static final int TRIES_MAX = 4;
    // Any fixed number: all nodes must ask for the same lock.
    private static final long MIGRATION_LOCK = 7_261_633_291L;

    private static final WordDialect WORDS = new TsvectorWords();

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    PostgresEngine(DatabaseAddress.Postgres address) {
        var config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setPoolName("database");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        try {
            this.pool = new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw new DatabaseTrouble(
                    "The database " + address.url() + " cannot be reached: "
                            + e.getCause().getMessage().lines().findFirst().orElse("no reason given"),
                    e);
        }
        this.jdbi = Jdbi.create(pool);
    }

    @Override
    public <R> R read(Function<Handle, R> work) {
        return jdbi.inTransaction(work::apply);
    }

    @Override
    public <R> R write(Function<Handle, R> work, Function<R, Boolean> commit) {
        for (var attempt = 1; ; attempt++) {
            try {
                return once(work, commit);
            } catch (JdbiException e) {
                if (attempt == TRIES_MAX || !worthAnotherTry(e)) {
                    throw e;
                }
            }
        }
    }

    private <R> R once(Function<Handle, R> work, Function<R, Boolean> commit) {
        try (var handle = jdbi.open()) {
            handle.begin();
            try {
                var result = work.apply(handle);
                if (commit.apply(result)) {
                    handle.commit();
                } else {
                    handle.rollback();
                }
                return result;
            } catch (RuntimeException e) {
                handle.rollback();
                throw e;
            }
        }
    }

    // 40001 serialization failure, 40P01 deadlock: the other transaction won, ours has written nothing.
    private static boolean worthAnotherTry(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && ("40001".equals(sql.getSQLState()) || "40P01".equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String dialect(String sql) {
        return sql.replace("{id}", "BIGINT").replace("{bytes}", "BYTEA");
    }

    @Override
    public String rows() {
        return "(SELECT value, place - 1 AS key FROM"
                + " jsonb_array_elements(CAST(:rows AS jsonb)) WITH ORDINALITY AS one (value, place)) AS listed";
    }

    @Override
    public WordDialect words() {
        return WORDS;
    }

    @Override
    public void lockForMigration(Handle handle) {
        handle.execute("SELECT pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
    }

    @Override
    public void freeze(Handle handle) {
        handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    }

    @Override
    public Optional<String> damage(Handle handle) {
        // PostgreSQL checks pages as it reads them, and says so itself.
        return Optional.empty();
    }

    @Override
    public void close() {
        pool.close();
    }
}
