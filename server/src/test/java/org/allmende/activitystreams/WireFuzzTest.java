// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.Fuzzed;
import org.allmende.SpelledJson;
import org.allmende.activity.Circle;
import org.allmende.signatures.ObjectProof;
import org.allmende.signatures.SignatureCheck;
import org.allmende.text.SafeHtml;
import org.allmende.text.Tags;
import org.allmende.text.Urls;

/// Whatever is sent as an activity, a post or an actor is refused in a sentence, or read within its bounds into what
/// comes from where it says.
///
/// What begins with a brace is a document as it is; anything else is spelled into one by [SpelledJson], because chance
/// seldom keeps JSON whole.
class WireFuzzTest implements Fuzzed {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @Override
    public void read(byte[] input) {
        var document = input.length == 0 || input[0] == '{'
                ? input
                : SpelledJson.of(input, NAMES, LEAVES).getBytes(UTF_8);
        try {
            read(WireJson.parse(document));
        } catch (Unreadable refusal) {
            assertThat(refusal).hasMessageEndingWith(".");
            assertThat(refusal.getMessage().length()).isLessThan(500);
        }
    }

    private static void read(WireJson json) throws Unreadable {
        // What we keep and pass on is read elsewhere as it was read here.
        assertThat(WireJson.parse(json.raw().toString().getBytes(UTF_8)).raw()).isEqualTo(json.raw());
        proof(json);
        key(json);
        attempt(json);
        json.objects("object").limit(WireActivity.SUBJECTS_MAX).forEach(WireFuzzTest::attempt);
    }

    private static void attempt(WireJson json) {
        refused(() -> actor(WireActor.read(json)));
        refused(() -> note(WireNote.read(json)));
        refused(() -> activity(WireActivity.read(json)));
        refused(() -> collection(WireCollection.read(json)));
        WireStamp.read(json).ifPresent(WireFuzzTest::stamp);
        WirePolicy.read(json, address -> {
            own(address);
            return Optional.of(Circle.EVERYBODY);
        });
    }

    private static void actor(WireActor actor) {
        own(actor.id());
        assertThat(actor.name().length()).isLessThanOrEqualTo(WireActor.NAME_LENGTH_MAX);
        assertThat(actor.summary().length()).isLessThanOrEqualTo(WireActor.SUMMARY_LENGTH_MAX);
        assertThat(actor.fields())
                .hasSizeLessThanOrEqualTo(WireActor.FIELDS_MAX)
                .allSatisfy(field -> {
                    assertThat(field.name().length()).isBetween(1, WireActor.FIELD_LENGTH_MAX);
                    assertThat(field.html().length()).isLessThanOrEqualTo(WireActor.FIELD_LENGTH_MAX);
                });
        assertThat(actor.alsoKnownAs())
                .hasSizeLessThanOrEqualTo(WireActor.ALSO_KNOWN_AS_MAX)
                .doesNotHaveDuplicates()
                .allSatisfy(WireFuzzTest::own);
        actor.movedTo().ifPresent(WireFuzzTest::own);
        assertThat(actor.domain()).isNotEmpty();
        own(actor.mailboxes().inbox());
        var lists = actor.lists();
        for (var list :
                List.of(lists.outbox(), lists.followers(), lists.following(), lists.featured(), lists.featuredTags())) {
            list.ifPresent(address ->
                    assertThat(Urls.sameOrigin(address, actor.id())).as(address).isTrue());
        }
        assertThat(Urls.sameOrigin(actor.url(), actor.id())).as(actor.url()).isTrue();
        for (var keys : List.of(actor.requestKeys(), actor.proofKeys())) {
            assertThat(keys).hasSizeLessThanOrEqualTo(WireKey.KEYS_MAX).allSatisfy(key -> {
                assertThat(key.owner()).isEqualTo(actor.id());
                assertThat(Urls.sameOrigin(key.id(), actor.id())).isTrue();
            });
        }
        actor.icon().ifPresent(WireFuzzTest::picture);
        actor.image().ifPresent(WireFuzzTest::picture);
        actor.webfinger().ifPresent(handle -> assertThat(handle.local()).isFalse());
    }

    private static void note(WireNote note) {
        own(note.id());
        assertThat(Urls.sameOrigin(note.id(), note.author())).isTrue();
        assertThat(Urls.sameOrigin(note.id(), note.url())).isTrue();
        note.inReplyTo().ifPresent(WireFuzzTest::own);
        audience(note.audience());
        note.summary().ifPresent(text -> assertThat(text.length()).isBetween(1, WireNote.SUMMARY_LENGTH_MAX));
        assertThat(note.attachments())
                .hasSizeLessThanOrEqualTo(WireNote.ATTACHMENTS_MAX)
                .allSatisfy(WireFuzzTest::picture);
        assertThat(note.taggings().mentions())
                .hasSizeLessThanOrEqualTo(WireNote.MENTIONS_MAX)
                .allSatisfy(mention -> own(mention.href()));
        assertThat(note.taggings().hashtags())
                .hasSizeLessThanOrEqualTo(WireNote.TAGS_MAX)
                .allSatisfy(tag -> assertThat(Tags.parse(tag)).contains(tag));
        assertThat(note.taggings().emojis())
                .hasSizeLessThanOrEqualTo(WireNote.TAGS_MAX)
                .allSatisfy(emoji -> assertThat(emoji.shortcode()).doesNotContain(":", "<", "&", "\""));
        note.poll()
                .ifPresent(poll -> assertThat(poll.options())
                        .hasSizeGreaterThan(1)
                        .extracting(WirePoll.Option::title)
                        .doesNotHaveDuplicates()
                        .doesNotContain(""));
        var shown = SafeHtml.clean(note.html());
        assertThat(SafeHtml.clean(shown)).isEqualTo(shown);
    }

    private static void activity(WireActivity activity) {
        own(activity.actor());
        activity.id()
                .ifPresent(id ->
                        assertThat(Urls.sameOrigin(id, activity.actor())).as(id).isTrue());
        assertThat(activity.subjects()).hasSizeLessThanOrEqualTo(WireActivity.SUBJECTS_MAX);
        activity.subjects().forEach(subject -> subject.id().ifPresent(WireFuzzTest::own));
        activity.target().flatMap(WireActivity.Subject::id).ifPresent(WireFuzzTest::own);
        audience(activity.audience());
        activity.published().ifPresent(time -> assertThat(time).isAfter(Instant.EPOCH));
    }

    private static void stamp(WireStamp stamp) {
        assertThat(Urls.sameOrigin(stamp.id(), stamp.author())).isTrue();
        own(stamp.quoting());
        own(stamp.quoted().orElseThrow());
    }

    private static void collection(WireCollection collection) {
        assertThat(collection.items())
                .hasSizeLessThanOrEqualTo(WireCollection.ITEMS_MAX)
                .allSatisfy(item -> own(item.address()));
        collection.first().ifPresent(WireFuzzTest::own);
        collection.next().ifPresent(WireFuzzTest::own);
        collection.total().ifPresent(total -> assertThat(total).isNotNegative());
    }

    private static void audience(WireAudience audience) {
        assertThat(audience.to()).hasSizeLessThanOrEqualTo(WireAudience.RECIPIENTS_MAX);
        assertThat(audience.cc()).hasSizeLessThanOrEqualTo(WireAudience.RECIPIENTS_MAX);
        assertThat(audience.named()).allSatisfy(WireFuzzTest::own).doesNotContain(Vocabulary.PUBLIC);
    }

    private static void picture(WirePicture picture) {
        assertThat(Urls.parse(picture.url()).map(Object::toString)).contains(picture.url());
        assertThat(picture.width()).isBetween(0, WirePicture.SIDE_MAX);
        assertThat(picture.height()).isBetween(0, WirePicture.SIDE_MAX);
        assertThat(picture.description().length()).isLessThanOrEqualTo(WirePicture.DESCRIPTION_LENGTH_MAX);
        picture.focus().ifPresent(focus -> {
            assertThat(focus.x()).isBetween(-1.0, 1.0);
            assertThat(focus.y()).isBetween(-1.0, 1.0);
        });
    }

    // Without its fence an attacker's key would make this Proved: nothing is proved here without asking a key.
    private static void proof(WireJson json) {
        switch (ObjectProof.read(json, NOW)) {
            case SignatureCheck.Claim claim -> assertThat(claim.keyId()).isNotNull();
            case SignatureCheck.Refused refused -> assertThat(refused.reason()).endsWith(".");
            case SignatureCheck.Proved proved -> throw new AssertionError(proved.toString());
        }
    }

    private static void key(WireJson json) {
        var id = json.object("publicKey").flatMap(WireJson::id).or(json::id).orElse("");
        WireKey.find(json, id).ifPresent(key -> {
            assertThat(key.id()).isEqualTo(id);
            assertThat(Urls.sameOrigin(key.owner(), key.id())).isTrue();
        });
    }

    /// An id is compared letter by letter, so its origin is spelled as only one origin is.
    private static void own(String id) {
        if (!id.equals(Vocabulary.PUBLIC)) {
            assertThat(Urls.origin(id))
                    .hasValueSatisfying(origin -> assertThat(id).startsWith(origin));
        }
    }

    private static void refused(Attempt attempt) {
        try {
            attempt.run();
        } catch (Unreadable refusal) {
            assertThat(refusal).hasMessageEndingWith(".");
        }
    }

    private interface Attempt {
        void run() throws Unreadable;
    }

    private static final List<String> NAMES = List.of(
            "id",
            "type",
            "actor",
            "object",
            "to",
            "cc",
            "content",
            "contentMap",
            "url",
            "tag",
            "attachment",
            "icon",
            "name",
            "href",
            "publicKey",
            "owner",
            "publicKeyPem",
            "inbox",
            "endpoints",
            "sharedInbox",
            "preferredUsername",
            "oneOf",
            "anyOf",
            "replies",
            "totalItems",
            "attributedTo",
            "published",
            "proof",
            "focalPoint",
            "@context",
            "@id",
            "as:to",
            "mediaType",
            "assertionMethod",
            "inReplyTo",
            "target",
            "blurhash",
            "width",
            "summary",
            "alsoKnownAs",
            "movedTo",
            "value",
            "source",
            "quote",
            "followers",
            "outbox",
            "controller",
            "publicKeyMultibase",
            "verificationMethod",
            "proofValue",
            "proofPurpose",
            "cryptosuite",
            "created",
            "endTime",
            "closed",
            "sensitive",
            "@value",
            "@list",
            "@type",
            "as:object",
            "featured",
            "featuredTags",
            "image");

    private static final List<String> LEAVES = List.of(
            "null",
            "true",
            "-1",
            "1e3",
            "0.5",
            "\"\"",
            "\"Note\"",
            "\"Question\"",
            "\"Person\"",
            "\"Create\"",
            "\"Image\"",
            "\"Group\"",
            "\"Mention\"",
            "\"Hashtag\"",
            "\"Emoji\"",
            "\"PropertyValue\"",
            "\"Key\"",
            "\"Multikey\"",
            "\"DataIntegrityProof\"",
            "\"eddsa-jcs-2022\"",
            "\"assertionMethod\"",
            "\"as:Public\"",
            "\"https://a.example/1\"",
            "\"https://a.example/2#x\"",
            "\"https://b.example/3\"",
            "\"anna\"",
            "\"2026-11-01T12:00:00Z\"",
            "\"\\ud800\"",
            "\"https://www.w3.org/ns/activitystreams\"",
            "\"text/html\"",
            "\"<p>a</p>\"",
            "\"#tag\"",
            "\":cat:\"",
            "\"Article\"",
            "\"Undo\"",
            "\"text/plain\"",
            "9223372036854775808",
            "\"OrderedCollectionPage\"",
            "\"Collection\"",
            "\"EmojiReact\"",
            "[]",
            "{}");

    @Override
    public List<String> words() {
        return NAMES.stream().map(name -> "\"" + name + "\":").toList();
    }

    @Override
    public List<String> alsoSaved() {
        return List.of("foreign");
    }
}
