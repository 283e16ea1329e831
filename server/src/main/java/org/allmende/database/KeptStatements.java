// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/// Keeps what one connection to SQLite has prepared. SQLite plans a query anew each time it is prepared, which takes
/// longer than running most of ours.
///
/// Belongs to one connection, and like it to one thread at a time. PostgreSQL's driver does the same by itself.
final class KeptStatements implements StatementBuilder {

    /// More than the statements of any page, and little memory: some kilobytes each.
    private static final int KEPT_MAX = 96;

    /// Lists of ids make long texts in many lengths, of which each is hardly ever asked again.
    private static final int LENGTH_MAX = 4_000;

    private final StatementBuilder plain = new DefaultStatementBuilder();

    // In the order in which they were last used. What is in use is not in here.
    private final Map<String, PreparedStatement> kept = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<Statement, String> used = new IdentityHashMap<>();

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        var known = kept.remove(sql);
        var statement = known == null ? plain.create(connection, sql, context) : known;
        if (sql.length() <= LENGTH_MAX) {
            used.put(statement, sql);
        }
        return statement;
    }

    @Override
    public void close(Connection connection, String unbound, Statement statement) throws SQLException {
        // What we are told here is the text before its names were replaced.
        var sql = used.remove(statement);
        if (sql == null || !(statement instanceof PreparedStatement prepared) || prepared.isClosed()) {
            statement.close();
            return;
        }
        prepared.clearParameters();
        prepared.clearBatch();
        var twin = kept.put(sql, prepared);
        if (twin != null) {
            twin.close();
        }
        if (kept.size() > KEPT_MAX) {
            var oldest = kept.keySet().iterator().next();
            kept.remove(oldest).close();
        }
    }

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return plain.create(connection, context);
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return plain.createCall(connection, sql, context);
    }

    // SQLite ends what is prepared together with the connection.
    @Override
    public void close(Connection connection) {
        kept.clear();
        used.clear();
    }
}
