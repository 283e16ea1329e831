// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.HashSet;
import java.util.Set;
import org.allmende.text.Urls;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `@context` of a foreign document, held against what its words mean.
///
/// A context could say that `actor` means `target`: readers that process it and readers that do not would then see
/// two different documents under one signature (CVE-2022-24307, CVE-2026-50128). Addresses of contexts are taken for
/// what they are known as; definitions written out must agree with us wherever they touch a word we rely on.
final class WireContext {

    /// Names of what a context may say about itself; `@import` would bring in more than we can see.
    private static final Set<String> ABOUT_ITSELF =
            Set.of("@base", "@language", "@direction", "@propagate", "@protected", "@version", "@vocab");

    private WireContext() {}

    static boolean mentionsActivityStreams(JsonNode context) {
        return switch (context.getNodeType()) {
            case STRING -> Vocabulary.isActivityStreams(context.stringValue());
            case ARRAY -> context.values().stream().anyMatch(WireContext::mentionsActivityStreams);
            default -> false;
        };
    }

    /// Mbin names no context but its own, which lies where the document does and so can say nothing that the document
    /// could not.
    static boolean ownAlone(ObjectNode document) {
        var contexts = document.get("@context");
        var only = contexts.isArray() && contexts.size() == 1 ? contexts.get(0) : contexts;
        return only.isString()
                && document.path("id").isString()
                && Urls.sameOrigin(only.stringValue(), document.get("id").stringValue());
    }

    /// The words of ours that the document gives another meaning, anywhere in it.
    static Set<String> strange(JsonNode document) {
        var words = new HashSet<String>();
        gather(document, words);
        return words;
    }

    private static void gather(JsonNode node, Set<String> words) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> {
                if (property.getKey().equals("@context")) {
                    define(property.getValue(), words);
                } else {
                    gather(property.getValue(), words);
                }
            });
        } else if (node.isArray()) {
            node.values().forEach(item -> gather(item, words));
        }
    }

    private static void define(JsonNode context, Set<String> words) {
        if (context.isArray()) {
            context.values().forEach(part -> define(part, words));
        } else if (context instanceof ObjectNode definitions) {
            definitions.properties().forEach(definition -> {
                if (!Vocabulary.adorns(definition.getKey(), meaning(definition.getValue()))) {
                    words.add(definition.getKey());
                }
                if (definition.getValue().isObject() && definition.getValue().has("@context")) {
                    define(definition.getValue().get("@context"), words);
                }
            });
        }
    }

    private static String meaning(JsonNode definition) {
        var meaning = definition.isObject() ? definition.path("@id") : definition;
        return meaning.isString() ? meaning.stringValue() : "";
    }

    static void inspect(JsonNode context) throws Unreadable {
        switch (context.getNodeType()) {
            case STRING, NULL -> {}
            case ARRAY -> {
                for (var part : context.values()) {
                    inspect(part);
                }
            }
            case OBJECT -> {
                for (var definition : context.properties()) {
                    inspect(definition.getKey(), definition.getValue());
                }
            }
            default -> throw new Unreadable("The @context must be addresses and objects.");
        }
    }

    private static void inspect(String word, JsonNode definition) throws Unreadable {
        if (word.startsWith("@")) {
            if (!ABOUT_ITSELF.contains(word)) {
                throw new Unreadable("The @context says " + word + ", which we do not follow.");
            }
            return;
        }
        var said = meaning(definition);
        var allowed = Vocabulary.meanings(word);
        if (allowed.isPresent() ? !allowed.get().contains(said) : said.startsWith("@")) {
            throw new Unreadable("The @context gives another meaning to " + word + ".");
        }
        if (!Vocabulary.plain(word).equals(word) && !Vocabulary.plain(said).equals(Vocabulary.plain(word))) {
            throw new Unreadable("The @context gives another meaning to " + word + ".");
        }
        if (definition.isObject() && definition.has("@context")) {
            inspect(definition.get("@context"));
        }
    }
}
