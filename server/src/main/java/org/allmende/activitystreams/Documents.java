// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.PostId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes our actors, posts and collections. Equal facts make equal bytes.
public final class Documents {

    private final Addresses addresses;

    public Documents(Addresses addresses) {
        this.addresses = addresses;
    }

    /// As it is sent, signed and kept.
    public static byte[] bytes(JsonNode document) {
        return document.toString().getBytes(UTF_8);
    }

    /// In one line.
    public static String text(JsonNode document) {
        return document.toString();
    }

    public ObjectNode actor(ActorFacts facts) {
        var id = facts.id();
        var page = addresses.page(facts.name());
        var document = object(
                Contexts.actor(
                        !facts.statements().isEmpty(),
                        !facts.traits().attributions().isEmpty()),
                addresses.actor(id),
                facts.type().word());
        document.put("preferredUsername", facts.name())
                .put("webfinger", addresses.handle(facts.name()))
                .put("name", facts.displayName())
                .put("summary", facts.bio())
                .put("url", page)
                .put("published", time(facts.created()))
                .put("manuallyApprovesFollowers", facts.traits().locked())
                .put("discoverable", facts.traits().discoverable())
                .put("indexable", facts.traits().indexable())
                .put("inbox", addresses.inbox(id))
                .put("outbox", addresses.outbox(id))
                .put("followers", addresses.followers(id))
                .put("following", addresses.following(id))
                .put("featured", addresses.featured(id))
                .put("featuredTags", addresses.featuredTags(id));
        document.putObject("endpoints").put("sharedInbox", addresses.sharedInbox());
        keys(document, facts);
        facts.avatar().ifPresent(avatar -> document.set("icon", picture("Image", avatar)));
        facts.header().ifPresent(header -> document.set("image", picture("Image", header)));
        var attachment = document.putArray("attachment");
        facts.fields()
                .forEach(field -> attachment
                        .addObject()
                        .put("type", "PropertyValue")
                        .put("name", field.name())
                        .put("value", field.html()));
        facts.statements()
                .forEach(statement -> WireActor.statement(statement).ifPresent(json -> attachment.add(json.raw())));
        if (!facts.alsoKnownAs().isEmpty()) {
            document.set("alsoKnownAs", strings(facts.alsoKnownAs()));
        }
        if (!facts.traits().attributions().isEmpty()) {
            document.set("attributionDomains", strings(facts.traits().attributions()));
        }
        facts.movedTo().ifPresent(moved -> document.put("movedTo", moved));
        if (!facts.emojis().isEmpty()) {
            var tag = document.putArray("tag");
            facts.emojis().forEach(emoji -> tag.add(plain(emoji)));
        }
        return document;
    }

    /// What is shown to strangers who do not say who they are, where only known ones may read: enough to check our
    /// signatures by.
    public ObjectNode stub(ActorFacts facts) {
        var document = object(
                Contexts.actor(false, false),
                addresses.actor(facts.id()),
                facts.type().word());
        document.put("preferredUsername", facts.name()).put("inbox", addresses.inbox(facts.id()));
        keys(document, facts);
        return document;
    }

    /// A Note, or a Question where there is a poll.
    public ObjectNode note(NoteFacts facts) {
        var id = addresses.post(facts.id());
        var document = object(
                Contexts.note(
                        facts.quote().isPresent(),
                        facts.policy().isPresent(),
                        facts.agreed().isPresent()),
                id,
                facts.poll().isPresent() ? "Question" : "Note");
        document.put("attributedTo", addresses.actor(facts.author()));
        address(document, facts);
        document.put("published", time(facts.published()));
        facts.updated().ifPresent(updated -> document.put("updated", time(updated)));
        document.put("url", addresses.page(facts.authorName(), facts.id()));
        facts.inReplyTo().ifPresent(parent -> document.put("inReplyTo", parent));
        // The older word is what most servers group by; both name the same.
        facts.context().ifPresent(context -> document.put("context", context).put("conversation", context));
        facts.summary().ifPresent(summary -> document.put("summary", summary));
        document.put("sensitive", facts.sensitive()).put("content", facts.body().html());
        facts.language()
                .ifPresent(language -> document.putObject("contentMap")
                        .put(language, facts.body().html()));
        if (!facts.body().source().isEmpty()) {
            document.putObject("source")
                    .put("content", facts.body().source())
                    .put("mediaType", facts.body().format());
        }
        facts.quote().ifPresent(quote -> quote(document, quote));
        facts.policy()
                .ifPresent(policy -> document.set(
                        "interactionPolicy",
                        new PolicyDocument(addresses, facts.author())
                                .of(
                                        policy,
                                        facts.mentions().stream()
                                                .map(WireNote.Mention::href)
                                                .toList())));
        facts.agreed()
                .ifPresent(stamp -> document.put("replyAuthorization", stamp).put("approvedBy", stamp));
        tag(document.putArray("tag"), facts);
        var attachment = document.putArray("attachment");
        facts.attachments().forEach(each -> attachment.add(picture(kind(each), each)));
        facts.link().ifPresent(link -> attachment.add(link(link)));
        facts.poll().ifPresent(poll -> poll(document, poll));
        count(document, facts);
        return document;
    }

    // The older spellings speak to those who know of no consent: they are there once it is given.
    private static void quote(ObjectNode document, NoteFacts.Quotation quote) {
        document.put("quote", quote.quoted());
        if (quote.agreed()) {
            document.put("quoteUri", quote.quoted())
                    .put("quoteUrl", quote.quoted())
                    .put("_misskey_quote", quote.quoted());
            quote.stamp().ifPresent(stamp -> document.put("quoteAuthorization", stamp));
        }
    }

    /// The word of one of our authors that a post may quote theirs.
    public ObjectNode stamp(long number, ActorId author, String quoting, PostId quoted) {
        return object(Contexts.stamp(), addresses.stamp(number), "QuoteAuthorization")
                .put("attributedTo", addresses.actor(author))
                .put("interactingObject", quoting)
                .put("interactionTarget", addresses.post(quoted));
    }

    /// The word of one of our authors that something may be done to a post of theirs, by its kind and its address.
    public ObjectNode stamp(long number, ActorId author, String kind, String deed, String post) {
        return object(Contexts.stamp(kind), addresses.stamp(number), kind + "Authorization")
                .put("attributedTo", addresses.actor(author))
                .put("interactingObject", deed)
                .put("interactionTarget", post);
    }

    /// What is left of a post or an actor that was erased.
    public ObjectNode tombstone(String id, String formerType) {
        return object(Contexts.plain(), id, "Tombstone").put("formerType", formerType);
    }

    /// A collection by its pages: `first` is where to begin reading, where it may be read at all.
    public ObjectNode collection(String id, long total, Optional<String> first) {
        var document = object(Contexts.plain(), id, "OrderedCollection").put("totalItems", total);
        first.ifPresent(page -> document.put("first", page));
        return document;
    }

    /// A conversation, kept by who began it (FEP-7888).
    public ObjectNode thread(String id, String starter, long total, String first) {
        return collection(id, total, Optional.of(first)).put("attributedTo", starter);
    }

    /// A small collection, whole: what somebody pinned.
    public ObjectNode collection(String id, List<? extends JsonNode> items) {
        var document = object(Contexts.plain(), id, "OrderedCollection").put("totalItems", items.size());
        document.putArray("orderedItems").addAll(items);
        return document;
    }

    /// The hashtags on somebody's profile, whole.
    public ObjectNode hashtags(String id, List<String> tags) {
        var document = object(Contexts.hashtags(), id, "Collection").put("totalItems", tags.size());
        var items = document.putArray("items");
        tags.forEach(tag -> items.add(hashtag(tag)));
        return document;
    }

    ObjectNode hashtag(String tag) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "Hashtag")
                .put("href", addresses.tag(tag))
                .put("name", "#" + tag);
    }

    /// One page of a collection.
    public ObjectNode page(
            String id,
            String collection,
            List<? extends JsonNode> items,
            Optional<String> next,
            Optional<String> prev) {
        var document = object(Contexts.plain(), id, "OrderedCollectionPage").put("partOf", collection);
        next.ifPresent(address -> document.put("next", address));
        prev.ifPresent(address -> document.put("prev", address));
        document.putArray("orderedItems").addAll(items);
        return document;
    }

    public static JsonNode string(String address) {
        return JsonNodeFactory.instance.stringNode(address);
    }

    static ArrayNode strings(List<String> addresses) {
        var list = JsonNodeFactory.instance.arrayNode();
        addresses.forEach(list::add);
        return list;
    }

    static ObjectNode object(JsonNode context, String id, String type) {
        var document = JsonNodeFactory.instance.objectNode();
        document.set("@context", context);
        return document.put("id", id).put("type", type);
    }

    /// Whole seconds: some readers know no others, and a second is what a reader sees.
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// Who a deed of `actor` with this reach is addressed to, besides those it names.
    void address(ObjectNode document, ActorId actor, Reach reach, List<String> named) {
        var followers = addresses.followers(actor);
        var to = new ArrayList<String>();
        var cc = new ArrayList<String>();
        switch (reach) {
            case PUBLIC -> {
                to.add(Vocabulary.PUBLIC);
                cc.add(followers);
            }
            case UNLISTED -> {
                to.add(followers);
                cc.add(Vocabulary.PUBLIC);
            }
            case FOLLOWERS -> to.add(followers);
            // Not their own collection to others: they would show it to followers who are not followed back.
            case MUTUALS -> to.add(addresses.mutuals(actor));
            case DIRECT -> {}
        }
        (reach == Reach.DIRECT ? to : cc).addAll(named);
        document.set("to", strings(to));
        document.set("cc", strings(cc));
    }

    private void address(ObjectNode document, NoteFacts facts) {
        var named = Stream.concat(facts.mentions().stream().map(WireNote.Mention::href), facts.group().stream())
                .distinct()
                .toList();
        address(document, facts.author(), facts.audience().reach(), named);
        facts.group().ifPresent(group -> document.put("audience", group));
    }

    private void keys(ObjectNode document, ActorFacts facts) {
        var id = addresses.actor(facts.id());
        document.putObject("publicKey")
                .put("id", addresses.mainKey(facts.id()))
                .put("owner", id)
                .put("publicKeyPem", facts.rsa().pem());
        document.putArray("assertionMethod")
                .addObject()
                .put("id", addresses.ed25519Key(facts.id()))
                .put("type", "Multikey")
                .put("controller", id)
                .put("publicKeyMultibase", facts.ed25519().multikey());
    }

    private void tag(ArrayNode list, NoteFacts facts) {
        facts.mentions()
                .forEach(mention -> list.addObject()
                        .put("type", "Mention")
                        .put("href", mention.href())
                        .put("name", mention.name()));
        facts.tags()
                .forEach(tag -> list.addObject()
                        .put("type", "Hashtag")
                        .put("href", addresses.tag(tag))
                        .put("name", "#" + tag));
        facts.emojis().forEach(emoji -> list.add(plain(emoji)));
        facts.quote()
                .filter(NoteFacts.Quotation::agreed)
                .ifPresent(quote -> list.addObject()
                        .put("type", "Link")
                        .put("mediaType", WireJson.MEDIA_TYPE)
                        .put("href", quote.quoted())
                        .put("name", "RE: " + quote.quoted())
                        .put("rel", WireQuote.LINK_RELATION));
    }

    /// A custom emoji by itself.
    public ObjectNode emoji(WireEmoji emoji) {
        var document = object(Contexts.reaction(), emoji.id().orElseThrow(), "Emoji");
        return document.setAll(plain(emoji));
    }

    /// As it stands in the `tag` of what uses it.
    static ObjectNode plain(WireEmoji emoji) {
        var document = JsonNodeFactory.instance.objectNode();
        emoji.id().ifPresent(id -> document.put("id", id));
        document.put("type", "Emoji").put("name", ":" + emoji.shortcode() + ":");
        emoji.updated().ifPresent(when -> document.put("updated", time(when)));
        var icon = document.putObject("icon").put("type", "Image");
        if (!emoji.mediaType().isEmpty()) {
            icon.put("mediaType", emoji.mediaType());
        }
        icon.put("url", emoji.url());
        return document;
    }

    private static void poll(ObjectNode document, NoteFacts.Poll poll) {
        var options = document.putArray(poll.multiple() ? "anyOf" : "oneOf");
        for (var option : poll.options()) {
            options.addObject()
                    .put("type", "Note")
                    .put("name", option.title())
                    .putObject("replies")
                    .put("type", "Collection")
                    .put("totalItems", option.votes());
        }
        poll.closes().ifPresent(closes -> document.put("endTime", time(closes)));
        poll.closed().ifPresent(closed -> document.put("closed", time(closed)));
        document.put("votersCount", poll.voters());
    }

    private void count(ObjectNode document, NoteFacts facts) {
        var id = facts.id();
        count(document, "replies", addresses.replies(id), facts.counts().map(NoteFacts.Counts::replies));
        count(document, "likes", addresses.likes(id), facts.counts().map(NoteFacts.Counts::likes));
        count(document, "shares", addresses.shares(id), facts.counts().map(NoteFacts.Counts::shares));
    }

    private static void count(ObjectNode document, String name, String address, Optional<Long> total) {
        if (total.isPresent()) {
            document.putObject(name)
                    .put("id", address)
                    .put("type", "OrderedCollection")
                    .put("totalItems", total.get());
        } else {
            document.put(name, address);
        }
    }

    /// Who does not know previews passes over a Link, which is no picture.
    private static ObjectNode link(NoteFacts.Link link) {
        var said = link.preview();
        var document = JsonNodeFactory.instance
                .objectNode()
                .put("type", "Link")
                .put("href", said.url())
                .put("mediaType", "text/html")
                .put("name", said.title());
        var preview = document.putObject("preview").put("type", "Article").put("name", said.title());
        if (!said.description().isEmpty()) {
            preview.put("summary", said.description());
        }
        if (!said.author().isEmpty()) {
            preview.putObject("attributedTo").put("type", "Person").put("name", said.author());
        }
        said.published().ifPresent(published -> preview.put("published", time(published)));
        link.picture().ifPresent(picture -> preview.set("image", picture("Image", picture)));
        return document;
    }

    // The description goes to `name`: all of Misskey's family reads only that.
    private static ObjectNode picture(String type, WirePicture picture) {
        var document = JsonNodeFactory.instance.objectNode().put("type", type);
        if (!picture.mediaType().isEmpty()) {
            document.put("mediaType", picture.mediaType());
        }
        document.put("url", picture.url());
        if (!picture.description().isEmpty()) {
            document.put("name", picture.description());
        }
        if (picture.width() > 0 && picture.height() > 0) {
            document.put("width", picture.width()).put("height", picture.height());
        }
        picture.blurhash().ifPresent(blurhash -> document.put("blurhash", blurhash));
        picture.focus()
                .ifPresent(
                        focus -> document.putArray("focalPoint").add(focus.x()).add(focus.y()));
        return document;
    }

    private static String kind(WirePicture attachment) {
        var kind = attachment.mediaType().split("/")[0];
        return List.of("image", "video", "audio").contains(kind)
                ? kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1)
                : "Document";
    }
}
