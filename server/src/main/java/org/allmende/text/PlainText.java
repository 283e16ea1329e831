// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// HTML read aloud: the text alone, for previews, notifications, searching and the heads of pages.
public final class PlainText implements NodeFilter {

    private final StringBuilder out = new StringBuilder();
    private int breaksDue;
    private boolean spaceDue;
    private boolean itemDue;
    private int preformatted;

    private PlainText() {}

    /// Paragraphs are set apart by an empty line. What is marked as invisible is left out.
    public static String of(String html) {
        if (html == null || html.isBlank()) {
            return "";
        }
        var reader = new PlainText();
        Jsoup.parseBodyFragment(Html.head(html, SafeHtml.LENGTH_MAX)).body().filter(reader);
        return reader.out.toString();
    }

    /// The beginning of the text on one line, of at most `codePointsMax` code points. What is cut off ends in `…`;
    /// no character as readers see it is cut in two.
    public static String excerpt(String html, int codePointsMax) {
        var line = of(html).replaceAll("\\s++", " ");
        return line.codePointCount(0, line.length()) <= codePointsMax
                ? line
                : Graphemes.head(line, Math.max(0, codePointsMax - 1)).stripTrailing() + "…";
    }

    @Override
    public FilterResult head(Node node, int level) {
        return switch (node) {
            case TextNode text -> {
                write(text.getWholeText());
                yield FilterResult.CONTINUE;
            }
            case Element element -> enter(element);
            default -> FilterResult.CONTINUE;
        };
    }

    @Override
    public FilterResult tail(Node node, int level) {
        if (node instanceof Element element) {
            edge(element.normalName());
            preformatted -= element.normalName().equals("pre") ? 1 : 0;
            if (element.hasClass("ellipsis")) {
                write("…");
            }
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult enter(Element element) {
        var name = element.normalName();
        if (Html.WITHOUT_TEXT.contains(name) || element.hasClass("invisible")) {
            return FilterResult.SKIP_ENTIRELY;
        }
        edge(name);
        switch (name) {
            case "img" -> write(element.attr("alt"));
            case "br" -> breaksDue++;
            case "li" -> itemDue = true;
            case "pre" -> preformatted++;
            default -> {}
        }
        return FilterResult.CONTINUE;
    }

    private void edge(String name) {
        if (Html.PARAGRAPHS.contains(name)) {
            breaksDue = Math.max(breaksDue, 2);
        } else if (Html.LINES.contains(name)) {
            breaksDue = Math.max(breaksDue, 1);
        }
    }

    private void write(String foreignText) {
        var text = Html.withoutControls(foreignText);
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '\n' && preformatted > 0) {
                breaksDue++;
            } else if (Character.isWhitespace(character)) {
                spaceDue = true;
            } else {
                space();
                out.append(character);
            }
        }
    }

    private void space() {
        if (!out.isEmpty() && breaksDue > 0) {
            out.repeat('\n', Math.min(breaksDue, 2));
        } else if (!out.isEmpty() && spaceDue) {
            out.append(' ');
        }
        if (itemDue) {
            out.append("- ");
        }
        breaksDue = 0;
        spaceDue = false;
        itemDue = false;
    }
}
