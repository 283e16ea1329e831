// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import com.apicatalog.rdf.api.RdfQuadConsumer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Statements gathered, and put together again to a document (expanded JSON-LD) that says them and nothing else.
///
/// A signature covers statements. A document that is read in any other way may show what none of them says: libraries
/// leave out what they cannot state, and a reader would not.
final class LdGraph implements RdfQuadConsumer {

    /// Ordinary documents nest five deep; what lies deeper is named and not shown.
    private static final int DEPTH_MAX = 10;

    private static final String NAMELESS = "_:";
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
    private static final String TYPE = RDF + "type";
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final Map<String, Map<String, Set<Thing>>> nodes = new TreeMap<>();

    /// What a statement says of its subject: another node, or a literal with its kind.
    private record Thing(String text, Optional<String> datatype, Optional<String> language) {

        boolean literal() {
            return datatype.isPresent() || language.isPresent();
        }
    }

    @Override
    public LdGraph quad(
            String subject,
            String predicate,
            String object,
            String datatype,
            String language,
            String direction,
            String graph) {
        // What stands in a graph of its own is said by somebody else.
        if (graph == null) {
            // Said twice is said once.
            nodes.computeIfAbsent(subject, _ -> new TreeMap<>())
                    .computeIfAbsent(predicate, _ -> new LinkedHashSet<>())
                    .add(new Thing(object, Optional.ofNullable(datatype), Optional.ofNullable(language)));
        }
        return this;
    }

    /// All that is said of one node, and within it of those that it names, each once. Empty where nothing is said.
    Optional<JsonObject> about(String node) {
        return nodes.containsKey(node) ? Optional.of(node(node, new HashSet<>(), 0)) : Optional.empty();
    }

    private JsonObject node(String name, Set<String> shown, int depth) {
        var json = Json.createObjectBuilder();
        if (!name.startsWith(NAMELESS)) {
            json.add("@id", name);
        }
        if (depth < DEPTH_MAX && shown.add(name)) {
            nodes.getOrDefault(name, Map.of()).forEach((predicate, things) -> {
                if (predicate.equals(TYPE)) {
                    json.add("@type", types(things));
                } else {
                    var values = Json.createArrayBuilder();
                    things.forEach(thing -> values.add(value(thing, shown, depth)));
                    json.add(predicate, values);
                }
            });
        }
        return json.build();
    }

    // A type without a name may be called anything.
    private static JsonArrayBuilder types(Set<Thing> things) {
        var types = Json.createArrayBuilder();
        things.stream()
                .map(Thing::text)
                .filter(text -> !text.startsWith(NAMELESS))
                .forEach(types::add);
        return types;
    }

    private JsonObject value(Thing thing, Set<String> shown, int depth) {
        if (thing.literal()) {
            return literal(thing);
        }
        var said = nodes.getOrDefault(thing.text, Map.of());
        return thing.text.equals(RDF + "nil") || said.containsKey(RDF + "first")
                ? list(thing.text, shown, depth)
                : node(thing.text, shown, depth + 1);
    }

    private JsonObject list(String start, Set<String> shown, int depth) {
        var items = Json.createArrayBuilder();
        var at = start;
        while (nodes.containsKey(at) && shown.add(at)) {
            var cell = nodes.get(at);
            cell.getOrDefault(RDF + "first", Set.of()).forEach(item -> items.add(value(item, shown, depth + 1)));
            at = cell.getOrDefault(RDF + "rest", Set.of()).stream()
                    .findFirst()
                    .map(Thing::text)
                    .orElse(RDF + "nil");
        }
        return Json.createObjectBuilder().add("@list", items).build();
    }

    private static JsonObject literal(Thing thing) {
        var json = Json.createObjectBuilder();
        if (thing.language.isPresent()) {
            return json.add("@value", thing.text)
                    .add("@language", thing.language.get())
                    .build();
        }
        var datatype = thing.datatype.orElseThrow();
        var kind = datatype.startsWith(XSD) ? datatype.substring(XSD.length()) : "";
        return switch (kind) {
            case "string" -> json.add("@value", thing.text).build();
            case "boolean" -> json.add("@value", thing.text.equals("true")).build();
            case "double" -> decimal(json, thing.text);
            case "integer" -> whole(json, thing.text).build();
            case "nonNegativeInteger" ->
                whole(json, thing.text).add("@type", datatype).build();
            default -> json.add("@value", thing.text).add("@type", datatype).build();
        };
    }

    private static JsonObjectBuilder whole(JsonObjectBuilder json, String text) {
        return WHOLE.matcher(text).matches() ? json.add("@value", Long.parseLong(text)) : json.add("@value", text);
    }

    private static JsonObject decimal(JsonObjectBuilder json, String text) {
        try {
            var number = Double.parseDouble(text);
            return (Double.isFinite(number) ? json.add("@value", number) : json.add("@value", text)).build();
        } catch (NumberFormatException _) {
            return json.add("@value", text).build();
        }
    }
}
