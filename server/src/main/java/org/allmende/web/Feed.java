// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.allmende.base.Addresses;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.text.PlainText;

/// Somebody's public posts for feed readers (RSS 2.0).
final class Feed {

    private static final int TITLE_MAX = 80;

    private final Addresses addresses;

    Feed(Addresses addresses) {
        this.addresses = addresses;
    }

    byte[] of(Person person, List<Post> posts) {
        var page = addresses.page(person.name());
        var out = new StringBuilder(4_096);
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"")
                .append("http://www.w3.org/2005/Atom\"><channel>");
        element(out, "title", person.title());
        element(out, "link", page);
        element(out, "description", PlainText.excerpt(person.profile().bio().html(), 500));
        out.append("<atom:link href=\"")
                .append(escaped(page))
                .append(".rss\" rel=\"self\" type=\"application/rss+xml\"/>");
        posts.forEach(post -> item(out, post));
        return out.append("</channel></rss>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void item(StringBuilder out, Post post) {
        var warning = post.summary().filter(text -> !text.isBlank());
        var title = warning.orElseGet(() -> PlainText.excerpt(post.body().html(), TITLE_MAX));
        out.append("<item>");
        element(out, "guid", post.uri());
        element(out, "link", post.url());
        element(out, "title", title);
        element(out, "pubDate", date(post.created()));
        element(out, "description", warning.orElse(post.body().html()));
        if (warning.isEmpty() && !post.sensitive()) {
            post.media().stream()
                    .filter(media -> media.served() && media.bytes() > 0)
                    .forEach(media -> out.append("<enclosure url=\"")
                            .append(escaped(addresses.at(Faces.address(media, false))))
                            .append("\" length=\"")
                            .append(media.bytes())
                            .append("\" type=\"")
                            .append(escaped(media.mime()))
                            .append("\"/>"));
        }
        post.tags().stream().sorted().forEach(tag -> element(out, "category", tag));
        out.append("</item>");
    }

    private static void element(StringBuilder out, String name, String text) {
        out.append('<')
                .append(name)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(name)
                .append('>');
    }

    static String escaped(String text) {
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    // XML has no place for the other control characters.
                    if (point >= ' ' && point != 0xfffe && point != 0xffff || point == '\n' || point == '\t') {
                        out.appendCodePoint(point);
                    }
                }
            }
        });
        return out.toString();
    }

    private static String date(Instant when) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(when.atOffset(ZoneOffset.UTC));
    }

    /// A word as one part of a path.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
