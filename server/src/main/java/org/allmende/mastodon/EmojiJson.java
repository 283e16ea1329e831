// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.allmende.activity.Emoji;
import org.allmende.media.CustomEmoji;
import org.allmende.media.Size;
import org.allmende.posts.Reaction;

/// Custom emoji as apps read them: beside the texts that name them, and under posts.
record EmojiJson(Links links, Map<Emoji.Custom, CustomEmoji> known) {

    /// Those of these that have a picture. Apps put it wherever the text has `:shortcode:`.
    void named(Json json, Collection<Emoji.Custom> names) {
        var found = names.stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(CustomEmoji::shortcode))
                .toList();
        json.list("emojis", found, one -> one(json, one));
    }

    void one(Json json, CustomEmoji emoji) {
        json.object(() -> {
            json.text("shortcode", emoji.shortcode());
            addresses(json, Optional.of(emoji));
            json.flag("visible_in_picker", emoji.listed() && emoji.local())
                    .text("category", Optional.of(emoji.category()).filter(text -> !text.isEmpty()));
        });
    }

    void reactions(Json json, String name, List<Reaction> reactions) {
        json.list(name, reactions, one -> json.object(() -> reaction(json, one)));
    }

    void reaction(Json json, Reaction reaction) {
        json.text("name", name(reaction.emoji()))
                .number("count", reaction.people())
                .flag("me", reaction.mine());
        addresses(json, picture(reaction.emoji()));
    }

    /// A character as it is; a picture by its name, and its server where it is another's.
    static String name(Emoji emoji) {
        return switch (emoji) {
            case Emoji.Sign(var text) -> text;
            case Emoji.Custom custom -> custom.name();
        };
    }

    Optional<CustomEmoji> picture(Emoji emoji) {
        return switch (emoji) {
            case Emoji.Sign _ -> Optional.empty();
            case Emoji.Custom custom -> Optional.ofNullable(known.get(custom));
        };
    }

    String address(CustomEmoji emoji) {
        return links.file(emoji.picture(), Size.ORIGINAL);
    }

    private void addresses(Json json, Optional<CustomEmoji> emoji) {
        json.text("url", emoji.map(this::address))
                .text("static_url", emoji.map(one -> links.file(one.picture(), Size.SMALL)));
    }
}
