// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.Fuzzed;
import org.allmende.SpelledJson;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireJson;
import org.allmende.signatures.SignatureCheck.Claim;
import org.allmende.signatures.SignatureCheck.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Old signatures sign statements: what we read of a document makes the same statements as the document, and none that
/// were not signed. And no document keeps us busy.
class LdSignatureFuzzTest implements Fuzzed {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final ObjectMapper mapper = new ObjectMapper();
    private final LdStatements ld = new LdStatements();
    private final LdSignature signatures = new LdSignature();

    @Override
    public void read(byte[] input) {
        var document = input.length == 0 || input[0] == '{'
                ? input
                : SpelledJson.of(input, NAMES, LEAVES).getBytes(UTF_8);
        try {
            read(WireJson.parse(document));
        } catch (Unreadable refusal) {
            assertThat(refusal).hasMessageEndingWith(".");
        }
    }

    private void read(WireJson json) throws Unreadable {
        switch (signatures.read(json, NOW)) {
            case Claim claim -> {
                assertThat(claim.keyId()).isNotBlank();
                signatures.covered(json);
            }
            case Refused refused -> assertThat(refused.reason()).endsWith(".");
            case SignatureCheck.Proved proved -> throw new AssertionError(proved.toString());
        }
        var bare = json.raw().deepCopy();
        bare.remove("signature");
        var signed = ld.statements(bare);
        var words = ld.inOurWords(bare);
        if (signed.isPresent() && words.isPresent()) {
            var said = unescaped(new String(signed.get(), UTF_8));
            var read = (ObjectNode) mapper.readTree(words.get());
            read.remove("@context");
            texts(read)
                    .forEach(text -> assertThat(said)
                            .containsAnyOf(text, WORD.matcher(text).replaceFirst("$2>")));
        }
    }

    /// Every text but the words of the vocabulary itself, as statements write it.
    private static Stream<String> texts(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> object.properties().stream().flatMap(property -> texts(property.getValue()));
            case ArrayNode array -> array.values().stream().flatMap(LdSignatureFuzzTest::texts);
            default ->
                Stream.of(node)
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        // Names for a moment are no addresses, and the older word for a key has the same meaning.
                        .filter(text -> !text.startsWith("_:") && !text.equals("CryptographicKey"));
        };
    }

    private static String unescaped(String statements) {
        return ESCAPED.matcher(statements)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "t" -> "\t";
                            case "b" -> "\b";
                            case "f" -> "\f";
                            case String code
                            when code.length() == 5 -> Character.toString(Integer.parseInt(code.substring(1), 16));
                            case String letter -> letter;
                        }));
    }

    private static final Pattern ESCAPED = Pattern.compile("\\\\(u[0-9A-F]{4}|.)");

    private static final Pattern WORD = Pattern.compile("^(as:|toot:|sec:)?([A-Za-z]+)$");

    private static final List<String> NAMES = List.of(
            "@context",
            "id",
            "type",
            "actor",
            "object",
            "to",
            "cc",
            "content",
            "attributedTo",
            "tag",
            "attachment",
            "name",
            "href",
            "@id",
            "@type",
            "@value",
            "@language",
            "@list",
            "@set",
            "@index",
            "@container",
            "@vocab",
            "@base",
            "@protected",
            "@propagate",
            "@version",
            "as:actor",
            "as",
            "sayer",
            "toot:blurhash",
            "schema",
            "signature",
            "creator",
            "created",
            "signatureValue",
            "published",
            "inReplyTo",
            "sensitive",
            "items",
            "orderedItems",
            "contentMap",
            "x",
            "Hashtag",
            "_:n",
            "https://x.example/#y",
            "icon",
            "url",
            "proof");

    private static final List<String> LEAVES = List.of(
            "null",
            "true",
            "-1",
            "1e3",
            "0.5",
            "\"\"",
            "\"Note\"",
            "\"Create\"",
            "\"as:Public\"",
            "\"https://www.w3.org/ns/activitystreams\"",
            "\"https://w3id.org/security/v1\"",
            "\"https://w3id.org/identity/v1\"",
            "\"https://a.example/1\"",
            "\"https://a.example/2#x\"",
            "\"_:n1\"",
            "\"_:n2\"",
            "\"@id\"",
            "\"@type\"",
            "\"@list\"",
            "\"@language\"",
            "\"as:actor\"",
            "\"https://x.example/#\"",
            "\"toot:blurhash\"",
            "\"und\"",
            "\"2026-11-01T12:00:00Z\"",
            "\"../x\"",
            "\"a b\"",
            "\"http://joinmastodon.org/ns#\"",
            "\"RsaSignature2017\"",
            "\"AAAA\"",
            "\"@none\"",
            "\"@vocab\"",
            "\"<p>a</p>\"",
            "9223372036854775808");

    @Override
    public List<String> words() {
        return NAMES.stream().map(name -> "\"" + name + "\":").toList();
    }

    @Override
    public List<String> alsoSaved() {
        return List.of("foreign");
    }
}
