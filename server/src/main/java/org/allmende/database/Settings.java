// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

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
    private final AtomicReference<Known> known = new AtomicReference<>(new Known(Map.of(), Instant.EPOCH));

    public Settings(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        database.after(Changed.class, _ -> known.set(new Known(Map.of(), Instant.EPOCH)));
    }

    public <T> T get(Setting<T> setting) {
        var now = clock.instant();
        var current = known.get();
        if (current.at.plus(FRESH).isBefore(now)) {
            var read = new Known(database.read(store::all), now);
            // What was read while somebody changed it is not remembered.
            known.compareAndSet(current, read);
            current = read;
        }
        var value = current.values.get(setting.key());
        return value == null ? setting.usual() : setting.read().apply(value);
    }

    /// What holds within this transaction, whatever is remembered: for what must not miss a change that was just made.
    public <T> T get(Tx tx, Setting<T> setting) {
        return store.find(tx, setting.key()).map(setting.read()).orElseGet(setting::usual);
    }

    public <T> void set(Tx tx, Setting<T> setting, T value) {
        store.put(tx, setting.key(), setting.write().apply(value));
        tx.announce(new Changed(setting.key()));
    }
}
