// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// One page of a list, newest first, with the ids to page on from. The ids are those of the list's own order, which
/// need not be the ids of the items (followers are listed by when they followed).
public record Slice<T>(List<T> items, Optional<Long> newest, Optional<Long> oldest) {

    public Slice {
        items = List.copyOf(items);
    }

    public static <T> Slice<T> empty() {
        return new Slice<>(List.of(), Optional.empty(), Optional.empty());
    }

    public static <T> Slice<T> of(List<T> items, ToLongFunction<T> key) {
        return items.isEmpty()
                ? empty()
                : new Slice<>(
                        items,
                        Optional.of(key.applyAsLong(items.getFirst())),
                        Optional.of(key.applyAsLong(items.getLast())));
    }

    /// The same page of other things: from ids to what they stand for. The paging ids stay.
    public <U> Slice<U> map(Function<List<T>, List<U>> change) {
        return new Slice<>(change.apply(items), newest, oldest);
    }
}
