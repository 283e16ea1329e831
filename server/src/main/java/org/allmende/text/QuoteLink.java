// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// The line in a post that names what it quotes, for those who cannot show a quote. Everybody marks it with the same
/// class, so that the others can leave it out.
public final class QuoteLink {

    static final String MARKED = ".quote-inline";

    private QuoteLink() {}

    public static String html(String url) {
        var address = Html.escape(url);
        return "<p class=\"quote-inline\">RE: <a href=\"" + address
                + "\" target=\"_blank\" rel=\"nofollow noopener noreferrer\">" + address + "</a></p>";
    }

    /// Such a line in a text that is safe, or nothing.
    public static String in(String html) {
        if (!marked(html)) {
            return "";
        }
        var line = read(html).selectFirst(MARKED);
        return line == null ? "" : line.outerHtml();
    }

    /// A safe text without it.
    public static String without(String html) {
        if (!marked(html)) {
            return html;
        }
        var document = read(html);
        document.select(MARKED).remove();
        return document.body().html();
    }

    private static boolean marked(String html) {
        return html.contains("quote-inline");
    }

    private static Document read(String html) {
        var document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        return document;
    }
}
