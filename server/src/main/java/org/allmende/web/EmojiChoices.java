// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.stream.Stream;
import org.allmende.activity.Emoji;
import org.allmende.media.CustomEmoji;
import org.allmende.media.Emojis;
import org.allmende.text.Html;

/// What a reader is offered to react with: what is used most everywhere, and what this place has of its own.
final class EmojiChoices {

    private static final List<String> USUAL =
            List.of("❤\uFE0F", "👍", "😂", "🎉", "🔥", "👏", "😮", "😢", "😡", "🤔", "👀", "👎");

    /// More are found by nobody, and each is a picture to fetch.
    private static final int OWN_MAX = 120;

    private EmojiChoices() {}

    static List<ReactionButton> of(Emojis emojis) {
        return Stream.concat(
                        USUAL.stream().map(sign -> new ReactionButton(sign, Html.escape(sign), sign, 0, false)),
                        emojis.ours().stream()
                                .filter(CustomEmoji::listed)
                                .limit(OWN_MAX)
                                .map(EmojiChoices::own))
                .toList();
    }

    private static ReactionButton own(CustomEmoji one) {
        Emoji emoji = one.emoji();
        return new ReactionButton(emoji.code(), EmojiPictures.picture(one), emoji.code(), 0, false);
    }
}
