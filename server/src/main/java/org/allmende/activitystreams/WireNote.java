// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.text.Html;
import org.allmende.text.Languages;
import org.allmende.text.SafeHtml;
import org.allmende.text.Tags;
import org.allmende.text.Urls;

/// A foreign post, whatever its server calls it.
///
/// `html` is raw. Kinds that we have no place for (articles, films, events) become a title and a link. `vote` is the
/// option that a note without content votes for, if it is one.
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
        Optional<WirePoll> poll) {

    static final int SUMMARY_LENGTH_MAX = 10_000;
    static final int TITLE_LENGTH_MAX = 2_048;
    static final int TAGS_MAX = 1_000;
    static final int MENTIONS_MAX = 500;

    /// Twice what Mastodon shows of a foreign post.
    static final int ATTACHMENTS_MAX = 32;

    private static final Set<String> SHOWN_AS_THEY_ARE = Set.of("Note", "Question");

    /// With a text of their own that is worth showing.
    private static final Set<String> TEXTS = Set.of("Article", "Page");

    private static final Set<String> OTHERS = Set.of("Image", "Audio", "Video", "Event", "Document");

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
    }

    /// Is of a type that we show as a post.
    public static boolean is(WireJson json) {
        return json.types().stream()
                .anyMatch(type -> SHOWN_AS_THEY_ARE.contains(type) || TEXTS.contains(type) || OTHERS.contains(type));
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
        var own = json.types().stream().anyMatch(SHOWN_AS_THEY_ARE::contains);
        var content = content(json);
        var name = json.text("name", TITLE_LENGTH_MAX).map(String::strip).filter(text -> !text.isEmpty());
        var inReplyTo = json.address("inReplyTo");
        var url = json.page().filter(page -> Urls.sameOrigin(page, id)).orElse(id);
        return new WireNote(
                json,
                id,
                author,
                own ? content : converted(json, name, content, url),
                // The summary of an article is its beginning, not a warning.
                own ? json.text("summary", SUMMARY_LENGTH_MAX).filter(text -> !text.isBlank()) : Optional.empty(),
                json.flag("sensitive"),
                language(json),
                content.isEmpty() && own && inReplyTo.isPresent() ? name : Optional.empty(),
                inReplyTo,
                WireAudience.read(json),
                json.instant("published"),
                json.instant("updated"),
                url,
                taggings(json),
                attachments(json),
                WirePoll.read(json));
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

    private static String content(WireJson json) {
        var content = json.text("content", SafeHtml.LENGTH_MAX)
                .or(() -> json.languages("contentMap", SafeHtml.LENGTH_MAX).values().stream()
                        .findFirst())
                .orElse("");
        return json.text("mediaType", 255).filter("text/plain"::equals).isPresent()
                ? paragraph(Html.escape(content))
                : content.strip();
    }

    private static Optional<String> language(WireJson json) {
        var languages = json.languages("contentMap", SafeHtml.LENGTH_MAX).keySet();
        return languages.size() == 1 ? Languages.normal(languages.iterator().next()) : Optional.empty();
    }

    private static String converted(WireJson json, Optional<String> name, String content, String url) {
        var text = json.types().stream().anyMatch(TEXTS::contains) ? content : "";
        // Lemmy's pages point to what they are about.
        var about = json.objects("attachment")
                .filter(attachment -> attachment.is("Link"))
                .flatMap(link -> link.links("href"))
                .findFirst()
                .map(WireJson.Link::href);
        return name.map(title -> paragraph("<strong>" + Html.escape(title) + "</strong>"))
                        .orElse("")
                + text
                + about.map(WireNote::link).orElse("")
                + link(url);
    }

    private static String link(String url) {
        return paragraph("<a href=\"" + Html.escape(url) + "\">" + Html.escape(url) + "</a>");
    }

    private static String paragraph(String html) {
        return "<p>" + html + "</p>";
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

    private static List<WirePicture> attachments(WireJson json) {
        return json.objects("attachment")
                .filter(attachment -> !attachment.is("Link") && !attachment.is("PropertyValue"))
                .limit(ATTACHMENTS_MAX)
                .flatMap(attachment -> WirePicture.read(attachment).stream())
                .toList();
    }
}
