// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// Writes a foreign document anew, with the elements and attributes that are allowed and no others.
///
/// It writes its own HTML instead of editing the foreign tree: what it does not know how to write cannot come through.
final class SafeHtmlWriter implements NodeFilter {

    /// Deeper than any quotation in a thread; elements below it lose their tags and keep their text.
    private static final int DEPTH_MAX = 32;

    private static final Set<String> BLOCKS = Set.of("p", "pre", "blockquote", "ul", "ol", "li");
    private static final Set<String> INLINE =
            Set.of("span", "del", "s", "code", "b", "strong", "u", "i", "em", "ruby", "rt", "rp", "a");
    private static final Set<String> CLASSES =
            Set.of("mention", "hashtag", "ellipsis", "invisible", "h-card", "u-url", "quote-inline");
    private static final Set<String> DIRECTIONS = Set.of("ltr", "rtl", "auto");
    private static final Set<String> OTHER_SCHEMES =
            Set.of("mailto", "xmpp", "matrix", "magnet", "gemini", "gopher", "ipfs", "ipns", "ap");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,20}):(.+)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,6}");

    private final int lengthMax;
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> closings = new ArrayDeque<>();
    private int depth;
    private int closingsLength;
    private boolean midLine;
    private boolean breakDue;
    private boolean preJustOpened;

    SafeHtmlWriter(int lengthMax) {
        this.lengthMax = lengthMax;
    }

    String html() {
        while (!closings.isEmpty()) {
            close();
        }
        return out.toString().strip();
    }

    @Override
    public FilterResult head(Node node, int level) {
        return switch (node) {
            case TextNode text -> write(text.getWholeText());
            case Element element when level > 0 -> open(element);
            default -> FilterResult.CONTINUE;
        };
    }

    @Override
    public FilterResult tail(Node node, int level) {
        if (node instanceof Element element && level > 0) {
            close();
            lineEdge(element.normalName());
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult open(Element element) {
        var name = element.normalName();
        if (Html.WITHOUT_TEXT.contains(name)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        return switch (name) {
            // Custom emoji are pictures too: their alt text is the shortcode.
            case "img" ->
                write(element.attr("alt")) == FilterResult.STOP ? FilterResult.STOP : FilterResult.SKIP_ENTIRELY;
            case "br" -> tag("<br />", "", true);
            case "h1", "h2", "h3", "h4", "h5", "h6" -> headline(element);
            case "strike" -> tag("<s>", "</s>", false);
            case "a" -> link(element);
            default -> {
                lineEdge(name);
                var known = BLOCKS.contains(name) || INLINE.contains(name);
                yield known
                        ? tag("<" + name + attributes(element) + ">", "</" + name + ">", BLOCKS.contains(name))
                        : tag("", "", false);
            }
        };
    }

    // A post has no place in the page's outline, so its headlines become bold paragraphs.
    private FilterResult headline(Element element) {
        var simple = element.getAllElements().stream().noneMatch(child -> child != element && child.isBlock());
        if (!simple) {
            breakDue |= midLine;
            return tag("", "", false);
        }
        return tag("<p" + attributes(element) + "><strong>", "</strong></p>", true);
    }

    private FilterResult link(Element element) {
        var address = address(element.attr("href"));
        return address.isEmpty()
                ? tag("", "", false)
                : tag(
                        "<a href=\"" + Html.escape(address) + "\"" + attributes(element)
                                + " rel=\"nofollow noopener noreferrer\" target=\"_blank\">",
                        "</a>",
                        false);
    }

    /// Every open element reserves room for its end, so that the result is whole wherever the limit falls.
    private FilterResult tag(String opening, String closing, boolean block) {
        var shown = depth < DEPTH_MAX && !opening.isEmpty();
        if (shown && out.length() + opening.length() + closingsLength + closing.length() > lengthMax) {
            return FilterResult.STOP;
        }
        if (shown) {
            out.append(opening);
            preJustOpened = opening.startsWith("<pre");
            if (block) {
                midLine = false;
                breakDue = false;
            }
        }
        var end = shown ? closing : "";
        closings.push(end);
        closingsLength += end.length();
        depth += end.isEmpty() ? 0 : 1;
        return FilterResult.CONTINUE;
    }

    private void close() {
        var closing = closings.pop();
        closingsLength -= closing.length();
        depth -= closing.isEmpty() ? 0 : 1;
        out.append(closing);
        preJustOpened &= closing.isEmpty();
    }

    private void lineEdge(String name) {
        if (BLOCKS.contains(name)) {
            midLine = false;
            breakDue = false;
        } else if (Html.LINES.contains(name) || Html.PARAGRAPHS.contains(name)) {
            breakDue |= midLine;
        }
    }

    private FilterResult write(String foreignText) {
        var text = Html.withoutControls(foreignText);
        if (preJustOpened) {
            // Parsers drop a line break that follows <pre>, so it would vanish at the second reading.
            text = text.replaceFirst("^\n+", "");
        }
        if (text.isEmpty()) {
            return FilterResult.CONTINUE;
        }
        if (!text.isBlank()) {
            if (breakDue && append("<br />") == FilterResult.STOP) {
                return FilterResult.STOP;
            }
            breakDue = false;
            midLine = true;
        }
        preJustOpened = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            var entity = Html.entity(text.charAt(i));
            var point = entity.isEmpty() ? Character.toString(text.codePointAt(i)) : entity;
            if (append(point) == FilterResult.STOP) {
                return FilterResult.STOP;
            }
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult append(String text) {
        if (out.length() + text.length() + closingsLength > lengthMax) {
            return FilterResult.STOP;
        }
        out.append(text);
        return FilterResult.CONTINUE;
    }

    private static String attributes(Element element) {
        var out = new StringBuilder();
        var classes = element.classNames().stream().filter(CLASSES::contains).collect(Collectors.joining(" "));
        attribute(out, "class", classes);
        attribute(out, "lang", Languages.normal(element.attr("lang")).orElse(""));
        var direction = element.attr("dir").strip().toLowerCase(Locale.ROOT);
        attribute(out, "dir", DIRECTIONS.contains(direction) ? direction : "");
        attribute(out, "translate", element.attr("translate").equals("no") ? "no" : "");
        switch (element.normalName()) {
            case "ol" -> {
                number(out, element, "start");
                attribute(out, "reversed", element.hasAttr("reversed") ? "reversed" : "");
            }
            case "li" -> number(out, element, "value");
            default -> {}
        }
        return out.toString();
    }

    private static void number(StringBuilder out, Element element, String name) {
        var value = element.attr(name).strip();
        attribute(out, name, NUMBER.matcher(value).matches() ? value : "");
    }

    private static void attribute(StringBuilder out, String name, String value) {
        if (!value.isEmpty()) {
            out.append(' ').append(name).append("=\"").append(value).append('"');
        }
    }

    private static String address(String href) {
        var web = Urls.parse(href);
        if (web.isPresent()) {
            return web.get().toString();
        }
        var other = SCHEME.matcher(href.strip());
        if (href.length() > Urls.LENGTH_MAX
                || !other.matches()
                || !OTHER_SCHEMES.contains(other.group(1).toLowerCase(Locale.ROOT))) {
            return "";
        }
        return Urls.encoded(other.group(2))
                .map(rest -> other.group(1).toLowerCase(Locale.ROOT) + ":" + rest)
                .filter(address -> address.length() <= Urls.LENGTH_MAX)
                .orElse("");
    }
}
