// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.activity.Piece;
import org.allmende.text.PlainText;
import org.allmende.text.Tags;
import org.allmende.text.Urls;

/// A foreign post, whatever its server calls it.
///
/// `html` is raw. `piece` is there for all that is more than a note: articles, films, events. `vote` is the option that
/// a note without content votes for, if it is one. `groups` are those into which it may have been posted, the likeliest
/// first. A `letter` is for those whom it names, whatever its addressing says.
public record WireNote(
        WireJson json,
        String id,
        String author,
        String html,
        Optional<String> summary,
        boolean sensitive,
        Optional<String> language,
        Optional<String> vote,
        Optional<String> inReplyTo,
        WireAudience audience,
        Optional<Instant> published,
        Optional<Instant> updated,
        String url,
        Taggings taggings,
        List<WirePicture> attachments,
        Optional<WirePoll> poll,
        Optional<Piece> piece,
        List<String> groups,
        boolean letter,
        Optional<WireQuote> quote) {

    static final int SUMMARY_LENGTH_MAX = 10_000;
    static final int TITLE_LENGTH_MAX = 2_048;
    static final int TAGS_MAX = 1_000;
    static final int MENTIONS_MAX = 500;

    /// Twice what Mastodon shows of a foreign post.
    static final int ATTACHMENTS_MAX = 32;

    /// Posts go to one group, seldom to several.
    static final int GROUPS_MAX = 20;

    public record Mention(String href, String name) {}

    /// `hashtags` are keys, as [Tags] makes them.
    public record Taggings(List<Mention> mentions, Set<String> hashtags, List<WireEmoji> emojis) {
        public Taggings {
            mentions = List.copyOf(mentions);
            hashtags = Set.copyOf(hashtags);
            emojis = List.copyOf(emojis);
        }
    }

    public WireNote {
        attachments = List.copyOf(attachments);
        groups = List.copyOf(groups);
    }

    /// Is of a type that we show as a post.
    public static boolean is(WireJson json) {
        return WirePiece.known(json);
    }

    /// Reads a post, or says what is wrong with it.
    public static WireNote read(WireJson json) throws Unreadable {
        if (!is(json)) {
            throw new Unreadable("The object is no post.");
        }
        var id = json.id().orElseThrow(() -> new Unreadable("The post has no id that is a web address."));
        var author = author(json);
        if (!Urls.sameOrigin(id, author)) {
            throw new Unreadable("The post is not from where its author is from.");
        }
        var own = WirePiece.note(json);
        var text = WireText.read(json);
        var name = json.text("name", TITLE_LENGTH_MAX).map(String::strip).filter(title -> !title.isEmpty());
        var inReplyTo = json.address("inReplyTo");
        var url = json.page().filter(page -> Urls.sameOrigin(page, id)).orElse(id);
        var sensitive = json.flag("sensitive");
        var audience = WireAudience.read(json);
        return new WireNote(
                json,
                id,
                author,
                WirePiece.html(json, text.html(), url),
                // The summary of an article is its beginning, and no warning unless there is something to warn of.
                own || sensitive && !text.html().isEmpty()
                        ? WireText.words(json, "summary", SUMMARY_LENGTH_MAX)
                        : Optional.empty(),
                sensitive,
                text.language(),
                // snac says nothing in a line break.
                name.filter(_ -> own
                        && inReplyTo.isPresent()
                        && PlainText.of(text.html()).isBlank()),
                inReplyTo,
                audience,
                json.instant("published"),
                json.instant("updated"),
                url,
                taggings(json),
                WireFiles.read(json),
                WirePoll.read(json),
                WirePiece.read(json, text.html()),
                groups(json, audience),
                WirePiece.letter(json),
                WireQuote.read(json));
    }

    /// The group that it says itself to be in. Whoever else it is sent to may be anybody.
    public Optional<String> group() {
        return named(json).findFirst();
    }

    /// Carries a proof of its own, so that its bytes are worth keeping.
    public boolean proved() {
        return json.value("proof").isPresent();
    }

    // PeerTube names a person and their channel; whoever else names two leaves open who speaks.
    private static String author(WireJson json) throws Unreadable {
        var several = json.values("attributedTo").limit(2).count() > 1;
        var persons = json.objects("attributedTo")
                .filter(object -> object.is("Person"))
                .limit(2)
                .toList();
        if (several && persons.size() != 1) {
            throw new Unreadable("The post does not have one author.");
        }
        return (several ? persons.getFirst().id() : json.address("attributedTo"))
                .orElseThrow(() -> new Unreadable("The post has no author that is a web address."));
    }

    private static List<String> groups(WireJson json, WireAudience audience) {
        return Stream.concat(named(json), audience.named().stream())
                .distinct()
                .limit(GROUPS_MAX)
                .toList();
    }

    // Lemmy and all who follow FEP-1b12 say where it belongs, PeerTube names the channel beside the person; others only
    // send it there.
    private static Stream<String> named(WireJson json) {
        return Stream.concat(
                json.addresses("audience").filter(address -> !address.equals(Vocabulary.PUBLIC)),
                json.objects("attributedTo")
                        .filter(object -> object.is("Group"))
                        .flatMap(group -> group.id().stream()));
    }

    private static Taggings taggings(WireJson json) {
        var tags = json.objects("tag").limit(TAGS_MAX).toList();
        return new Taggings(
                tags.stream()
                        .filter(tag -> tag.is("Mention"))
                        .limit(MENTIONS_MAX)
                        .flatMap(tag -> tag
                                .address("href")
                                .map(href -> new Mention(
                                        href, tag.text("name", TITLE_LENGTH_MAX).orElse("")))
                                .stream())
                        .toList(),
                Set.copyOf(tags.stream()
                        .filter(tag -> tag.is("Hashtag"))
                        .flatMap(tag -> tag.text("name", Tags.LENGTH_MAX + 2).flatMap(Tags::parse).stream())
                        .toList()),
                WireEmoji.tags(json));
    }
}
