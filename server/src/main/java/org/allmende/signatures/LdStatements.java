// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.activitystreams.WireJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The little of JSON-LD that old signatures need: a document as sorted statements, and as it reads in our words.
///
/// Contexts are frozen copies; any other address of a context is refused, for what it says today it may not have said
/// when the document was signed, and asking for it would tell who reads what.
final class LdStatements {

    /// Ordinary posts make about fifty statements.
    static final int STATEMENTS_MAX = 2_000;

    /// Nodes without a name are what makes sorting hard: hostile graphs of a few dozen take forever.
    static final int STEPS_MAX = 20_000;

    private static final Map<String, String> FROZEN = Map.of(
            "https://www.w3.org/ns/activitystreams", "activitystreams",
            "https://w3id.org/security/v1", "security-v1",
            "https://w3id.org/identity/v1", "identity-v1",
            "https://w3id.org/security/data-integrity/v1", "data-integrity-v1",
            "https://w3id.org/security/data-integrity/v2", "data-integrity-v2",
            "https://w3id.org/security/multikey/v1", "multikey-v1");

    /// What we read beside ActivityStreams, under the names that we read it by.
    private static final String WORDS = """
            {"@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1", {
              "Hashtag": "as:Hashtag",
              "sensitive": "as:sensitive",
              "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
              "movedTo": {"@id": "as:movedTo", "@type": "@id"},
              "toot": "http://joinmastodon.org/ns#",
              "Emoji": "toot:Emoji",
              "blurhash": "toot:blurhash",
              "votersCount": "toot:votersCount",
              "focalPoint": {"@id": "toot:focalPoint", "@container": "@list"}
            }]}
            """;

    private final Map<String, Document> contexts = new ConcurrentHashMap<>();
    private final DocumentLoader frozen = (address, _) -> context(address.toString());

    /// The document as statements in the one order that everybody finds (URDNA2015). Empty where it cannot be had.
    Optional<byte[]> statements(JsonNode document) {
        var text = new StringWriter();
        var steps = new AtomicInteger();
        var sorting = RdfCanon.create("SHA-256", () -> {
            if (steps.incrementAndGet() > STEPS_MAX) {
                throw new IllegalStateException("too hard to sort");
            }
        });
        try {
            JsonLd.toRdf(parsed(document)).loader(frozen).provide(bounded(sorting));
            sorting.provide(new NQuadsWriter(text));
        } catch (JsonLdError | RdfConsumerException | RuntimeException _) {
            // The library throws whatever comes to hand where a hostile document is not of the shape that it expects.
            return Optional.empty();
        }
        return Optional.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// What the statements say of the document's own subject, in our words: what makes no statement is gone, for no
    /// signature covers it, and what the document names otherwise has the name by which we read it. Empty where it
    /// cannot be had.
    Optional<String> inOurWords(ObjectNode document) {
        var graph = new LdGraph();
        try {
            JsonLd.toRdf(parsed(document)).loader(frozen).provide(bounded(graph));
            var said = new WireJson(document).id().flatMap(graph::about);
            return said.isEmpty()
                    ? Optional.empty()
                    : Optional.of(JsonLd.compact(JsonDocument.of(said.get()), JsonDocument.of(new StringReader(WORDS)))
                            .loader(frozen)
                            .get()
                            .toString());
        } catch (JsonLdError | RuntimeException _) {
            return Optional.empty();
        }
    }

    private static Document parsed(JsonNode document) throws JsonLdError {
        return JsonDocument.of(new StringReader(document.toString()));
    }

    private static RdfQuadConsumer bounded(RdfQuadConsumer next) {
        var statements = new AtomicInteger();
        return new RdfQuadConsumer() {
            @Override
            public RdfQuadConsumer quad(
                    String subject,
                    String predicate,
                    String object,
                    String datatype,
                    String language,
                    String direction,
                    String graph)
                    throws RdfConsumerException {
                if (statements.incrementAndGet() > STATEMENTS_MAX) {
                    throw new IllegalStateException("too many statements");
                }
                next.quad(subject, predicate, object, datatype, language, direction, graph);
                return this;
            }
        };
    }

    private Document context(String address) throws JsonLdError {
        var name = FROZEN.get(address);
        if (name == null) {
            throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, "no context that we keep: " + address);
        }
        return contexts.computeIfAbsent(name, LdStatements::read);
    }

    private static Document read(String name) {
        try (var file = LdStatements.class.getResourceAsStream(name + ".jsonld")) {
            return JsonDocument.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JsonLdError e) {
            throw new IllegalStateException("the frozen context " + name + " is damaged", e);
        }
    }
}
