// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/// One value in an [Archive]: a letter for its kind, then the value. The databases differ only in how they keep truth
/// (a number in SQLite), so it travels as a number.
final class Cell {

    // A post with its signed bytes has at most a megabyte; anything larger is a damaged length.
    private static final int BYTES_MAX = 64 * 1024 * 1024;

    private Cell() {}

    static void write(Object value, DataOutputStream out) throws IOException {
        switch (value) {
            case null -> out.writeByte('0');
            case Boolean truth -> writeLong(truth ? 1 : 0, out);
            case Float number -> writeDouble(number, out);
            case Double number -> writeDouble(number, out);
            case Number number -> writeLong(number.longValue(), out);
            case String text -> writeBytes('T', text.getBytes(StandardCharsets.UTF_8), out);
            case byte[] bytes -> writeBytes('B', bytes, out);
            default -> throw new IllegalStateException("no column of ours holds a " + value.getClass());
        }
    }

    private static void writeLong(long number, DataOutputStream out) throws IOException {
        out.writeByte('N');
        out.writeLong(number);
    }

    private static void writeDouble(double number, DataOutputStream out) throws IOException {
        out.writeByte('D');
        out.writeDouble(number);
    }

    private static void writeBytes(char kind, byte[] bytes, DataOutputStream out) throws IOException {
        out.writeByte(kind);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /// Reads the next value and puts it into `place`, as the column wants it.
    static void bind(PreparedStatement insert, int place, int type, DataInputStream in)
            throws IOException, SQLException {
        switch (in.readByte()) {
            case '0' -> insert.setNull(place, type);
            case 'N' -> bindLong(insert, place, type, in.readLong());
            case 'D' -> insert.setDouble(place, in.readDouble());
            case 'T' -> insert.setString(place, new String(readBytes(in), StandardCharsets.UTF_8));
            case 'B' -> insert.setBytes(place, readBytes(in));
            default -> throw new DatabaseTrouble("The archive is damaged: a value of no kind.");
        }
    }

    private static void bindLong(PreparedStatement insert, int place, int type, long number) throws SQLException {
        switch (type) {
            case Types.BIT, Types.BOOLEAN -> insert.setBoolean(place, number != 0);
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> insert.setDouble(place, number);
            default -> insert.setLong(place, number);
        }
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        var length = in.readInt();
        if (length < 0 || length > BYTES_MAX) {
            throw new DatabaseTrouble("The archive is damaged: a value of " + length + " bytes.");
        }
        var bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
