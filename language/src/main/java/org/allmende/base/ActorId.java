// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import java.util.Optional;

/// An actor, ours or foreign: the number this instance knows it by. The actor's address is its `uri`.
public record ActorId(long value) implements Comparable<ActorId> {

    /// Reads the decimal form that apps and pages send. Empty for anything that cannot be an id.
    public static Optional<ActorId> parse(String text) {
        return Ids.parse(text).map(ActorId::new);
    }

    @Override
    public int compareTo(ActorId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
