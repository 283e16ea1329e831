// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.Fuzzed;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Whatever HTML is sent, what is shown of it cannot do harm. What may be left is written down here once more, so that
/// no slip in the writer can allow it to itself.
class SafeHtmlFuzzTest implements Fuzzed {

    private static final Set<String> EVERYWHERE = Set.of("class", "lang", "dir", "translate");

    private static final Map<String, Set<String>> ELEMENTS = Map.ofEntries(
            Map.entry("p", Set.of()),
            Map.entry("br", Set.of()),
            Map.entry("pre", Set.of()),
            Map.entry("blockquote", Set.of()),
            Map.entry("ul", Set.of()),
            Map.entry("ol", Set.of("start", "reversed")),
            Map.entry("li", Set.of("value")),
            Map.entry("a", Set.of("href", "rel", "target")),
            Map.entry("span", Set.of()),
            Map.entry("del", Set.of()),
            Map.entry("s", Set.of()),
            Map.entry("code", Set.of()),
            Map.entry("b", Set.of()),
            Map.entry("strong", Set.of()),
            Map.entry("u", Set.of()),
            Map.entry("i", Set.of()),
            Map.entry("em", Set.of()),
            Map.entry("ruby", Set.of()),
            Map.entry("rt", Set.of()),
            Map.entry("rp", Set.of()));

    private static final Pattern HREF = Pattern.compile(
            "(https?://[^/?#@\\\\]+([/?#][!-~]*)?|(mailto|xmpp|matrix|magnet|gemini|gopher|ipfs|ipns|ap):[!-~]+)");

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9 -]*");

    private static final Pattern BLANK = Pattern.compile("_blank");

    private static final int EXCERPT = 40;

    @Override
    public void read(byte[] input) {
        var foreign = new String(input, UTF_8);

        var safe = SafeHtml.clean(foreign);

        assertThat(SafeHtml.clean(safe)).as("cleaned twice").isEqualTo(safe);
        assertThat(safe.length()).isLessThanOrEqualTo(SafeHtml.LENGTH_MAX);
        assertThat(safe.chars()).noneMatch(point -> Character.isISOControl(point) && point != '\n' && point != '\t');
        for (var shown : List.of(safe, QuoteLink.in(safe), QuoteLink.without(safe))) {
            Jsoup.parseBodyFragment(shown)
                    .body()
                    .childNodes()
                    .forEach(node -> node.traverse((each, _) -> harmless(each)));
        }
        FirstLink.of(safe)
                .ifPresent(
                        url -> assertThat(Urls.parse(url).map(Object::toString)).contains(url));
        var line = PlainText.excerpt(foreign, EXCERPT);
        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(EXCERPT);
        assertThat(line).doesNotContain("\n");
    }

    private static void harmless(Node node) {
        switch (node) {
            case TextNode _ -> {}
            case Element element -> {
                assertThat(ELEMENTS).containsKey(element.normalName());
                element.attributes().forEach(attribute -> harmless(element, attribute));
            }
            default -> throw new AssertionError("neither text nor element: " + node.nodeName());
        }
    }

    private static void harmless(Element element, Attribute attribute) {
        var name = attribute.getKey();
        assertThat(EVERYWHERE.contains(name)
                        || ELEMENTS.get(element.normalName()).contains(name))
                .as(attribute.html())
                .isTrue();
        assertThat(attribute.getValue()).matches(name.equals("href") ? HREF : name.equals("target") ? BLANK : VALUE);
    }

    @Override
    public List<String> alsoWatched() {
        return List.of("org.jsoup.parser.**");
    }

    @Override
    public List<String> words() {
        return List.of(
                "<p>",
                "</p>",
                "<a href=\"",
                "https://x.example",
                "</a>",
                "<b>",
                "</b>",
                "<div>",
                "</div>",
                "<pre>",
                "</pre>",
                "<ul>",
                "</ul>",
                "<li>",
                "<ol start=2>",
                "<h1>",
                "</h1>",
                "<table>",
                "<tr>",
                "<td>",
                "</table>",
                "<svg>",
                "</svg>",
                "<math>",
                "<style>",
                "</style>",
                "<script>",
                "</script>",
                "<img alt='",
                "src=x onload=y",
                "<span class=mention>",
                "</span>",
                "<br>",
                "</br>",
                "<blockquote>",
                "&lt;script&gt;",
                "&amp;lt;",
                "<!--",
                "-->",
                "<ruby>",
                "<rt>",
                "<rp>",
                "<code>",
                "<button>",
                "<select>",
                "<template>",
                "</template>",
                "<frameset>",
                "<body>",
                "<html>",
                "<nobr>",
                "<form>",
                "<caption>",
                "<i>",
                "</i>",
                "<noscript>",
                "</noscript>",
                "<title>",
                "<textarea>",
                "<mglyph>",
                "<mtext>",
                "<foreignObject>",
                "<annotation-xml encoding=\"text/html\">",
                "<marquee>",
                "<hr>",
                "<dd>",
                "<option>",
                "<plaintext>",
                "javascript:",
                "data:",
                "mailto:",
                " lang=",
                " dir=",
                " translate=no",
                "class=\"quote-inline\"",
                " class=\"",
                " start=",
                " value=",
                "<![CDATA[",
                "]]>",
                "&#x",
                "&colon;",
                "&Tab;",
                "\u0000",
                "\u2028",
                "<isindex>",
                "<input>",
                "<xmp>");
    }
}
