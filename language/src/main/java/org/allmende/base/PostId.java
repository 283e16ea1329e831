// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import java.util.Optional;

/// A post, or a share of one: shares have ids of their own.
public record PostId(long value) implements Comparable<PostId> {

    /// Reads the decimal form that apps and pages send. Empty for anything that cannot be an id.
    public static Optional<PostId> parse(String text) {
        return Ids.parse(text).map(PostId::new);
    }

    @Override
    public int compareTo(PostId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
