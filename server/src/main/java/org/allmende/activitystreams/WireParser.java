// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Foreign JSON within its bounds, with one meaning, or not at all.
public final class WireParser {

    /// What Mastodon reads; larger documents are somebody trying.
    public static final int BYTES_MAX = 1_048_576;

    /// Ordinary documents nest 8 deep. Every reader here recurses.
    static final int DEPTH_MAX = 32;

    /// The longest lists that are sent whole are pages of followers.
    static final int ITEMS_MAX = 10_000;

    /// Names of properties are words or IRIs.
    static final int NAME_LENGTH_MAX = 2_048;

    /// Values, names and brackets together. A value of two letters takes fifty times its bytes in memory, and whoever
    /// has us read it need not even sign it.
    static final int TOKENS_MAX = 100_000;

    /// Longer numbers only cost time to read.
    static final int NUMBER_LENGTH_MAX = 64;

    /// Restructure a document without changing its graph: what was signed is not what is read (CVE-2026-46349).
    private static final Set<String> RESTRUCTURING = Set.of("@graph", "@included", "@reverse", "@nest");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(BYTES_MAX)
                            .maxNestingDepth(DEPTH_MAX)
                            .maxTokenCount(TOKENS_MAX)
                            .maxStringLength(BYTES_MAX)
                            .maxNameLength(NAME_LENGTH_MAX)
                            .maxNumberLength(NUMBER_LENGTH_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private WireParser() {}

    static ObjectNode read(byte[] bytes) throws Unreadable {
        if (bytes.length > BYTES_MAX) {
            throw new Unreadable("The document is larger than " + BYTES_MAX + " bytes.");
        }
        if (!(tree(bytes) instanceof ObjectNode object)) {
            throw new Unreadable("The document must be a JSON object.");
        }
        inspect(object);
        if (object.has("@context")
                && !WireContext.mentionsActivityStreams(object.get("@context"))
                && !WireContext.ownAlone(object)) {
            throw new Unreadable("The @context must mention " + Vocabulary.ACTIVITY_STREAMS + ".");
        }
        return object;
    }

    private static JsonNode tree(byte[] bytes) throws Unreadable {
        try {
            // Left to itself, the parser would guess at UTF-16 and UTF-32, which no other reader does.
            return MAPPER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            throw new Unreadable("The document is not UTF-8.");
        } catch (JacksonException e) {
            throw new Unreadable(
                    "The document is no JSON that we read (" + WireJson.head(e.getOriginalMessage(), 200) + ").");
        }
    }

    private static void inspect(JsonNode node) throws Unreadable {
        switch (node.getNodeType()) {
            case OBJECT -> inspectObject((ObjectNode) node);
            case ARRAY -> {
                if (node.size() > ITEMS_MAX) {
                    throw new Unreadable("A list has more than " + ITEMS_MAX + " items.");
                }
                for (var item : node.values()) {
                    inspect(item);
                }
            }
            case STRING -> inspectText(node.stringValue());
            case NUMBER -> {
                if (!Double.isFinite(node.doubleValue())) {
                    throw new Unreadable("A number is too large.");
                }
            }
            case BOOLEAN, NULL, BINARY, MISSING, POJO -> {}
        }
    }

    private static void inspectObject(ObjectNode object) throws Unreadable {
        var words = new HashSet<String>();
        for (var property : object.properties()) {
            var name = property.getKey();
            inspectText(name);
            if (RESTRUCTURING.contains(name)) {
                throw new Unreadable("The document says " + name + ", which we do not follow.");
            }
            if (!words.add(Vocabulary.plain(name))) {
                throw new Unreadable("The object says " + Vocabulary.plain(name) + " in two ways.");
            }
            if (name.equals("@context")) {
                WireContext.inspect(property.getValue());
            }
            inspect(property.getValue());
        }
    }

    // No database keeps a NUL, and half a character has no bytes that could be signed.
    private static void inspectText(String text) throws Unreadable {
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (Character.isHighSurrogate(character)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (character == 0 || Character.isSurrogate(character)) {
                throw new Unreadable("A text holds what is no character.");
            }
        }
    }
}
