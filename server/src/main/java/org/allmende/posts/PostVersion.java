// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Emoji;
import org.allmende.media.Media;
import org.allmende.people.Person;
import org.allmende.text.EmojiNames;

/// What a post said at one time. The last version is what it says now.
public record PostVersion(
        String html,
        Optional<String> summary,
        boolean sensitive,
        List<String> pollOptions,
        List<Media> media,
        Instant written) {

    /// The custom emoji that it named.
    public Set<Emoji.Custom> emojis(Person author) {
        var names = new LinkedHashSet<>(EmojiNames.inHtml(html));
        summary.ifPresent(text -> names.addAll(EmojiNames.in(text)));
        pollOptions.forEach(option -> names.addAll(EmojiNames.in(option)));
        return author.emojis(names);
    }
}
