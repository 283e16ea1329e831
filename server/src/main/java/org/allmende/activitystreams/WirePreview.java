// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.Optional;
import org.allmende.activity.Preview;
import org.allmende.text.LinkedPage;
import org.allmende.text.PlainText;
import org.allmende.text.Urls;

/// The preview of a link that comes along with a post: an attached Link with a `preview`, or what a Page of Lemmy's
/// points to.
public final class WirePreview {

    /// Longer texts are cut before they are looked at.
    private static final int LENGTH_MAX = 5_000;

    private WirePreview() {}

    public static Optional<Preview> read(WireJson note) {
        return note.objects("attachment")
                .filter(attachment -> attachment.is("Link"))
                .flatMap(link -> link.links("href").limit(1).map(where -> read(note, link, where.href())))
                .findFirst();
    }

    private static Preview read(WireJson note, WireJson link, String url) {
        var said = link.object("preview");
        var title = said.map(preview -> text(preview, "name", LinkedPage.TITLE_LENGTH_MAX))
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> note.is("Page")
                        ? text(note, "name", LinkedPage.TITLE_LENGTH_MAX)
                        : text(link, "name", LinkedPage.TITLE_LENGTH_MAX));
        var picture = said.flatMap(
                        preview -> WirePicture.first(preview, "image").or(() -> WirePicture.first(preview, "icon")))
                .or(() -> WirePicture.first(link, "icon"))
                .or(() -> note.is("Page") ? WirePicture.first(note, "image") : Optional.empty());
        return new Preview(
                url,
                title,
                said.map(preview -> text(preview, "summary", LinkedPage.DESCRIPTION_LENGTH_MAX))
                        .orElse(""),
                said.flatMap(preview -> preview.object("attributedTo"))
                        .map(author -> text(author, "name", LinkedPage.NAME_LENGTH_MAX))
                        .orElse(""),
                Optional.empty(),
                Urls.domainOf(url).orElse(""),
                picture.map(WirePicture::url),
                picture.map(one -> LinkedPage.line(one.description(), LinkedPage.DESCRIPTION_LENGTH_MAX))
                        .orElse(""),
                Optional.empty(),
                said.flatMap(preview -> preview.instant("published")));
    }

    private static String text(WireJson json, String name, int lengthMax) {
        return LinkedPage.line(PlainText.of(json.text(name, LENGTH_MAX).orElse("")), lengthMax);
    }
}
