// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;

/// Keeps open the connections that were used last, whoever they lead to, and only so many: one post goes to thousands
/// of hosts, and each would leave a connection behind that nobody needs for the next hour.
final class OutboundPool implements ConnectionPool.Factory {

    private final int perHost;
    private final int idleMax;

    // In the order in which they became idle.
    private final Map<Connection, AbstractConnectionPool> idle = new LinkedHashMap<>();

    OutboundPool(int perHost, int idleMax) {
        this.perHost = perHost;
        this.idleMax = idleMax;
    }

    @Override
    public ConnectionPool newConnectionPool(Destination destination) {
        return new DuplexConnectionPool(destination, perHost) {

            @Override
            public Connection acquire(boolean create) {
                var connection = super.acquire(create);
                if (connection != null) {
                    forget(connection);
                }
                return connection;
            }

            @Override
            public boolean release(Connection connection) {
                var kept = super.release(connection);
                if (kept) {
                    remember(connection, this);
                }
                return kept;
            }

            @Override
            protected void onRemoved(Connection connection) {
                forget(connection);
                super.onRemoved(connection);
            }
        };
    }

    private void forget(Connection connection) {
        synchronized (idle) {
            idle.remove(connection);
        }
    }

    private void remember(Connection connection, AbstractConnectionPool pool) {
        Map.Entry<Connection, AbstractConnectionPool> oldest = null;
        synchronized (idle) {
            idle.remove(connection);
            idle.put(connection, pool);
            if (idle.size() > idleMax) {
                oldest = idle.entrySet().iterator().next();
                idle.remove(oldest.getKey());
            }
        }
        // The pool says yes only to one that nobody is using.
        if (oldest != null && oldest.getValue().remove(oldest.getKey())) {
            oldest.getKey().close();
        }
    }

    /// How many are open and wait.
    int waiting() {
        synchronized (idle) {
            return idle.size();
        }
    }
}
