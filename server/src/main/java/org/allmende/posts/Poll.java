// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.base.PostId;

/// A poll as the reader sees it. `own` are the positions the reader chose.
public record Poll(
        PostId post,
        List<Option> options,
        boolean multiple,
        boolean hideTotals,
        Optional<Instant> closes,
        boolean closed,
        long voters,
        boolean voted,
        List<Integer> own) {

    public record Option(String title, long votes) {}

    public long votes() {
        return options.stream().mapToLong(Option::votes).sum();
    }
}
