// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A poll as asked. `counts` and `voters` come with foreign polls, whose home keeps the count; ours start at zero.
public record PollDraft(
        List<String> options,
        boolean multiple,
        boolean hideTotals,
        Optional<Instant> closes,
        List<Long> counts,
        long voters) {

    public static final int OPTIONS_MAX = 500;

    public PollDraft {
        options = List.copyOf(options);
        counts = List.copyOf(counts);
        if (options.size() < 2 || options.size() > OPTIONS_MAX) {
            throw new IllegalArgumentException("a poll has 2 to " + OPTIONS_MAX + " options");
        }
        if (!counts.isEmpty() && counts.size() != options.size()) {
            throw new IllegalArgumentException("a poll counts each of its options");
        }
    }

    public static PollDraft of(List<String> options, boolean multiple, boolean hideTotals, Instant closes) {
        return new PollDraft(options, multiple, hideTotals, Optional.of(closes), List.of(), 0);
    }
}
