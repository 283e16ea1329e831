// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Optional;
import org.allmende.activity.Preview;
import org.allmende.media.Media;
import org.allmende.media.Size;
import org.allmende.people.Person;
import org.allmende.previews.LinkCard;

/// What a link leads to, as this API shows it: `PreviewCard`. Never with HTML of theirs to embed (CVE-2023-36459).
final class CardJson {

    private final Links links;

    CardJson(Links links) {
        this.links = links;
    }

    /// `writer` is who wrote it, where they are known and say so too.
    void write(Json json, LinkCard card, Optional<Person> writer, AccountJson accounts) {
        json.object(() -> {
            facts(json, card);
            if (writer.isPresent()) {
                json.list("authors", List.of(writer.get()), person -> author(json, person, accounts));
            } else {
                authors(json, card.preview());
            }
        });
    }

    private static void author(Json json, Person person, AccountJson accounts) {
        json.object(() -> json.text("name", person.title())
                .text("url", person.url())
                .object("account", Optional.of(person), one -> accounts.write(json, one)));
    }

    void members(Json json, LinkCard card) {
        facts(json, card);
        authors(json, card.preview());
    }

    private void facts(Json json, LinkCard card) {
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
