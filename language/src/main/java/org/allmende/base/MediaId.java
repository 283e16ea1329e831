// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import java.util.Optional;

/// A picture, sound or film, uploaded here or attached to a foreign post.
public record MediaId(long value) implements Comparable<MediaId> {

    /// Reads the decimal form that apps and pages send. Empty for anything that cannot be an id.
    public static Optional<MediaId> parse(String text) {
        return Ids.parse(text).map(MediaId::new);
    }

    @Override
    public int compareTo(MediaId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
