// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.text.Urls;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// A foreign object, in whichever of the shapes of JSON-LD it was written.
///
/// Every property may be one value or a list of them, an address or the object itself, a plain word or an IRI. The
/// accessors give what was meant, and nothing where it has a shape that nobody sends. `raw` is what was received:
/// only proofs need it. `strange` are words that the document gives another meaning than we do: they are not read.
public record WireJson(ObjectNode raw, Set<String> strange) {

    private static final Instant TIME_MAX = Instant.parse("9999-01-01T00:00:00Z");

    /// Of `2026-11-01`.
    private static final int DATE_LENGTH = 10;

    /// Of such documents.
    static final String MEDIA_TYPE = "application/ld+json; profile=\"" + Vocabulary.ACTIVITY_STREAMS + "\"";

    private static final Pattern ZONE = Pattern.compile("(T.{5,20}[+-][0-9]{2})([0-9]{2})$");

    /// An entry of `url` or of another list of links.
    public record Link(String href, String mediaType, long width, long height) {}

    public WireJson {
        strange = Set.copyOf(strange);
    }

    /// A part of a document that means what we mean.
    public WireJson(ObjectNode raw) {
        this(raw, Set.of());
    }

    /// Reads a document. What passes was inspected to its last leaf, so the accessors need not doubt it.
    public static WireJson parse(byte[] bytes) throws Unreadable {
        var raw = WireParser.read(bytes);
        return new WireJson(raw, WireContext.strange(raw));
    }

    /// A part of this document, read as the whole is.
    public Optional<WireJson> child(JsonNode node) {
        return node instanceof ObjectNode object ? Optional.of(new WireJson(object, strange)) : Optional.empty();
    }

    /// An answer of this content type is meant as a document of ActivityPub. Anything else may be a file that somebody
    /// uploaded (GHSA-jhrq-qvrm-qr36).
    public static boolean announcedBy(String contentType) {
        var parts = contentType.split(";");
        return switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
            case "application/activity+json" -> true;
            case "application/ld+json" ->
                Stream.of(parts)
                        .skip(1)
                        .map(String::strip)
                        .filter(parameter -> parameter.regionMatches(true, 0, "profile=", 0, 8))
                        .flatMap(parameter -> Stream.of(
                                parameter.substring(8).replace("\"", "").split(" ")))
                        .anyMatch(Vocabulary.ACTIVITY_STREAMS::equals);
            default -> false;
        };
    }

    /// One text and nothing else: a list of ids would be two things.
    public Optional<String> id() {
        return spelled(property("id"));
    }

    /// Without their prefixes, as [Vocabulary] spells them.
    public List<String> types() {
        return values("type")
                .filter(JsonNode::isString)
                .map(type -> Vocabulary.plain(type.stringValue()))
                .toList();
    }

    public boolean is(String type) {
        return types().contains(type);
    }

    /// All values of a property, one or many.
    public Stream<JsonNode> values(String name) {
        var value = property(name);
        return (value.isArray() ? value.values().stream() : Stream.of(value))
                .filter(each -> !each.isNull() && !each.isMissingNode());
    }

    public Optional<JsonNode> value(String name) {
        return values(name).findFirst();
    }

    /// The one value of a property that must not have two: who is meant would depend on the reader.
    public Optional<JsonNode> only(String name) throws Unreadable {
        if (values(name).limit(2).count() > 1) {
            throw new Unreadable("The object has more than one " + name + ".");
        }
        return value(name);
    }

    /// A text, cut to `lengthMax` characters.
    public Optional<String> text(String name, int lengthMax) {
        return value(name).flatMap(value -> {
            var text = value.isObject() ? value.path("@value") : value;
            return text.isString() ? Optional.of(head(text.stringValue(), lengthMax)) : Optional.empty();
        });
    }

    /// The same text in several languages: `contentMap`, `nameMap`.
    public Map<String, String> languages(String name, int lengthMax) {
        var texts = new LinkedHashMap<String, String>();
        if (property(name) instanceof ObjectNode map) {
            map.properties().forEach(entry -> {
                if (entry.getValue().isString() && !entry.getKey().startsWith("@")) {
                    texts.put(entry.getKey(), head(entry.getValue().stringValue(), lengthMax));
                }
            });
        }
        return texts;
    }

    /// The first address that a property names or embeds.
    public Optional<String> address(String name) {
        return addresses(name).findFirst();
    }

    /// All addresses of a property. The public is always spelled [Vocabulary#PUBLIC].
    public Stream<String> addresses(String name) {
        return values(name).flatMap(value -> address(value).stream());
    }

    public Optional<WireJson> object(String name) {
        return objects(name).findFirst();
    }

    public Stream<WireJson> objects(String name) {
        return values(name).flatMap(value -> child(value).stream());
    }

    public boolean flag(String name) {
        return value(name)
                .filter(JsonNode::isBoolean)
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    /// A whole number that is not negative.
    public OptionalLong count(String name) {
        return value(name)
                .filter(value -> value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0)
                .map(value -> OptionalLong.of(value.longValue()))
                .orElse(OptionalLong.empty());
    }

    public Optional<Instant> instant(String name) {
        return text(name, 64).flatMap(WireJson::time);
    }

    /// Where a property can be seen: addresses, and links with their media types.
    public Stream<Link> links(String name) {
        return values(name).flatMap(value -> link(value).stream());
    }

    /// The page for people: what says that it is HTML, else what says nothing.
    public Optional<String> page() {
        var links = links("url").toList();
        return Stream.concat(
                        links.stream().filter(link -> link.mediaType().startsWith("text/html")),
                        links.stream().filter(link -> link.mediaType().isEmpty()))
                .map(Link::href)
                .findFirst();
    }

    /// Reads an address as an id: a web address whose host is spelled the one normal way. Ids are compared letter by
    /// letter, so a second spelling would be a second thing (CVE-2023-42451).
    public static Optional<String> address(JsonNode value) {
        if (value.isObject()) {
            var object = new WireJson((ObjectNode) value);
            return object.property("id").isString()
                    ? object.id()
                    : object.value("href").flatMap(WireJson::spelled);
        }
        return spelled(value);
    }

    /// The first `lengthMax` characters, but never half of one.
    public static String head(String text, int lengthMax) {
        if (text.length() <= lengthMax) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(lengthMax - 1)) ? lengthMax - 1 : lengthMax);
    }

    private static Optional<String> spelled(JsonNode value) {
        if (!value.isString()) {
            return Optional.empty();
        }
        var address = value.stringValue();
        if (Vocabulary.isPublic(address)) {
            return Optional.of(Vocabulary.PUBLIC);
        }
        return Urls.origin(address)
                .filter(origin -> address.startsWith(origin)
                        && (address.length() == origin.length() || "/?#".indexOf(address.charAt(origin.length())) >= 0))
                .map(_ -> address);
    }

    static Optional<Link> link(JsonNode value) {
        if (value.isString()) {
            return web(value.stringValue()).map(href -> new Link(href, "", 0, 0));
        }
        if (value instanceof ObjectNode node) {
            var object = new WireJson(node);
            var href = object.text("href", Urls.LENGTH_MAX)
                    .or(() -> object.text("url", Urls.LENGTH_MAX))
                    .or(() -> object.raw.path("@id").isString() ? object.id() : Optional.empty());
            return href.flatMap(WireJson::web)
                    .map(web -> new Link(
                            web,
                            // Funkwhale and others before it say it in the word of old.
                            object.text("mediaType", 255)
                                    .or(() -> object.text("mimeType", 255))
                                    .orElse(""),
                            object.count("width").orElse(0),
                            object.count("height").orElse(0)));
        }
        return Optional.empty();
    }

    // Only followed, never compared, so any spelling will do, and the normal one is kept.
    private static Optional<String> web(String url) {
        return Urls.parse(url).map(Object::toString);
    }

    // Some servers leave the zone out; they mean UTC. Outside these years our ids could not hold it.
    private static Optional<Instant> time(String said) {
        // Threads writes the zone without a colon.
        var text = ZONE.matcher(said).replaceFirst("$1:$2");
        try {
            var zoned = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > DATE_LENGTH;
            if (text.length() == DATE_LENGTH) {
                return within(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            var time = zoned
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            return within(time);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> within(Instant time) {
        return Optional.of(time).filter(when -> when.isAfter(Instant.EPOCH) && when.isBefore(TIME_MAX));
    }

    private JsonNode property(String name) {
        if (strange.contains(name)) {
            return MissingNode.getInstance();
        }
        var plain = raw.path(name);
        if (!plain.isMissingNode()) {
            return plain;
        }
        return raw.properties().stream()
                .filter(property -> Vocabulary.plain(property.getKey()).equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(plain);
    }
}
