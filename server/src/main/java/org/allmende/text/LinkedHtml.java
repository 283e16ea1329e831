// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// HTML that a member wrote: made safe like that of strangers, with mentions, hashtags and addresses linked as in plain
/// text.
public final class LinkedHtml {

    /// What stands in these means itself.
    private static final Set<String> LITERAL = Set.of("a", "code", "pre");

    private LinkedHtml() {}

    /// As [Markup#html].
    public static String html(String source, Function<Handle, Optional<Link>> who, Function<String, String> tagUrl) {
        var page = Jsoup.parseBodyFragment(SafeHtml.clean(source));
        page.outputSettings(new Document.OutputSettings().prettyPrint(false));
        page.body().traverse((NodeVisitor) (node, _) -> {
            if (node instanceof TextNode text && !literal(text)) {
                link(text, who, tagUrl);
            }
        });
        return SafeHtml.clean(page.body().html());
    }

    private static boolean literal(Node node) {
        for (var parent = node.parent(); parent != null; parent = parent.parent()) {
            if (parent instanceof Element element && LITERAL.contains(element.normalName())) {
                return true;
            }
        }
        return false;
    }

    private static void link(TextNode text, Function<Handle, Optional<Link>> who, Function<String, String> tagUrl) {
        var scan = Markup.scan(text.getWholeText().replaceAll("[\\r\\n]+", " "));
        if (!scan.spans().isEmpty()) {
            var paragraph = Markup.html(scan, who, tagUrl);
            var links = Jsoup.parseBodyFragment(
                    "<span>" + paragraph.substring("<p>".length(), paragraph.length() - "</p>".length()) + "</span>");
            text.replaceWith(links.body().child(0));
        }
    }
}
