// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.util.function.Function;

/// One thing an instance can decide about itself, with its type and what holds until somebody decides.
///
/// The room that obeys a setting declares it. All are read and changed through [Settings], the single spot in which
/// "only by vote" can be enforced.
public record Setting<T>(String key, T usual, Function<String, T> read, Function<T, String> write) {

    public static Setting<String> text(String key, String usual) {
        return new Setting<>(key, usual, Function.identity(), Function.identity());
    }

    public static Setting<Integer> number(String key, int usual) {
        return new Setting<>(key, usual, Integer::valueOf, String::valueOf);
    }

    public static Setting<Boolean> yesNo(String key, boolean usual) {
        return new Setting<>(key, usual, Boolean::valueOf, String::valueOf);
    }

    public static <E extends Enum<E>> Setting<E> choice(String key, E usual, Class<E> type) {
        return new Setting<>(key, usual, name -> Enum.valueOf(type, name), Enum::name);
    }
}
