// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// What a page says about itself in its head: Open Graph, then the cards of Twitter, then plain HTML. All of it comes
/// out as plain text, bounded.
///
/// `scripts` is what it says in JSON-LD, unread; `creator` the handle in the Fediverse of whom it calls its author.
public record LinkedPage(
        String title,
        String description,
        String author,
        Optional<String> authorUrl,
        String provider,
        Optional<String> picture,
        String pictureText,
        Optional<String> language,
        Optional<String> published,
        Optional<String> creator,
        List<String> scripts) {

    /// Longer than any headline.
    public static final int TITLE_LENGTH_MAX = 300;

    /// Three or four sentences; a card shows fewer.
    public static final int DESCRIPTION_LENGTH_MAX = 800;

    public static final int NAME_LENGTH_MAX = 120;

    /// Far more than a page has a use for.
    private static final int META_MAX = 500;

    private static final int LINKED_DATA_MAX = 5;
    private static final int LINKED_DATA_LENGTH_MAX = 100_000;

    public LinkedPage {
        scripts = List.copyOf(scripts);
    }

    /// Reads the beginning of a page. `charset` is what its server says; the page may know better.
    public static LinkedPage read(byte[] html, Optional<String> charset, String address) {
        try {
            var known = charset.filter(LinkedPage::supported).orElse(null);
            return read(Jsoup.parse(new ByteArrayInputStream(html), known, address), address);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static boolean supported(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static LinkedPage read(Document page, String address) {
        var said = said(page);
        var by = first(said, "article:author", "og:article:author");
        return new LinkedPage(
                line(
                        Optional.of(first(said, "og:title", "twitter:title"))
                                .filter(title -> !title.isBlank())
                                .orElseGet(page::title),
                        TITLE_LENGTH_MAX),
                line(first(said, "og:description", "twitter:description", "description"), DESCRIPTION_LENGTH_MAX),
                line(Urls.parse(by).isPresent() || by.isBlank() ? first(said, "author") : by, NAME_LENGTH_MAX),
                web(by, address).filter(_ -> Urls.parse(by).isPresent()),
                line(first(said, "og:site_name", "application-name"), NAME_LENGTH_MAX),
                web(
                        first(
                                said,
                                "og:image:secure_url",
                                "og:image:url",
                                "og:image",
                                "twitter:image",
                                "twitter:image:src"),
                        address),
                line(first(said, "og:image:alt", "twitter:image:alt"), DESCRIPTION_LENGTH_MAX),
                language(page, said),
                Optional.of(first(said, "article:published_time", "date")).filter(time -> !time.isBlank()),
                Optional.of(line(first(said, "fediverse:creator"), NAME_LENGTH_MAX))
                        .flatMap(Handle::parse)
                        .filter(handle -> !handle.local())
                        .map(handle -> handle.name() + "@" + handle.domain()),
                page.select("script[type=application/ld+json]").stream()
                        .limit(LINKED_DATA_MAX)
                        .map(script -> script.data())
                        .filter(data -> data.length() <= LINKED_DATA_LENGTH_MAX)
                        .toList());
    }

    private static Map<String, String> said(Document page) {
        var said = new HashMap<String, String>();
        page.select("meta[content]").stream()
                .limit(META_MAX)
                .forEach(meta -> Stream.of(meta.attr("property"), meta.attr("name"))
                        .filter(name -> !name.isBlank())
                        .forEach(
                                name -> said.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), meta.attr("content"))));
        return said;
    }

    private static String first(Map<String, String> said, String... names) {
        return Stream.of(names)
                .map(name -> said.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }

    private static Optional<String> language(Document page, Map<String, String> said) {
        var root = page.selectFirst("html[lang]");
        return Optional.ofNullable(root)
                .map(html -> html.attr("lang"))
                .or(() -> Optional.of(first(said, "og:locale").replace('_', '-')))
                .filter(tag -> !tag.isBlank())
                .flatMap(Languages::normal);
    }

    /// Any text of others as one line, without control characters, of at most `codePointsMax` code points.
    public static String line(String text, int codePointsMax) {
        var line = Html.withoutControls(text).replaceAll("\\s++", " ").strip();
        return line.codePointCount(0, line.length()) <= codePointsMax
                ? line
                : Graphemes.head(line, codePointsMax - 1).stripTrailing() + "…";
    }

    /// An address as it stands in a page, made whole.
    public static Optional<String> web(String text, String address) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Urls.parse(
                            Urls.parse(text).isPresent()
                                    ? text
                                    : URI.create(address).resolve(text.strip()).toString())
                    .map(Object::toString);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
