// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.util.Optional;
import java.util.function.Function;

/// What a member typed, as HTML.
///
/// In two steps, because who is mentioned has to be looked up in between: `scan` finds, `html` writes.
public final class Markup {

    /// So many characters of an address are shown before it is shortened. Clients lay out for this.
    private static final int SHOWN_MAX = 30;

    private Markup() {}

    /// Finds mentions, hashtags and web addresses, in time linear in the length of the text.
    public static Scan scan(String source) {
        return new Scanner(source).scan();
    }

    /// Writes paragraphs and line breaks, escapes all that is text, and links what was found. A mention that `who`
    /// does not know stays text.
    public static String html(Scan scan, Function<Handle, Optional<Link>> who, Function<String, String> tagUrl) {
        if (scan.source().isEmpty()) {
            return "";
        }
        var out = new StringBuilder("<p>");
        int at = 0;
        for (var span : scan.spans()) {
            text(out, scan.source().substring(at, span.start()));
            var typed = scan.source().substring(span.start(), span.end());
            out.append(
                    switch (span) {
                        case Span.Mention mention ->
                            who.apply(mention.handle()).map(Markup::mention).orElse(Html.escape(typed));
                        case Span.Tag tag -> tag(tagUrl.apply(tag.name()), tag.name());
                        case Span.Address address -> address(address.url(), typed);
                    });
            at = span.end();
        }
        text(out, scan.source().substring(at));
        return out.append("</p>").toString();
    }

    private static void text(StringBuilder out, String text) {
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) == '\n') {
                end++;
            }
            out.append(end - at > 1 ? "</p><p>" : end > at ? "<br />" : "");
            int stop = text.indexOf('\n', end);
            at = stop < 0 ? text.length() : stop;
            out.append(Html.escape(text.substring(end, at)));
        }
    }

    private static String mention(Link link) {
        return "<span class=\"h-card\" translate=\"no\"><a href=\"%s\" class=\"u-url mention\">@<span>%s</span></a></span>"
                .formatted(Html.escape(link.url()), Html.escape(link.shown()));
    }

    private static String tag(String url, String name) {
        return "<a href=\"%s\" class=\"mention hashtag\" rel=\"tag\">#<span>%s</span></a>"
                .formatted(Html.escape(url), Html.escape(name));
    }

    private static String address(String url, String typed) {
        var schemeEnd = typed.indexOf("://") + 3;
        var start = typed.regionMatches(true, schemeEnd, "www.", 0, 4) ? schemeEnd + 4 : schemeEnd;
        var length = typed.codePointCount(start, typed.length());
        var end = length > SHOWN_MAX ? typed.offsetByCodePoints(start, SHOWN_MAX) : typed.length();
        return ("<a href=\"%s\" target=\"_blank\" rel=\"nofollow noopener noreferrer\" translate=\"no\">"
                        + "<span class=\"invisible\">%s</span><span class=\"%s\">%s</span>"
                        + "<span class=\"invisible\">%s</span></a>")
                .formatted(
                        Html.escape(url),
                        Html.escape(typed.substring(0, start)),
                        length > SHOWN_MAX ? "ellipsis" : "",
                        Html.escape(typed.substring(start, end)),
                        Html.escape(typed.substring(end)));
    }
}
