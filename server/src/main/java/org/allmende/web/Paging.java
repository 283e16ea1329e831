// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;
import java.util.function.Function;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.http.Request;

/// Reads which part of a list is asked for, and says where it goes on.
final class Paging {

    static final int LENGTH = 20;

    /// One part of a list, and the ways to the others.
    record Part<T>(Slice<T> slice, Pager pager) {}

    private Paging() {}

    static <T> Part<T> read(Request request, String path, Function<Page, Slice<T>> list) {
        var max = request.query("max").flatMap(Ids::parse);
        var min = request.query("min").flatMap(Ids::parse);
        var slice = list.apply(new Page(max, Optional.empty(), min, LENGTH));
        // What a reader may not see is left out of a slice, so a short one need not be the last.
        var older = slice.oldest()
                .filter(oldest -> slice.items().size() == LENGTH
                        || list.apply(Page.below(oldest, 1)).oldest().isPresent())
                .map(oldest -> LocalPath.with(path, "max", oldest.toString()));
        var newer = slice.newest()
                .filter(_ -> max.isPresent() || min.isPresent())
                .filter(newest -> list.apply(new Page(Optional.empty(), Optional.empty(), Optional.of(newest), 1))
                        .newest()
                        .isPresent())
                .map(newest -> LocalPath.with(path, "min", newest.toString()));
        var lost = slice.newest().isEmpty() && (max.isPresent() || min.isPresent());
        return new Part<>(slice, new Pager(lost ? Optional.of(path) : newer, older));
    }
}
