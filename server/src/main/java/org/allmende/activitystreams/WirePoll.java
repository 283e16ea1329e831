// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.PollDraft;

/// The poll of a foreign Question. Its home keeps the count.
public record WirePoll(List<Option> options, boolean multiple, Optional<Instant> closes, boolean closed, long voters) {

    static final int TITLE_LENGTH_MAX = 1_000;

    public record Option(String title, long votes) {}

    public WirePoll {
        options = List.copyOf(options);
    }

    /// Empty where there is nothing to choose: fewer than two options, too many, or two with one name, since votes
    /// travel by name.
    static Optional<WirePoll> read(WireJson json) {
        if (!json.is("Question")) {
            return Optional.empty();
        }
        var multiple = json.value("anyOf").isPresent();
        var options = json.objects(multiple ? "anyOf" : "oneOf")
                .limit(PollDraft.OPTIONS_MAX + 1L)
                .map(WirePoll::option)
                .toList();
        var titles = new HashSet<>(options.stream().map(Option::title).toList());
        if (options.size() < 2
                || options.size() > PollDraft.OPTIONS_MAX
                || titles.size() < options.size()
                || titles.contains("")) {
            return Optional.empty();
        }
        // `closed` is the time when it was closed; some say only that it was.
        var closedAt = json.instant("closed");
        return Optional.of(new WirePoll(
                options,
                multiple,
                json.instant("endTime").or(() -> closedAt),
                closedAt.isPresent() || json.flag("closed"),
                json.count("votersCount").orElse(0)));
    }

    private static Option option(WireJson option) {
        return new Option(
                option.text("name", TITLE_LENGTH_MAX).orElse("").strip(),
                option.object("replies")
                        .map(replies -> replies.count("totalItems").orElse(0))
                        .orElse(0L));
    }
}
