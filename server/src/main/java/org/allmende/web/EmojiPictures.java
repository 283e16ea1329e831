// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.activity.Emoji;
import org.allmende.media.CustomEmoji;
import org.allmende.media.MediaLibrary;
import org.allmende.people.Person;
import org.allmende.text.EmojiNames;
import org.allmende.text.Html;

/// Puts pictures where the names of custom emoji stand, for all of a page at once. What it gives is safe HTML.
record EmojiPictures(Map<Emoji.Custom, CustomEmoji> known) {

    static EmojiPictures of(MediaLibrary library, Stream<Emoji.Custom> named) {
        return new EmojiPictures(library.emojis().find(named.collect(Collectors.toSet())));
    }

    /// A text of this person, which is safe HTML already.
    String html(String safeHtml, Person author) {
        return known.isEmpty()
                ? safeHtml
                : EmojiNames.replace(safeHtml, name -> picture(new Emoji.Custom(name, author.domain())));
    }

    /// A plain text of this person.
    String text(String plain, Person author) {
        return html(Html.escape(plain), author);
    }

    /// What stands on the button of a reaction.
    String sign(Emoji emoji) {
        return switch (emoji) {
            case Emoji.Sign(var text) -> Html.escape(text);
            case Emoji.Custom custom -> picture(custom).orElseGet(() -> Html.escape(custom.code()));
        };
    }

    private Optional<String> picture(Emoji.Custom emoji) {
        return Optional.ofNullable(known.get(emoji)).map(EmojiPictures::picture);
    }

    // The copy that stands still: what moves while one reads cannot be read.
    static String picture(CustomEmoji emoji) {
        var name = Html.escape(":" + emoji.shortcode() + ":");
        return "<img class=\"emoji\" src=\"" + Faces.address(emoji.picture(), true) + "\" alt=\"" + name + "\" title=\""
                + name + "\" loading=\"lazy\">";
    }
}
