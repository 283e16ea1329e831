// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words of ActivityStreams and its extensions, and how else they are spelled.
///
/// JSON-LD lets a sender write `Note`, `as:Note` or the whole IRI. Contexts are never fetched: a word means what it
/// means, and a document that says otherwise is refused ([WireContext]).
public final class Vocabulary {

    public static final String ACTIVITY_STREAMS = "https://www.w3.org/ns/activitystreams";
    /// Everybody: the one of its spellings that we write and compare.
    public static final String PUBLIC = ACTIVITY_STREAMS + "#Public";
    static final String SECURITY = "https://w3id.org/security#";

    private static final Set<String> PUBLIC_FORMS = Set.of(PUBLIC, "as:Public", "Public");

    private static final Set<String> ACTIVITY_STREAMS_FORMS = Set.of(
            ACTIVITY_STREAMS,
            ACTIVITY_STREAMS + "#",
            "http://www.w3.org/ns/activitystreams",
            "http://www.w3.org/ns/activitystreams#");

    private static final List<String> ACTIVITY_STREAMS_PREFIXES =
            List.of("as:", ACTIVITY_STREAMS + "#", "http://www.w3.org/ns/activitystreams#");

    /// Of extensions. The schema base without a slash is a mistake of Mastodon's that everybody repeats.
    private static final List<String> PREFIXES = List.of(
            "toot:",
            "http://joinmastodon.org/ns#",
            "sec:",
            SECURITY,
            "ldp:",
            "http://www.w3.org/ns/ldp#",
            "schema:",
            "sc:",
            "http://schema.org#",
            "http://schema.org/",
            "https://schema.org/",
            "misskey:",
            "https://misskey-hub.net/ns#",
            "litepub:",
            "http://litepub.social/ns#",
            "gts:",
            "https://gotosocial.org/ns#",
            "lemmy:",
            "https://join-lemmy.org/ns#",
            "pt:",
            "https://joinpeertube.org/ns#",
            "pixelfed:",
            "http://pixelfed.org/ns#",
            "fedibird:",
            "http://fedibird.com/ns#",
            "https://w3id.org/fep/044f#");

    private static final Set<String> OF_ACTIVITY_STREAMS = Set.copyOf(
            ("actor alsoKnownAs anyOf attachment attributedTo audience bcc bto cc closed content endTime endpoints "
                            + "first followers following formerType href icon image inReplyTo items likes "
                            + "manuallyApprovesFollowers mediaType movedTo name next object oneOf orderedItems outbox "
                            + "partOf preferredUsername prev published replies sensitive sharedInbox shares source "
                            + "summary tag target to totalItems updated url "
                            + "Accept Add Announce Application Article Audio Block Collection CollectionPage Create "
                            + "Delete Dislike Document Event Flag Follow Group Hashtag Image Like Link Mention Move Note "
                            + "OrderedCollection OrderedCollectionPage Organization Page Person Public Question Reject "
                            + "Remove Service Tombstone Undo Update Video")
                    .lines()
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .toList());

    private static final List<String> OF_SECURITY = List.of(
            "assertionMethod",
            "controller",
            "owner",
            "proof",
            "publicKey",
            "publicKeyMultibase",
            "publicKeyPem",
            "Key",
            "Multikey");

    /// What only adorns a document, by the end of its IRI: whoever means something else by such a word is not read
    /// there, and is read otherwise.
    private static final Map<String, Set<String>> ADORNMENTS = Map.ofEntries(
            Map.entry("blurhash", Set.of("toot:blurhash", "http://joinmastodon.org/ns#blurhash")),
            Map.entry("focalPoint", Set.of("toot:focalPoint", "http://joinmastodon.org/ns#focalPoint")),
            Map.entry("votersCount", Set.of("toot:votersCount", "http://joinmastodon.org/ns#votersCount")),
            Map.entry("discoverable", Set.of("toot:discoverable", "http://joinmastodon.org/ns#discoverable")),
            Map.entry("indexable", Set.of("toot:indexable", "http://joinmastodon.org/ns#indexable")),
            Map.entry("memorial", Set.of("toot:memorial", "http://joinmastodon.org/ns#memorial")),
            Map.entry("suspended", Set.of("toot:suspended", "http://joinmastodon.org/ns#suspended")),
            Map.entry("webfinger", Set.of("https://purl.archive.org/socialweb/webfinger#webfinger")),
            Map.entry("value", schema("value")),
            Map.entry("PropertyValue", schema("PropertyValue")));

    /// What each word that we rely on may be said to mean.
    private static final Map<String, Set<String>> MEANINGS = meanings();

    private Vocabulary() {}

    static boolean isPublic(String address) {
        return PUBLIC_FORMS.contains(address);
    }

    static boolean isActivityStreams(String context) {
        return ACTIVITY_STREAMS_FORMS.contains(context);
    }

    /// The plain word for any of its spellings; what we do not know stays as it is. No extension can bring in a word of
    /// ActivityStreams: `toot:actor` is no actor.
    static String plain(String word) {
        if (word.equals("@id") || word.equals("@type")) {
            return word.substring(1);
        }
        return without(word, ACTIVITY_STREAMS_PREFIXES)
                .or(() -> without(word, PREFIXES).filter(bare -> !OF_ACTIVITY_STREAMS.contains(bare)))
                .orElse(word);
    }

    private static Optional<String> without(String word, List<String> prefixes) {
        return prefixes.stream().filter(word::startsWith).findFirst().map(prefix -> word.substring(prefix.length()));
    }

    /// False when a context makes a word of ours mean something else.
    static boolean adorns(String word, String meaning) {
        var ours = ADORNMENTS.get(word);
        return ours == null || ours.contains(meaning);
    }

    private static Set<String> schema(String word) {
        return Set.of(
                "schema:" + word,
                "sc:" + word,
                "http://schema.org#" + word,
                "http://schema.org/" + word,
                "https://schema.org/" + word,
                "https://schema.org#" + word);
    }

    /// The IRIs that a context may give to `word`; empty for words we do not rely on.
    static Optional<Set<String>> meanings(String word) {
        return Optional.ofNullable(MEANINGS.get(word));
    }

    private static Map<String, Set<String>> meanings() {
        var meanings = OF_ACTIVITY_STREAMS.stream()
                .collect(Collectors.toMap(word -> word, word -> Set.of("as:" + word, ACTIVITY_STREAMS + "#" + word)));
        OF_SECURITY.forEach(word -> meanings.put(word, Set.of("sec:" + word, SECURITY + word)));
        for (var map : List.of("content", "name", "summary")) {
            meanings.put(map + "Map", Set.of("as:" + map, ACTIVITY_STREAMS + "#" + map));
        }
        meanings.put("featured", Set.of("toot:featured", "http://joinmastodon.org/ns#featured"));
        meanings.put("featuredTags", Set.of("toot:featuredTags", "http://joinmastodon.org/ns#featuredTags"));
        meanings.put("inbox", Set.of("ldp:inbox", "http://www.w3.org/ns/ldp#inbox", "as:inbox"));
        meanings.put("Emoji", Set.of("toot:Emoji", "http://joinmastodon.org/ns#Emoji"));
        meanings.put("EmojiReact", Set.of("litepub:EmojiReact", "http://litepub.social/ns#EmojiReact"));
        meanings.put("id", Set.of("@id"));
        meanings.put("type", Set.of("@type"));
        meanings.put("as", Set.of(ACTIVITY_STREAMS + "#", "http://www.w3.org/ns/activitystreams#"));
        meanings.put("sec", Set.of(SECURITY));
        meanings.put("ldp", Set.of("http://www.w3.org/ns/ldp#"));
        meanings.put("toot", Set.of("http://joinmastodon.org/ns#"));
        return Map.copyOf(meanings);
    }
}
