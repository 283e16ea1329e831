// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.util.List;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.database.WordIndex;
import org.allmende.text.PlainText;

/// Makes the posts of a village findable by their words, as the server would do it in the background.
final class WordRows {

    private static final int AT_ONCE = 10_000;

    private record Said(long post, String html) {}

    private final WordIndex index = new WordIndex("post_words");
    private final Database database;

    WordRows(Database database) {
        this.database = database;
    }

    void write() {
        for (var above = 0L; above >= 0; ) {
            var from = above;
            above = database.write(tx -> some(tx, from));
        }
    }

    private long some(Tx tx, long above) {
        List<Said> some = tx.query("SELECT id, html FROM post WHERE id > :above AND share_of IS NULL"
                        + " ORDER BY id LIMIT :limit")
                .bind("above", above)
                .bind("limit", AT_ONCE)
                .map((row, _) -> new Said(row.getLong("id"), row.getString("html")))
                .list();
        for (var one : some) {
            index.put(tx, one.post, org.allmende.text.Words.of(PlainText.of(one.html), 1_000));
        }
        return some.size() < AT_ONCE ? -1 : some.getLast().post;
    }
}
