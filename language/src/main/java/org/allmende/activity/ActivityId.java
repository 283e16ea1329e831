// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

/// What an activity is remembered by, so that it counts once. Unique per actor.
///
/// A foreign activity has the address its server gave it; ours have a number, or a key the app chose.
public record ActivityId(String value) {

    public static final int LENGTH_MAX = 2_048;

    public ActivityId {
        if (value.isBlank() || value.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("an activity id has 1 to " + LENGTH_MAX + " characters");
        }
    }

    public static ActivityId of(long number) {
        return new ActivityId(Long.toString(number));
    }

    @Override
    public String toString() {
        return value;
    }
}
