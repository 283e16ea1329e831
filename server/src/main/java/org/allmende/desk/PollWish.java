// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.allmende.activity.PollDraft;

/// A poll that is not asked yet: how long it will be open, not until when.
public record PollWish(List<String> options, boolean multiple, boolean hideTotals, Duration open) {

    public PollWish {
        // An option is one line.
        options = options.stream()
                .map(option -> option.strip().replaceAll("\\s+", " "))
                .limit(PollDraft.OPTIONS_MAX)
                .toList();
    }

    /// Fewer than two options are no question.
    boolean complete() {
        return options.size() > 1;
    }

    public PollDraft asked(Instant now) {
        return PollDraft.of(options, multiple, hideTotals, now.plus(open));
    }
}
