// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The `@context` of what we write: few and well known, for some servers refuse a document that names one they do
/// not know. Everything else is spelled out, always in full and in this order, so that equal facts make equal bytes.
final class Contexts {

    private static final String SECURITY = "https://w3id.org/security/v1";
    private static final String DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v1";
    private static final String MULTIKEY = "https://w3id.org/security/multikey/v1";
    private static final String TOOT = "http://joinmastodon.org/ns#";

    private static final String FEP_044F = "https://w3id.org/fep/044f#";
    private static final String GOTOSOCIAL = "https://gotosocial.org/ns#";

    private Contexts() {}

    static JsonNode plain() {
        return JsonNodeFactory.instance.stringNode(Vocabulary.ACTIVITY_STREAMS);
    }

    /// Of what carries a proof and nothing else that is out of the ordinary.
    static JsonNode proved() {
        var list = JsonNodeFactory.instance.arrayNode();
        return list.add(Vocabulary.ACTIVITY_STREAMS).add(DATA_INTEGRITY);
    }

    static JsonNode note(boolean quotes, boolean rules, boolean agreed) {
        var words = JsonNodeFactory.instance.objectNode();
        words.put("toot", TOOT)
                .put("Hashtag", "as:Hashtag")
                .put("Emoji", "toot:Emoji")
                .put("sensitive", "as:sensitive")
                .put("blurhash", "toot:blurhash")
                .put("votersCount", "toot:votersCount")
                .put("ostatus", "http://ostatus.org#")
                .put("conversation", "ostatus:conversation");
        words.putObject("focalPoint").put("@container", "@list").put("@id", "toot:focalPoint");
        if (quotes) {
            reference(words, "quote", FEP_044F + "quote");
            words.put("quoteUri", "http://fedibird.com/ns#quoteUri")
                    .put("quoteUrl", "as:quoteUrl")
                    .put("_misskey_quote", "https://misskey-hub.net/ns#_misskey_quote");
            reference(words, "quoteAuthorization", FEP_044F + "quoteAuthorization");
        }
        if (rules) {
            words.put("gts", GOTOSOCIAL);
            for (var word : List.of("interactionPolicy", "canQuote", "canReply", "canLike", "canAnnounce")) {
                reference(words, word, "gts:" + word);
            }
            reference(words, "automaticApproval", "gts:automaticApproval");
            reference(words, "manualApproval", "gts:manualApproval");
        }
        if (agreed) {
            words.put("gts", GOTOSOCIAL);
            reference(words, "replyAuthorization", "gts:replyAuthorization");
            reference(words, "approvedBy", "gts:approvedBy");
        }
        return list(List.of(Vocabulary.ACTIVITY_STREAMS, DATA_INTEGRITY), words);
    }

    static JsonNode hashtags() {
        var words = JsonNodeFactory.instance.objectNode();
        words.put("Hashtag", "as:Hashtag");
        return list(List.of(Vocabulary.ACTIVITY_STREAMS), words);
    }

    static JsonNode quoteRequest() {
        var words = JsonNodeFactory.instance.objectNode();
        words.put("QuoteRequest", FEP_044F + "QuoteRequest");
        return list(List.of(Vocabulary.ACTIVITY_STREAMS), words);
    }

    static JsonNode stamp() {
        var words = JsonNodeFactory.instance.objectNode();
        words.put("QuoteAuthorization", FEP_044F + "QuoteAuthorization").put("gts", GOTOSOCIAL);
        reference(words, "interactingObject", "gts:interactingObject");
        reference(words, "interactionTarget", "gts:interactionTarget");
        return list(List.of(Vocabulary.ACTIVITY_STREAMS), words);
    }

    static JsonNode stamp(String kind) {
        var words = JsonNodeFactory.instance.objectNode();
        words.put("gts", GOTOSOCIAL).put(kind + "Authorization", "gts:" + kind + "Authorization");
        reference(words, "interactingObject", "gts:interactingObject");
        reference(words, "interactionTarget", "gts:interactionTarget");
        return list(List.of(Vocabulary.ACTIVITY_STREAMS), words);
    }

    static JsonNode request(String kind) {
        var words = JsonNodeFactory.instance.objectNode();
        words.put("gts", GOTOSOCIAL).put(kind + "Request", "gts:" + kind + "Request");
        return list(List.of(Vocabulary.ACTIVITY_STREAMS), words);
    }

    static JsonNode sharing() {
        var words = JsonNodeFactory.instance.objectNode();
        words.put("gts", GOTOSOCIAL);
        reference(words, "announceAuthorization", "gts:announceAuthorization");
        reference(words, "approvedBy", "gts:approvedBy");
        return list(List.of(Vocabulary.ACTIVITY_STREAMS), words);
    }

    static JsonNode actor(boolean proved, boolean attributed) {
        var words = JsonNodeFactory.instance.objectNode();
        words.put("toot", TOOT)
                // Without the slash that the real one has: everybody reads this one.
                .put("schema", "http://schema.org#")
                .put("Emoji", "toot:Emoji")
                .put("PropertyValue", "schema:PropertyValue")
                .put("value", "schema:value")
                .put("manuallyApprovesFollowers", "as:manuallyApprovesFollowers")
                .put("discoverable", "toot:discoverable")
                .put("indexable", "toot:indexable");
        if (attributed) {
            words.putObject("attributionDomains")
                    .put("@id", "toot:attributionDomains")
                    .put("@container", "@set");
        }
        reference(words, "featured", "toot:featured");
        reference(words, "featuredTags", "toot:featuredTags");
        reference(words, "alsoKnownAs", "as:alsoKnownAs");
        reference(words, "movedTo", "as:movedTo");
        words.put("webfinger", "https://purl.archive.org/socialweb/webfinger#webfinger");
        if (proved) {
            words.put("fep", "https://w3id.org/fep#")
                    .put("VerifiableIdentityStatement", "fep:VerifiableIdentityStatement")
                    .put("subject", "fep:subject");
        }
        return list(List.of(Vocabulary.ACTIVITY_STREAMS, SECURITY, DATA_INTEGRITY, MULTIKEY), words);
    }

    /// Of what is said with an emoji.
    static JsonNode reaction() {
        var words = JsonNodeFactory.instance.objectNode();
        words.put("toot", TOOT)
                .put("Emoji", "toot:Emoji")
                .put("litepub", "http://litepub.social/ns#")
                .put("EmojiReact", "litepub:EmojiReact")
                .put("misskey", "https://misskey-hub.net/ns#")
                .put("_misskey_reaction", "misskey:_misskey_reaction");
        return list(List.of(Vocabulary.ACTIVITY_STREAMS), words);
    }

    private static void reference(ObjectNode words, String word, String iri) {
        words.putObject(word).put("@id", iri).put("@type", "@id");
    }

    private static JsonNode list(List<String> addresses, ObjectNode words) {
        var list = JsonNodeFactory.instance.arrayNode();
        addresses.forEach(list::add);
        return list.add(words);
    }
}
