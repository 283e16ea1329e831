// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import org.allmende.activity.Preview;
import org.allmende.media.Media;
import org.allmende.media.Size;
import org.allmende.previews.LinkCard;

/// What a link leads to, as this API shows it: `PreviewCard`. Never with HTML of theirs to embed (CVE-2023-36459).
final class CardJson {

    private final Links links;

    CardJson(Links links) {
        this.links = links;
    }

    void write(Json json, LinkCard card) {
        json.object(() -> members(json, card));
    }

    void members(Json json, LinkCard card) {
        var said = card.preview();
        var picture = card.picture();
        json.text("url", said.url())
                .text("title", said.title())
                .text("description", said.description())
                .text("language", said.language())
                .text("type", "link")
                .text("author_name", said.author())
                .text("author_url", said.authorUrl().orElse(""))
                .text("provider_name", said.provider())
                .text("provider_url", "")
                .text("html", "")
                .number("width", picture.map(Media::width).orElse(0))
                .number("height", picture.map(Media::height).orElse(0))
                .text("image", picture.map(media -> links.file(media, Size.ORIGINAL)))
                .text("image_description", said.pictureText())
                .text("embed_url", "")
                .text("blurhash", picture.flatMap(Media::blurhash))
                .time("published_at", said.published())
                .flag("checked", card.checked());
        authors(json, said);
    }

    private static void authors(Json json, Preview said) {
        var named = said.author().isEmpty() ? List.<Preview>of() : List.of(said);
        json.list(
                "authors",
                named,
                one -> json.object(() -> json.text("name", one.author())
                        .text("url", one.authorUrl().orElse(""))
                        .none("account")));
    }
}
