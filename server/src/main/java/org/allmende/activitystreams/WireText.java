// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.text.Handle;
import org.allmende.text.Html;
import org.allmende.text.Languages;
import org.allmende.text.Link;
import org.allmende.text.Markdown;
import org.allmende.text.Markup;
import org.allmende.text.PlainText;
import org.allmende.text.SafeHtml;
import org.allmende.text.Tags;
import org.allmende.text.Urls;

/// What a foreign object says in words: HTML that is still raw, in the language it was meant to be read in first.
///
/// Most write HTML; PeerTube and some forums write Markdown, a few plain text, and say so in `mediaType`.
record WireText(String html, Optional<String> language) {

    private static final int MEDIA_TYPE_LENGTH_MAX = 255;
    private static final int LANGUAGE_LENGTH_MAX = 100;
    private static final int TAGS_MAX = 500;

    /// Titles are text, but some come as they stood in a web page.
    private static final Pattern ENTITY = Pattern.compile("&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[a-z]{2,8});");

    static WireText read(WireJson json) {
        var declared = declared(json);
        var said = said(json, "content", declared);
        var language = declared.or(() -> language(json, said));
        return new WireText(html(json, said).strip(), language);
    }

    /// What a property says, as it was sent; empty where that is nothing.
    static Optional<String> words(WireJson json, String name, int lengthMax) {
        return Optional.of(WireJson.head(said(json, name, declared(json)), lengthMax))
                .filter(text -> !text.isBlank());
    }

    /// A line of plain text, in the same language.
    static Optional<String> line(WireJson json, String name, int lengthMax) {
        var said = said(json, name, declared(json));
        var text = ENTITY.matcher(said).find() && said.indexOf('<') < 0 ? PlainText.of(said) : said;
        return Optional.of(WireJson.head(text.strip().replaceAll("\\s++", " "), lengthMax))
                .filter(line -> !line.isEmpty());
    }

    /// A text about somebody. Who writes no HTML at all, as PeerTube does here, means its line breaks.
    static String bio(WireJson json, int lengthMax) {
        var said = WireJson.head(said(json, "summary", declared(json)), lengthMax);
        var several = said.indexOf('\n') >= 0 || said.contains("://");
        var bare = several && said.indexOf('<') < 0 && !ENTITY.matcher(said).find();
        return bare ? Markup.html(Markup.scan(said), _ -> Optional.empty(), tagUrl(json)) : said;
    }

    // What stands in the property itself is what its author wrote; of a map, what is in the declared language, else
    // what comes first.
    private static String said(WireJson json, String name, Optional<String> declared) {
        var plain = json.text(name, SafeHtml.LENGTH_MAX).filter(text -> !text.isBlank());
        return plain.orElseGet(() -> {
            var map = map(json, name);
            return declared.flatMap(language -> map.entrySet().stream()
                            .filter(entry -> Languages.normal(entry.getKey())
                                    .filter(language::equals)
                                    .isPresent())
                            .map(Map.Entry::getValue)
                            .findFirst())
                    .or(() -> map.values().stream().findFirst())
                    .orElse("");
        });
    }

    private static Map<String, String> map(WireJson json, String name) {
        var map = json.languages(name + "Map", SafeHtml.LENGTH_MAX);
        return map.isEmpty() ? json.languages(name, SafeHtml.LENGTH_MAX) : map;
    }

    // PeerTube and Lemmy have an object with an `identifier`, Mobilizon the tag itself.
    private static Optional<String> declared(WireJson json) {
        return json.object("language")
                .flatMap(language -> language.text("identifier", LANGUAGE_LENGTH_MAX))
                .or(() -> json.text("language", LANGUAGE_LENGTH_MAX))
                .or(() -> json.text("inLanguage", LANGUAGE_LENGTH_MAX))
                .or(() -> json.object("content").flatMap(text -> text.text("@language", LANGUAGE_LENGTH_MAX)))
                .flatMap(Languages::normal);
    }

    private static Optional<String> language(WireJson json, String said) {
        var map = map(json, "content");
        return map.entrySet().stream()
                .filter(entry -> map.size() == 1 || entry.getValue().equals(said))
                .map(Map.Entry::getKey)
                .findFirst()
                .flatMap(Languages::normal);
    }

    private static String html(WireJson json, String said) {
        var type = json.text("mediaType", MEDIA_TYPE_LENGTH_MAX)
                .map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
        return switch (type) {
            case "text/plain" -> Markup.html(Markup.scan(said), who(json), tagUrl(json));
            case "text/markdown", "text/x-markdown" -> Markdown.html(said, who(json), tagUrl(json));
            default -> said;
        };
    }

    private static Function<Handle, Optional<Link>> who(WireJson json) {
        var known = json.objects("tag")
                .limit(TAGS_MAX)
                .filter(tag -> tag.is("Mention"))
                .flatMap(tag -> tag
                        .address("href")
                        .flatMap(href -> tag.text("name", LANGUAGE_LENGTH_MAX * 4)
                                .flatMap(Handle::parse)
                                .map(handle -> Map.entry(handle.key(), new Link(href, handle.name()))))
                        .stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
        return handle -> Optional.ofNullable(known.get(handle.key()));
    }

    private static Function<String, String> tagUrl(WireJson json) {
        var known = json.objects("tag")
                .limit(TAGS_MAX)
                .filter(tag -> tag.is("Hashtag"))
                .flatMap(tag -> tag
                        .text("name", Tags.LENGTH_MAX + 2)
                        .flatMap(Tags::parse)
                        .flatMap(key -> tag.address("href").map(href -> Map.entry(key, href)))
                        .stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
        var origin = json.id().flatMap(Urls::origin).orElse("");
        return name -> known.getOrDefault(Tags.key(name), origin + "/tags/" + name);
    }

    static String paragraph(String html) {
        return "<p>" + html + "</p>";
    }

    static String link(String url) {
        return "<a href=\"" + Html.escape(url) + "\">" + Html.escape(url) + "</a>";
    }

    /// A link under the name of what it leads to.
    static String link(String url, String shown) {
        return "<a href=\"" + Html.escape(url) + "\">" + Html.escape(shown) + "</a>";
    }
}
