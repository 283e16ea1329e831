// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.util.List;

/// Which words stand in the texts of which rows: full-text search as each kind of database does it best.
///
/// The index keeps no texts. It can be made anew from the rows at any time, so archives leave it out.
///
/// @param table a table that a migration made by the line `{words TABLE}`
public record WordIndex(String table) {

    /// The ending by which archives know these tables.
    static final String ENDING = "_words";

    public WordIndex {
        if (!table.endsWith(ENDING)) {
            throw new IllegalArgumentException("an index of words is named …" + ENDING);
        }
    }

    /// Replaces the words of a row. They must be made of letters, marks and digits alone.
    public void put(Tx tx, long row, List<String> words) {
        remove(tx, row);
        if (!words.isEmpty()) {
            var dialect = tx.words();
            tx.change("INSERT INTO " + table + " (rowid, words) VALUES (:row, " + dialect.place() + ")")
                    .bind("row", row)
                    .bind("words", dialect.kept(words))
                    .execute();
        }
    }

    public void remove(Tx tx, long row) {
        tx.change("DELETE FROM " + table + " WHERE rowid = :row")
                .bind("row", row)
                .execute();
    }

    public boolean isEmpty(Tx tx) {
        return tx.query("SELECT rowid FROM " + table + " LIMIT 1")
                .mapTo(Long.class)
                .findOne()
                .isEmpty();
    }

    /// To select from: the index under the name `w`, whose `w.rowid` is the row.
    public String from() {
        return table + " w";
    }

    /// The condition that goes with [#from]; bind the parameter to [#asked].
    public String matching(Tx tx, String parameter) {
        return tx.words().matching(table, ":" + parameter);
    }

    /// @param query with something in `all`: no kind of database looks for what is not there alone
    public String asked(Tx tx, WordQuery query) {
        if (query.all().isEmpty()) {
            throw new IllegalArgumentException("a question without a word that is wanted");
        }
        return tx.words().asked(query);
    }
}
