// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Map;
import java.util.Optional;
import org.allmende.base.PostId;
import org.allmende.people.Person;
import org.allmende.posts.Mine;
import org.allmende.posts.Post;
import org.allmende.posts.PostSource;
import org.allmende.posts.PostVersion;
import org.allmende.posts.QuoteState;
import org.allmende.posts.Quoted;
import org.allmende.posts.Reader;
import org.allmende.previews.LinkCard;

/// Posts as this API shows them to one reader: `Status`. Written for every item of every timeline, so straight onto
/// the wire.
final class StatusJson {

    private final Links links;
    private final EmojiJson emojis;
    private final Reader reader;
    private final AccountJson accounts;
    private final MediaJson media;
    private final Map<PostId, LinkCard> cards;
    private final Map<PostId, Person> writers;
    private final Sifting sifting;
    private final CardJson card;

    StatusJson(Faces faces, Reader reader) {
        this(faces, reader, Map.of());
    }

    StatusJson(Faces faces, Reader reader, Map<PostId, LinkCard> cards) {
        this(faces, reader, Sifting.none(cards));
    }

    StatusJson(Faces faces, Reader reader, Sifting sifting) {
        this.links = faces.links();
        this.emojis = faces.emojis();
        this.reader = reader;
        this.sifting = sifting;
        this.cards = sifting.cards();
        this.writers = sifting.writers();
        this.card = new CardJson(links);
        this.accounts = new AccountJson(faces);
        this.media = new MediaJson(links);
    }

    void write(Json json, Post post) {
        write(json, post, 0, () -> {});
    }

    /// With the text as it was typed: what an app needs to write a deleted post anew.
    void withSource(Json json, Post post, Optional<PostSource> source) {
        write(json, post, 0, () -> source.ifPresent(typed -> json.text("text", typed.text())));
    }

    private void write(Json json, Post post, int depth, Runnable more) {
        var shown = post.shown();
        json.object(() -> {
            json.text("id", post.id().toString())
                    .time("created_at", post.created())
                    .text("in_reply_to_id", post.inReplyTo())
                    .text("in_reply_to_account_id", post.inReplyToAuthor())
                    .flag("sensitive", shown.sensitive())
                    .text("spoiler_text", shown.summary().orElse(""))
                    .text("visibility", Visibilities.word(post.audience().reach()))
                    .flag("local_only", post.audience().localOnly())
                    .text("language", shown.language())
                    .text("uri", post.uri())
                    .text("url", post.url())
                    .number("replies_count", shown.replies())
                    .number("reblogs_count", shown.shares())
                    .number("favourites_count", shown.likes())
                    .number("quotes_count", shown.quotes())
                    .time("edited_at", shown.edited())
                    .text("content", PieceHtml.of(shown))
                    .object("reblog", post.shared(), shared -> write(json, shared))
                    .object("application", post.app(), app -> application(json, app))
                    .object("account", Optional.of(post.author()), author -> accounts.write(json, author))
                    .list("media_attachments", shown.exhibits(), one -> media.write(json, one))
                    .list("mentions", shown.mentions(), person -> mention(json, person))
                    .list("tags", shown.tags(), tag -> tag(json, tag))
                    .object(
                            "card",
                            shownCard(shown),
                            one -> card.write(json, one, Optional.ofNullable(writers.get(shown.id())), accounts))
                    .object("poll", shown.poll(), poll -> new PollJson(emojis).write(json, shown, poll))
                    .object("quote", shown.quote().filter(StatusJson::told), quote -> quote(json, quote, depth))
                    .value("quote_approval", each -> QuotePolicies.write(each, shown))
                    .value("interaction_policy", each -> InteractionPolicies.write(each, shown));
            emojis.named(json, shown.emojis());
            emojis.reactions(json, "reactions", shown.reactions());
            json.object("pleroma", () -> {
                json.flag("local", shown.author().local());
                emojis.reactions(json, "emoji_reactions", shown.reactions());
            });
            if (reader instanceof Reader.Member(var me)) {
                mine(json, shown.mine());
                FilterJson.filtered(json, sifting.of(shown));
                if (shown.author().id().equals(me)) {
                    json.flag("pinned", shown.pinned());
                }
            }
            more.run();
        });
    }

    private Optional<LinkCard> shownCard(Post shown) {
        return Optional.ofNullable(cards.get(shown.id())).filter(LinkCard::shown);
    }

    // An older spelling says nothing of consent: where there is none the text alone is shown, which names it.
    private static boolean told(Quoted quote) {
        return quote.state() == QuoteState.ACCEPTED || !quote.plain();
    }

    /// What a quoted post quotes itself is only named.
    private void quote(Json json, Quoted quote, int depth) {
        json.object(() -> {
            json.text("state", word(quote.state()));
            if (depth == 0) {
                json.object("quoted_status", quote.post(), post -> write(json, post, 1, () -> {}));
            } else {
                json.text("quoted_status_id", quote.id());
            }
        });
    }

    private static String word(QuoteState state) {
        return switch (state) {
            case PENDING -> "pending";
            case ACCEPTED -> "accepted";
            case REJECTED -> "rejected";
            case REVOKED -> "revoked";
            case DELETED -> "deleted";
            case HIDDEN -> "unauthorized";
        };
    }

    private static void mine(Json json, Mine mine) {
        json.flag("favourited", mine.liked())
                .flag("reblogged", mine.shared())
                .flag("muted", mine.threadMuted())
                .flag("bookmarked", mine.bookmarked());
    }

    private static void application(Json json, String name) {
        json.object(() -> json.text("name", name).none("website"));
    }

    private static void mention(Json json, Person person) {
        json.object(() -> json.text("id", person.id().toString())
                .text("username", person.name())
                .text("url", person.url())
                .text("acct", person.handle()));
    }

    private void tag(Json json, String tag) {
        json.object(() -> json.text("name", tag).text("url", links.addresses().tag(tag)));
    }

    /// One line of a post's history.
    void version(Json json, PostVersion version, Person author) {
        json.object(() -> {
            json.text("content", version.html())
                    .text("spoiler_text", version.summary().orElse(""))
                    .flag("sensitive", version.sensitive())
                    .time("created_at", version.written())
                    .object("account", Optional.of(author), person -> accounts.write(json, person))
                    .list("media_attachments", version.media(), file -> media.write(json, file));
            emojis.named(json, version.emojis(author));
            if (!version.pollOptions().isEmpty()) {
                json.object(
                        "poll",
                        () -> json.list(
                                "options",
                                version.pollOptions(),
                                option -> json.object(() -> json.text("title", option))));
            }
        });
    }
}
