// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The `setting` table.
final class SettingStore {

    private record Entry(String key, String value) {}

    Map<String, String> all(Tx tx) {
        return tx
                .query("SELECT name, value FROM setting ORDER BY name")
                .map((row, _) -> new Entry(row.getString("name"), row.getString("value")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Entry::key, Entry::value));
    }

    Optional<String> find(Tx tx, String key) {
        return tx.query("SELECT value FROM setting WHERE name = :name")
                .bind("name", key)
                .map((row, _) -> row.getString("value"))
                .findOne();
    }

    void put(Tx tx, String key, String value) {
        tx.change("INSERT INTO setting (name, value) VALUES (:name, :value)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                .bind("name", key)
                .bind("value", value)
                .execute();
    }
}
