// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.activity.Emoji;
import org.allmende.filters.Filter;
import org.allmende.posts.Reader;
import org.allmende.timelines.Notification;
import org.allmende.timelines.NotificationKind;

/// What concerns a member, as this API tells it.
final class NotificationJson {

    private final AccountJson accounts;
    private final StatusJson statuses;
    private final EmojiJson emojis;

    private NotificationJson(Faces faces, StatusJson statuses) {
        this.accounts = new AccountJson(faces);
        this.statuses = statuses;
        this.emojis = faces.emojis();
    }

    /// Notifications without those about posts that the reader hides, and a writer for them.
    record Told(List<Notification> notifications, Sifting sifting, NotificationJson writer) {

        void write(Json json) {
            json.list(notifications, one -> writer.write(json, one));
        }
    }

    static Told of(Shapes shapes, List<Notification> notifications, Reader reader) {
        var posts = notifications.stream().flatMap(one -> one.post().stream()).toList();
        var sifting = shapes.sifting(posts, reader);
        var kept = notifications.stream()
                .filter(one -> one.post()
                        .filter(post -> !sifting.keeps(post, Filter.Context.NOTIFICATIONS))
                        .isEmpty())
                .toList();
        var faces = shapes.faces(kept);
        return new Told(kept, sifting, new NotificationJson(faces, new StatusJson(faces, reader, sifting)));
    }

    void write(Json json, Notification one) {
        json.object(() -> {
            json.text("id", Long.toString(one.id()))
                    .text("type", word(one.kind()))
                    .text("group_key", NotificationGroup.keyOf(one))
                    .time("created_at", one.created())
                    .object("account", Optional.of(one.actor()), actor -> accounts.write(json, actor));
            one.emoji().ifPresent(emoji -> emoji(json, emoji));
            one.post()
                    .ifPresent(post -> json.object("status", Optional.of(post), about -> statuses.write(json, about)));
        });
    }

    private void emoji(Json json, Emoji emoji) {
        json.text("emoji", EmojiJson.name(emoji))
                .text("emoji_url", emojis.picture(emoji).map(emojis::address));
    }

    static String word(NotificationKind kind) {
        return switch (kind) {
            case MENTION -> "mention";
            case POST -> "status";
            case SHARE -> "reblog";
            case LIKE -> "favourite";
            case REACTION -> "pleroma:emoji_reaction";
            case FOLLOW -> "follow";
            case FOLLOW_REQUEST -> "follow_request";
            case POLL -> "poll";
            case EDIT -> "update";
            case QUOTE -> "quote";
            case QUOTE_REQUEST -> "pending.quote";
            case QUOTED_EDIT -> "quoted_update";
            case REPLY_REQUEST -> "pending.reply";
            case LIKE_REQUEST -> "pending.favourite";
            case SHARE_REQUEST -> "pending.reblog";
        };
    }

    /// The kinds among these words; those that we never tell of are nothing to us.
    static Set<NotificationKind> kinds(List<String> words) {
        return EnumSet.allOf(NotificationKind.class).stream()
                .filter(kind -> words.stream()
                        .anyMatch(word -> word.toLowerCase(Locale.ROOT).equals(word(kind))))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(NotificationKind.class)));
    }
}
