// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// What this instance has decided about itself. Read on nearly every request, so kept in memory; a change by another
/// node is seen within seconds.
public final class Settings {

    /// A setting was changed: announced within the transaction.
    public record Changed(String key) {}

    private static final Duration FRESH = Duration.ofSeconds(5);

    private record Known(Map<String, String> values, Instant at) {}

    private final Database database;
    private final Clock clock;
    private final SettingStore store = new SettingStore();
    private volatile Known known = new Known(Map.of(), Instant.EPOCH);

    public Settings(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        database.after(Changed.class, _ -> known = new Known(Map.of(), Instant.EPOCH));
    }

    public <T> T get(Setting<T> setting) {
        var now = clock.instant();
        var current = known;
        if (current.at.plus(FRESH).isBefore(now)) {
            current = new Known(database.read(store::all), now);
            known = current;
        }
        var value = current.values.get(setting.key());
        return value == null ? setting.usual() : setting.read().apply(value);
    }

    public <T> void set(Tx tx, Setting<T> setting, T value) {
        store.put(tx, setting.key(), setting.write().apply(value));
        tx.announce(new Changed(setting.key()));
    }
}
