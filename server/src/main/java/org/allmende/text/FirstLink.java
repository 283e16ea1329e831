// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// The link that a text is about: the first that leads to a page, and not to a person, a hashtag or what is quoted.
public final class FirstLink {

    private FirstLink() {}

    public static Optional<String> of(String html) {
        return html.contains("<a ")
                ? Jsoup.parseBodyFragment(Html.head(html, SafeHtml.LENGTH_MAX)).select("a[href]").stream()
                        .filter(FirstLink::toAPage)
                        .flatMap(link -> Urls.parse(link.attr("href")).stream())
                        .map(Object::toString)
                        .findFirst()
                : Optional.empty();
    }

    // Some servers leave the classes out; then the sign in front tells.
    private static boolean toAPage(Element link) {
        var text = link.text().strip();
        return link.closest(QuoteLink.MARKED) == null
                && !link.hasClass("mention")
                && !link.hasClass("hashtag")
                && !link.attr("rel").contains("tag")
                && !text.startsWith("@")
                && !text.startsWith("#");
    }
}
