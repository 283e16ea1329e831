// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.activity.Emoji;
import org.allmende.base.PostId;
import org.allmende.people.Person;
import org.allmende.text.EmojiNames;

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

    /// The custom emoji that the options name, where `author` asks.
    public Set<Emoji.Custom> emojis(Person author) {
        return options.stream()
                .flatMap(option -> author.emojis(EmojiNames.in(option.title())).stream())
                .collect(Collectors.toSet());
    }

    public long votes() {
        return options.stream().mapToLong(Option::votes).sum();
    }
}
