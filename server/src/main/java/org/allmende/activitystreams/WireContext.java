// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.Set;
import tools.jackson.databind.JsonNode;

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
        var meaning = definition.isObject() ? definition.path("@id") : definition;
        var said = meaning.isString() ? meaning.stringValue() : "";
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
