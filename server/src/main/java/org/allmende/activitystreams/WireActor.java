// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.text.Handle;
import org.allmende.text.Urls;
import tools.jackson.databind.JsonNode;

/// A foreign actor as its server describes it.
///
/// Believed only when it was fetched from the origin of its own id; that is for the caller to see to. What it says
/// about other origins (collections, keys) is left out here. The limits are those of Mastodon, so that nobody needs
/// to know others.
public record WireActor(
        String id,
        Type type,
        String preferredUsername,
        String name,
        String summary,
        String url,
        Mailboxes mailboxes,
        Lists lists,
        Traits traits,
        Optional<WirePicture> icon,
        Optional<WirePicture> image,
        List<Field> fields,
        List<WireKey> requestKeys,
        List<WireKey> proofKeys,
        List<String> alsoKnownAs,
        Optional<String> movedTo,
        Optional<Handle> webfinger,
        Optional<Instant> published,
        List<WireEmoji> emojis,
        List<WireJson> statements) {

    static final int NAME_LENGTH_MAX = 2_048;
    static final int SUMMARY_LENGTH_MAX = 20_480;
    static final int FIELDS_MAX = 50;
    static final int FIELD_LENGTH_MAX = 2_047;
    static final int ALSO_KNOWN_AS_MAX = 256;
    static final int ATTRIBUTIONS_MAX = 256;

    /// Each is a signature to be checked.
    static final int STATEMENTS_MAX = 8;

    private static final String STATEMENT = "VerifiableIdentityStatement";

    /// The kinds of actors that ActivityStreams knows.
    public enum Type {
        PERSON("Person"),
        SERVICE("Service"),
        GROUP("Group"),
        ORGANIZATION("Organization"),
        APPLICATION("Application");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// Where to send.
    public record Mailboxes(String inbox, Optional<String> sharedInbox) {}

    /// What can be fetched.
    public record Lists(
            Optional<String> outbox,
            Optional<String> followers,
            Optional<String> following,
            Optional<String> featured,
            Optional<String> featuredTags) {}

    public record Traits(
            boolean locked,
            boolean bot,
            boolean discoverable,
            boolean indexable,
            boolean suspended,
            boolean memorial,
            List<String> attributions) {

        public Traits {
            attributions = List.copyOf(attributions);
        }

        /// Of somebody alive whom no website names.
        public Traits(boolean locked, boolean bot, boolean discoverable, boolean indexable, boolean suspended) {
            this(locked, bot, discoverable, indexable, suspended, false, List.of());
        }
    }

    /// A line of the table on a profile; `html` is raw.
    public record Field(String name, String html) {}

    public WireActor {
        fields = List.copyOf(fields);
        requestKeys = List.copyOf(requestKeys);
        proofKeys = List.copyOf(proofKeys);
        alsoKnownAs = List.copyOf(alsoKnownAs);
        emojis = List.copyOf(emojis);
        statements = List.copyOf(statements);
    }

    static boolean is(WireJson json) {
        return type(json).isPresent();
    }

    /// Reads an actor, or says what is wrong with it.
    public static WireActor read(WireJson json) throws Unreadable {
        var id = json.id().orElseThrow(() -> new Unreadable("The actor has no id that is a web address."));
        var type = type(json).orElseThrow(() -> new Unreadable("The object is no actor."));
        var username = json.text("preferredUsername", NAME_LENGTH_MAX).orElse("");
        if (Handle.of(username, "example.org").isEmpty()) {
            throw new Unreadable("The actor has no preferredUsername that can be a handle.");
        }
        return new WireActor(
                id,
                type,
                username,
                json.text("name", NAME_LENGTH_MAX).orElse("").strip(),
                WireText.bio(json, SUMMARY_LENGTH_MAX),
                json.page().filter(page -> Urls.sameOrigin(page, id)).orElse(id),
                mailboxes(json, id),
                new Lists(
                        own(json, "outbox", id),
                        own(json, "followers", id),
                        own(json, "following", id),
                        own(json, "featured", id),
                        own(json, "featuredTags", id)),
                new Traits(
                        json.flag("manuallyApprovesFollowers"),
                        type == Type.SERVICE || type == Type.APPLICATION,
                        json.flag("discoverable"),
                        json.flag("indexable"),
                        json.flag("suspended"),
                        json.flag("memorial"),
                        json.values("attributionDomains")
                                .filter(JsonNode::isString)
                                .flatMap(domain -> Urls.domainOf("https://" + domain.stringValue() + "/").stream())
                                .distinct()
                                .limit(ATTRIBUTIONS_MAX)
                                .toList()),
                WirePicture.first(json, "icon"),
                WirePicture.first(json, "image"),
                fields(json),
                WireKey.ofRequests(json, id).toList(),
                WireKey.ofProofs(json, id).toList(),
                json.addresses("alsoKnownAs")
                        .distinct()
                        .limit(ALSO_KNOWN_AS_MAX)
                        .toList(),
                json.address("movedTo"),
                json.text("webfinger", NAME_LENGTH_MAX).flatMap(Handle::parse).filter(handle -> !handle.local()),
                json.instant("published"),
                WireEmoji.tags(json),
                statements(json));
    }

    /// The host under which the actor lives.
    public String domain() {
        return Urls.domainOf(id).orElseThrow();
    }

    private static Optional<Type> type(WireJson json) {
        return json.types().stream()
                .flatMap(word -> List.of(Type.values()).stream()
                        .filter(type -> type.word().equals(word)))
                .findFirst();
    }

    private static Mailboxes mailboxes(WireJson json, String id) throws Unreadable {
        var inbox = json.address("inbox").orElseThrow(() -> new Unreadable("The actor has no inbox."));
        // Otherwise an actor could have us send everything to somebody else.
        var shared = json.object("endpoints")
                .flatMap(endpoints -> endpoints.address("sharedInbox"))
                .or(() -> json.address("sharedInbox"))
                .filter(address -> Urls.sameOrigin(address, inbox) || Urls.sameOrigin(address, id));
        return new Mailboxes(inbox, shared);
    }

    // A collection is named by who owns it: another's followers are not ours to speak of.
    private static Optional<String> own(WireJson json, String name, String id) {
        return json.address(name).filter(address -> Urls.sameOrigin(address, id));
    }

    // FEP-c390. Only they are kept whole, because a signature is about every letter of them.
    private static List<WireJson> statements(WireJson json) {
        return json.objects("attachment")
                .filter(attachment -> attachment.is(STATEMENT))
                .limit(STATEMENTS_MAX)
                .toList();
    }

    /// Reads a single statement, as it stands in the attachments of an actor.
    public static Optional<WireJson> statement(String text) {
        try {
            var whole = "{\"@context\":\"" + Vocabulary.ACTIVITY_STREAMS + "\",\"attachment\":[" + text + "]}";
            var found = WireJson.parse(whole.getBytes(StandardCharsets.UTF_8))
                    .objects("attachment")
                    .toList();
            return found.size() == 1
                    ? Optional.of(found.getFirst()).filter(one -> one.is(STATEMENT))
                    : Optional.empty();
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    private static List<Field> fields(WireJson json) {
        return json.objects("attachment")
                .filter(attachment -> attachment.is("PropertyValue"))
                .limit(FIELDS_MAX)
                .map(field -> new Field(
                        field.text("name", FIELD_LENGTH_MAX).orElse("").strip(),
                        field.text("value", FIELD_LENGTH_MAX).orElse("").strip()))
                .filter(field -> !field.name().isEmpty())
                .toList();
    }
}
