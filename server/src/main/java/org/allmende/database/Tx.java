// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.util.ArrayList;
import java.util.List;
import org.allmende.base.Ids;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/// One transaction. Lists are bound with `bindList("ids", …)` to `<ids>`.
public final class Tx {

    private final Handle handle;
    private final Database database;
    private final Ids ids;
    private final List<Object> news = new ArrayList<>();
    private boolean undone;

    Tx(Handle handle, Database database, Ids ids) {
        this.handle = handle;
        this.database = database;
        this.ids = ids;
    }

    public Query query(String sql) {
        database.counted();
        return handle.createQuery(sql);
    }

    public Update change(String sql) {
        database.counted();
        return handle.createUpdate(sql);
    }

    public PreparedBatch batch(String sql) {
        database.counted();
        return handle.prepareBatch(sql);
    }

    /// Tells the rooms that listen, now within this transaction and again after the commit.
    public void announce(Object event) {
        database.tellWithin(this, event);
        news.add(event);
    }

    /// Tells those that only watch, after the commit.
    public void afterCommit(Object event) {
        news.add(event);
    }

    /// Leaves work behind that must be done: a row in this transaction, kept until it is done or given up.
    public void later(Job job) {
        JobStore.add(this, ids.next(), job);
        afterCommit(new JobAdded(job.kind()));
    }

    /// The same for many of one kind, fifty thousand as well as two, each a lane and a payload, all of them to be done
    /// at once.
    public void later(String kind, List<Job.Part> parts) {
        if (!parts.isEmpty()) {
            JobStore.add(this, database.engine().rows(), ids.next(parts.size()), kind, parts);
            afterCommit(new JobAdded(kind));
        }
    }

    WordDialect words() {
        return database.engine().words();
    }

    /// Lets nothing of this transaction last, without an error.
    public void undo() {
        undone = true;
    }

    boolean undone() {
        return undone;
    }

    List<Object> news() {
        return news;
    }
}
