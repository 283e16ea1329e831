// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.base.PostId;
import org.allmende.posts.Interaction;
import org.allmende.posts.May;
import org.allmende.posts.Permission;

/// A post as a page shows it. `entry` is its place in a list, another than `id` where somebody shared it; `html` and
/// `warning` are safe. Counts and marks are those of the post itself.
record PostCard(
        PostId entry,
        PostId id,
        String page,
        Face author,
        Optional<Face> sharedBy,
        Optional<Face> group,
        Optional<Face> replyTo,
        Moment when,
        Optional<Moment> edited,
        Audience audience,
        Optional<String> warning,
        boolean covered,
        Optional<Headline> headline,
        String html,
        Optional<String> language,
        List<Picture> pictures,
        Optional<PollCard> poll,
        List<ReactionButton> reactions,
        Optional<Linked> link,
        Optional<QuoteCard> quote,
        Counts counts,
        Marks marks) {

    private static final int REACTIONS_MAX = 12;

    PostCard {
        pictures = List.copyOf(pictures);
        reactions = List.copyOf(reactions);
    }

    /// In a list only the first: one post must not fill a page with buttons.
    List<ReactionButton> reactions(boolean all) {
        return all || reactions.size() <= REACTIONS_MAX ? reactions : reactions.subList(0, REACTIONS_MAX);
    }

    /// What a link leads to. `picture` is an address here; `checked` when we have seen it ourselves.
    record Linked(
            String url,
            String title,
            String description,
            String source,
            Optional<String> picture,
            String alt,
            boolean checked) {}

    record Counts(long replies, long shares, long likes, long quotes) {}

    /// What the reader did with it, and may do: `mine` is for the author, `shareable` for everybody who may pass it on,
    /// `may` says the rest; it `waits` where its author and who was answered alone can read it yet.
    record Marks(
            boolean liked,
            boolean shared,
            boolean kept,
            boolean pinned,
            boolean quiet,
            boolean mine,
            boolean shareable,
            May may,
            boolean waits) {

        boolean mayQuote() {
            return may(Interaction.QUOTE);
        }

        boolean may(Interaction what) {
            return may.possible(what);
        }

        Permission quotable() {
            return may.quote();
        }
    }

    /// `small`, `original` and `poster` are addresses here. Without a picture to show (a film, a sound) `small` is
    /// empty; `poster` stands for what is played, where it has one. `focus` are the classes that keep the middle of
    /// interest in view where it is cut; empty for the middle.
    record Picture(
            Shape shape,
            String small,
            String original,
            String poster,
            int width,
            int height,
            String alt,
            String focus) {}

    enum Shape {
        IMAGE,
        LOOP,
        FILM,
        SOUND,
        OTHER
    }

    /// What its buttons send: the number of the post, and of its place in the list where that is another.
    String number() {
        return entry.equals(id) ? id.toString() : id + "." + entry;
    }

    /// For everybody without more ado, which need not be said.
    boolean widely() {
        return audience.equals(Audience.PUBLIC);
    }

    String icon() {
        if (audience.localOnly()) {
            return "hearth";
        }
        return switch (audience.reach()) {
            case PUBLIC -> "world";
            case UNLISTED -> "unlisted";
            case FOLLOWERS -> "lock";
            case MUTUALS -> "people";
            case DIRECT -> "mail";
        };
    }

    /// The key of the words for its audience.
    String reach() {
        return audience.localOnly()
                ? "audience.local"
                : "audience." + audience.reach().name().toLowerCase(Locale.ROOT);
    }
}
