// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// How each kind of database gives out connections.
sealed interface Engine extends AutoCloseable permits SqliteEngine, PostgresEngine {

    /// Runs `work` in a transaction that reads.
    <R> R read(Function<Handle, R> work);

    /// Runs `work` in a transaction that may write. `commit` is asked after the work whether it shall last.
    <R> R write(Function<Handle, R> work, Function<R, Boolean> commit);

    /// Replaces what the two databases spell differently in a migration.
    String dialect(String sql);

    /// Something to select from: the lists in the JSON array bound as `:rows`, each as `value`, with its place as
    /// `key`.
    /// One statement then writes as many rows as we like.
    String rows();

    /// Full-text search.
    WordDialect words();

    /// Keeps other nodes from migrating at the same time, until the transaction ends.
    void lockForMigration(Handle handle);

    /// Makes what this transaction reads from now on one snapshot.
    void freeze(Handle handle);

    /// What the database itself finds broken.
    Optional<String> damage(Handle handle);

    @Override
    void close();
}
