// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Emoji;

/// What the owners tell everybody here, as one reader sees it.
public record Announcement(
        long id,
        String source,
        String html,
        Optional<Instant> ends,
        Instant said,
        Instant changed,
        boolean read,
        List<Answer> answers) {

    public static final int LENGTH_MAX = 5_000;

    /// How many answered with an emoji, and whether the reader did.
    public record Answer(Emoji emoji, long people, boolean mine) {}

    public Announcement {
        answers = List.copyOf(answers);
    }
}
