// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.List;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Emoji;
import org.allmende.activity.Outcome;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Tx;
import org.allmende.media.Emojis;
import org.allmende.text.Pictographs;

/// The emoji under posts.
final class EmojiReactions {

    /// A row of buttons should stay one: as many as the most generous of others allow.
    static final int PER_PERSON_MAX = 8;

    /// Different ones under one post. Later people join in those that are there.
    static final int KINDS_MAX = 100;

    private final PostStore store;
    private final EmojiReactionStore reactions = new EmojiReactionStore();
    private final Emojis emojis;
    private final Ids ids;

    EmojiReactions(PostStore store, Emojis emojis, Ids ids) {
        this.store = store;
        this.emojis = emojis;
        this.ids = ids;
    }

    Outcome react(Tx tx, Activity.React react) {
        var post = react.post();
        var row = store.find(tx, post)
                .filter(found -> !found.deleted() && found.shareOf().isEmpty());
        if (row.isEmpty()) {
            return Publishing.unknown(react.id());
        }
        if (!known(tx, react.emoji())) {
            return refused(react, "reaction.emoji", "This is no emoji that is known here.");
        }
        var own = reactions.of(tx, react.actor(), post);
        if (own.contains(react.emoji())) {
            return new Outcome.AlreadyDone(react.id(), post.value());
        }
        if (own.size() >= PER_PERSON_MAX) {
            return refused(
                    react, "reaction.too_many", "At most " + PER_PERSON_MAX + " emoji of one person stand here.");
        }
        if (!reactions.any(tx, post, react.emoji()) && reactions.kinds(tx, post) >= KINDS_MAX) {
            return refused(react, "reaction.too_many_kinds", "There are too many different emoji under this post.");
        }
        return reactions.add(tx, ids.next(), react.actor(), post, react.emoji(), react.id())
                ? new Outcome.Done(react.id(), post.value())
                : new Outcome.AlreadyDone(react.id(), post.value());
    }

    private boolean known(Tx tx, Emoji emoji) {
        return switch (emoji) {
            case Emoji.Sign(var text) ->
                Pictographs.one(text).filter(text::equals).isPresent();
            case Emoji.Custom custom -> emojis.known(tx, custom);
        };
    }

    private static Outcome refused(Activity.React react, String rule, String reason) {
        return Publishing.refused(react.id(), Outcome.Cause.INVALID, rule, reason);
    }

    Outcome unreact(Tx tx, Activity.Unreact unreact) {
        return reactions.remove(tx, unreact.actor(), unreact.post(), unreact.emoji())
                ? new Outcome.Done(unreact.id(), unreact.post().value())
                : new Outcome.AlreadyDone(unreact.id(), unreact.post().value());
    }

    Optional<Emoji> first(Tx tx, ActorId actor, PostId post) {
        return reactions.of(tx, actor, post).stream().findFirst();
    }

    Optional<Activity> takingBack(Tx tx, ActorId actor, ActivityId done, ActivityId undo) {
        return reactions
                .byActivity(tx, actor, done)
                .<Activity>map(row -> new Activity.Unreact(undo, actor, row.post(), row.emoji()))
                .or(() -> reactions.likedBy(tx, actor, done).map(post -> new Activity.Unlike(undo, actor, post)));
    }

    List<PostListStore.Reacted> reactors(Tx tx, PostId post, Emoji emoji, Page page) {
        return reactions.reactors(tx, post, emoji, page);
    }

    /// Forgets with what somebody reacted. True when more is left.
    boolean forgetSomeOf(Tx tx, ActorId actor, int limit) {
        var some = reactions.by(tx, actor, limit);
        some.forEach(row -> reactions.remove(tx, actor, row.post(), row.emoji()));
        return some.size() == limit;
    }
}
