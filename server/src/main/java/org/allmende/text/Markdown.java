// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Markdown as people write it in the descriptions of films and in forums: paragraphs, headlines, lists, quotations,
/// code, links and emphasis. Tables and HTML stay the text that they are.
///
/// Every pattern has an end in sight, so no text can make it slow. What comes out still has to pass [SafeHtml].
public final class Markdown {

    /// Emphasis within emphasis within emphasis is nobody's intention.
    private static final int DEPTH_MAX = 3;

    private static final Pattern HEADLINE = Pattern.compile(" {0,3}#{1,6} ++(.+?)[ #]*+");
    private static final Pattern BULLET = Pattern.compile(" {0,6}[-*+] ++(.+)");
    private static final Pattern NUMBERED = Pattern.compile(" {0,6}[0-9]{1,4}[.)] ++(.+)");
    private static final Pattern RULE = Pattern.compile(" {0,3}(?:-{3,}|\\*{3,}|_{3,}) *+");

    private static final Pattern INLINE = Pattern.compile("`(?<code>[^`\\n]{1,500})`"
            + "|!\\[(?<picture>[^\\[\\]\\n]{0,300})\\]\\([^()\\s]{1,2048}\\)"
            + "|\\[(?<label>[^\\[\\]\\n]{1,300})\\]\\((?<url>https?://[^()\\s]{1,2048})(?: \"[^\"\\n]{0,300}\")?\\)"
            + "|\\*\\*(?<strong>[^*\\n]{1,500})\\*\\*"
            + "|(?<![\\w/])__(?<strong2>[^_\\n]{1,500})__(?!\\w)"
            + "|~~(?<gone>[^~\\n]{1,500})~~"
            + "|\\*(?<em>[^*\\s][^*\\n]{0,500})\\*"
            + "|(?<![\\w/])_(?<em2>[^_\\s][^_\\n]{0,500})_(?!\\w)");

    private final Function<Handle, Optional<Link>> who;
    private final Function<String, String> tagUrl;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder paragraph = new StringBuilder();
    private String open = "";

    private Markdown(Function<Handle, Optional<Link>> who, Function<String, String> tagUrl) {
        this.who = who;
        this.tagUrl = tagUrl;
    }

    /// As [Markup#html], which writes all that is no Markdown.
    public static String html(String source, Function<Handle, Optional<Link>> who, Function<String, String> tagUrl) {
        var writer = new Markdown(who, tagUrl);
        var text = Html.head(source, SafeHtml.LENGTH_MAX).replace("\r\n", "\n").replace('\r', '\n');
        var fenced = false;
        for (var line : text.split("\n", -1)) {
            var fence = line.stripLeading().startsWith("```");
            if (fence) {
                writer.begin(fenced ? "" : "pre");
                fenced = !fenced;
            } else if (fenced) {
                writer.paragraph.append(line).append('\n');
            } else {
                writer.line(line);
            }
        }
        writer.begin("");
        return writer.out.toString();
    }

    private void line(String line) {
        var headline = HEADLINE.matcher(line);
        var bullet = BULLET.matcher(line);
        var numbered = NUMBERED.matcher(line);
        if (line.isBlank() || RULE.matcher(line).matches()) {
            begin("");
        } else if (headline.matches()) {
            begin("");
            out.append("<p><strong>").append(inline(headline.group(1), 0)).append("</strong></p>");
        } else if (bullet.matches()) {
            item("ul", bullet.group(1));
        } else if (numbered.matches()) {
            item("ol", numbered.group(1));
        } else if (line.startsWith(">")) {
            continues("blockquote", line.substring(1).strip());
        } else {
            // An item or a quotation goes on until there is an empty line.
            continues(open.isEmpty() ? "p" : open, line.strip());
        }
    }

    private void item(String list, String text) {
        if (open.equals(list)) {
            flush();
        } else {
            begin(list);
        }
        paragraph.append(text);
    }

    private void continues(String block, String text) {
        if (!open.equals(block)) {
            begin(block);
        }
        paragraph.append(paragraph.isEmpty() ? "" : "\n").append(text);
    }

    private void begin(String block) {
        flush();
        if (open.equals("ul") || open.equals("ol")) {
            out.append("</").append(open).append('>');
        }
        open = block;
        if (open.equals("ul") || open.equals("ol")) {
            out.append('<').append(open).append('>');
        }
    }

    private void flush() {
        var text = paragraph.toString();
        paragraph.setLength(0);
        if (text.isBlank()) {
            return;
        }
        switch (open) {
            case "pre" -> out.append("<pre><code>").append(Html.escape(text)).append("</code></pre>");
            case "ul", "ol" -> out.append("<li>").append(inline(text, 0)).append("</li>");
            case "blockquote" ->
                out.append("<blockquote><p>").append(inline(text, 0)).append("</p></blockquote>");
            default -> out.append("<p>").append(inline(text, 0)).append("</p>");
        }
    }

    private String inline(String text, int depth) {
        if (depth == DEPTH_MAX) {
            return Html.escape(text);
        }
        var written = new StringBuilder();
        var found = INLINE.matcher(text);
        var at = 0;
        while (found.find()) {
            written.append(plain(text.substring(at, found.start())));
            at = found.end();
            if (found.group("code") != null) {
                written.append("<code>")
                        .append(Html.escape(found.group("code")))
                        .append("</code>");
            } else if (found.group("picture") != null) {
                written.append(Html.escape(found.group("picture")));
            } else if (found.group("url") != null) {
                written.append("<a href=\"")
                        .append(Html.escape(found.group("url")))
                        .append("\">")
                        .append(Html.escape(found.group("label")))
                        .append("</a>");
            } else if (found.group("gone") != null) {
                written.append("<del>")
                        .append(inline(found.group("gone"), depth + 1))
                        .append("</del>");
            } else {
                var strong = first(found.group("strong"), found.group("strong2"));
                var name = strong.isEmpty() ? "em" : "strong";
                var inner = strong.isEmpty() ? first(found.group("em"), found.group("em2")) : strong;
                written.append('<').append(name).append('>');
                written.append(inline(inner, depth + 1));
                written.append("</").append(name).append('>');
            }
        }
        return written.append(plain(text.substring(at))).toString();
    }

    private static String first(String one, String other) {
        return one != null ? one : other != null ? other : "";
    }

    // White space at the edges belongs to the text around it, and is no paragraph.
    private String plain(String text) {
        var bare = text.strip();
        if (bare.isEmpty()) {
            return text.replace("\n", "<br />");
        }
        var start = text.indexOf(bare);
        var html = Markup.html(Markup.scan(bare), who, tagUrl);
        return text.substring(0, start).replace("\n", "<br />")
                + html.substring("<p>".length(), html.length() - "</p>".length())
                + text.substring(start + bare.length()).replace("\n", "<br />");
    }
}
