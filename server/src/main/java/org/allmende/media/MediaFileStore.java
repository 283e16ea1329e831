// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.util.List;
import org.allmende.database.Tx;

/// The `media_file` table: one row a file. Touching the row locks it until the transaction ends.
final class MediaFileStore {

    void hold(Tx tx, String name) {
        tx.change("INSERT INTO media_file (name) VALUES (:name) ON CONFLICT (name) DO UPDATE SET name = excluded.name")
                .bind("name", name)
                .execute();
    }

    boolean used(Tx tx, String name) {
        return tx.query("SELECT EXISTS (SELECT 1 FROM media WHERE file = :name)"
                        + " OR EXISTS (SELECT 1 FROM media WHERE small_file = :name) AS used")
                .bind("name", name)
                .map((row, _) -> row.getBoolean("used"))
                .one();
    }

    void delete(Tx tx, String name) {
        tx.change("DELETE FROM media_file WHERE name = :name")
                .bind("name", name)
                .execute();
    }

    /// Files that no media use, after `after` in the order of their names.
    List<String> unused(Tx tx, int limit) {
        return tx.query(
                        "SELECT name FROM media_file WHERE NOT EXISTS (SELECT 1 FROM media WHERE file = media_file.name)"
                                + " AND NOT EXISTS (SELECT 1 FROM media WHERE small_file = media_file.name)"
                                + " ORDER BY name LIMIT :limit")
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }
}
