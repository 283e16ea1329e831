// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// All tables as one stream that either kind of database can be filled from: for backups, and for moving from SQLite to
/// PostgreSQL or back.
///
/// A header, then each table with its columns and rows, then an empty name. The header names the schema, so that a
/// younger program first builds the tables as they were then, fills them, and migrates on from there.
public final class Archive {

    private static final String HEADER = "allmende-database-1";

    // Fetching and storing row by row would cost a round trip each.
    private static final int ROWS_AT_ONCE = 500;

    private static final String NOT_OURS = "This is no archive of an Allmende database, or it is damaged.";

    private Archive() {}

    /// Writes everything as it is at one moment, while others go on reading and writing.
    public static void write(Database database, OutputStream target) {
        database.engine().read(handle -> {
            database.engine().freeze(handle);
            var out = new DataOutputStream(new BufferedOutputStream(target));
            try {
                out.writeUTF(HEADER);
                out.writeInt(Migrations.current(handle));
                for (var table : tables(handle.getConnection())) {
                    writeTable(handle.getConnection(), table, out);
                }
                out.writeUTF("");
                out.flush();
            } catch (SQLException e) {
                throw new DatabaseTrouble("The database could not be read: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
    }

    private static void writeTable(Connection connection, String table, DataOutputStream out)
            throws SQLException, IOException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            var rows = statement.executeQuery("SELECT * FROM " + table);
            var columns = rows.getMetaData();
            out.writeUTF(table);
            out.writeShort(columns.getColumnCount());
            for (var column = 1; column <= columns.getColumnCount(); column++) {
                out.writeUTF(columns.getColumnName(column));
            }
            while (rows.next()) {
                out.writeBoolean(true);
                for (var column = 1; column <= columns.getColumnCount(); column++) {
                    Cell.write(rows.getObject(column), out);
                }
            }
            out.writeBoolean(false);
        }
    }

    /// Fills an empty database, all or nothing, and brings it up to date.
    ///
    /// @throws DatabaseTrouble when the database is not empty, or the archive is damaged or of a newer program
    public static void read(DatabaseAddress address, InputStream source) {
        var engine = Database.engine(address);
        try (engine) {
            var in = new DataInputStream(new BufferedInputStream(source));
            if (!in.readUTF().equals(HEADER)) {
                throw new DatabaseTrouble(NOT_OURS);
            }
            var migrations = new Migrations(engine);
            migrations.runTo(in.readInt());
            engine.write(handle -> fill(handle, in), _ -> true);
            migrations.run();
        } catch (EOFException | UTFDataFormatException e) {
            throw new DatabaseTrouble(NOT_OURS, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean fill(Handle handle, DataInputStream in) {
        var connection = handle.getConnection();
        try {
            var tables = tables(connection);
            for (var table : tables) {
                if (!empty(connection, table)) {
                    throw new DatabaseTrouble("There is already something in this database. An archive is only read"
                            + " into an empty one.");
                }
            }
            for (var table = in.readUTF(); !table.isEmpty(); table = in.readUTF()) {
                if (!tables.contains(table)) {
                    throw new DatabaseTrouble(NOT_OURS);
                }
                fillTable(connection, table, in);
            }
            return true;
        } catch (SQLException e) {
            throw new DatabaseTrouble("The database could not be filled: " + e.getMessage(), e);
        } catch (EOFException | UTFDataFormatException e) {
            throw new DatabaseTrouble(NOT_OURS, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fillTable(Connection connection, String table, DataInputStream in)
            throws SQLException, IOException {
        var known = columns(connection, table);
        var names = new ArrayList<String>();
        for (var left = in.readUnsignedShort(); left > 0; left--) {
            names.add(in.readUTF());
        }
        if (!known.containsAll(names)) {
            throw new DatabaseTrouble(NOT_OURS);
        }
        var places = String.join(", ", Collections.nCopies(names.size(), "?"));
        try (var insert = connection.prepareStatement(
                "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES (" + places + ")")) {
            var types = types(connection, table, names);
            var waiting = 0;
            while (in.readBoolean()) {
                for (var column = 0; column < names.size(); column++) {
                    Cell.bind(insert, column + 1, types[column], in);
                }
                insert.addBatch();
                if (++waiting % ROWS_AT_ONCE == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /// The tables of ours, without the note of migrations, which the reader makes itself.
    // SQLite keeps each index in several tables: post_words, post_words_data and so on.
    private static boolean ofWords(String table) {
        return table.endsWith(WordIndex.ENDING) || table.contains(WordIndex.ENDING + "_");
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var tables = connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                var name = tables.getString("TABLE_NAME");
                if (!name.equals("migration") && !name.startsWith("sqlite_") && !ofWords(name)) {
                    names.add(name);
                }
            }
        }
        Collections.sort(names);
        return names;
    }

    private static boolean empty(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
            return !rows.next();
        }
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            var names = new ArrayList<String>();
            for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                names.add(rows.getMetaData().getColumnName(column));
            }
            return names;
        }
    }

    private static int[] types(Connection connection, String table, List<String> names) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT " + String.join(", ", names) + " FROM " + table + " WHERE 1 = 0")) {
            var types = new int[names.size()];
            for (var column = 0; column < types.length; column++) {
                types[column] = rows.getMetaData().getColumnType(column + 1);
            }
            return types;
        }
    }
}
