// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.timelines.Notification;
import org.allmende.timelines.NotificationKind;

/// Notifications that apps show as one: "Ann and 3 others like this". Newest first, never empty.
///
/// Likes and shares belong together by their post, follows by themselves, each within a day, so that what is read is
/// not stirred up again by what comes later.
record NotificationGroup(String key, List<Notification> members) {

    private static final String ALONE = "ungrouped-";
    private static final long DAY_MILLIS = 86_400_000;

    NotificationGroup {
        members = List.copyOf(members);
    }

    Notification newest() {
        return members.getFirst();
    }

    Notification oldest() {
        return members.getLast();
    }

    /// What a key says: which kind, about which post, on which day; or which single notification.
    sealed interface Key {

        record Alone(long id) implements Key {}

        record Together(NotificationKind kind, Optional<PostId> post, long day) implements Key {

            /// The ids of that day lie above this one.
            long since() {
                return Ids.first(Instant.ofEpochMilli(day * DAY_MILLIS)) - 1;
            }

            long until() {
                return Ids.first(Instant.ofEpochMilli((day + 1) * DAY_MILLIS));
            }
        }

        static Optional<Key> parse(String text) {
            if (text.startsWith(ALONE)) {
                return Ids.parse(text.substring(ALONE.length())).map(Alone::new);
            }
            var parts = text.split("-", -1);
            var kind = NotificationJson.kinds(List.of(parts[0])).stream()
                    .filter(Key::groupable)
                    .findFirst();
            var day = Ids.parse(parts[parts.length - 1]).filter(number -> number < Integer.MAX_VALUE);
            if (kind.isEmpty() || day.isEmpty() || parts.length != (kind.get() == NotificationKind.FOLLOW ? 2 : 3)) {
                return Optional.empty();
            }
            return parts.length == 2
                    ? Optional.of(new Together(kind.get(), Optional.empty(), day.get()))
                    : PostId.parse(parts[1]).map(post -> new Together(kind.get(), Optional.of(post), day.get()));
        }

        private static boolean groupable(NotificationKind kind) {
            return switch (kind) {
                case LIKE, SHARE, FOLLOW -> true;
                case MENTION, POST, REACTION, FOLLOW_REQUEST, POLL, EDIT, QUOTE, QUOTE_REQUEST, QUOTED_EDIT -> false;
                case REPLY_REQUEST, LIKE_REQUEST, SHARE_REQUEST -> false;
            };
        }
    }

    static String keyOf(Notification one) {
        var day = one.created().toEpochMilli() / DAY_MILLIS;
        return switch (one.kind()) {
            case LIKE, SHARE ->
                one.post()
                        .map(post -> NotificationJson.word(one.kind()) + "-" + post.id() + "-" + day)
                        .orElse(ALONE + one.id());
            case FOLLOW -> NotificationJson.word(one.kind()) + "-" + day;
            case MENTION,
                    POST,
                    REACTION,
                    FOLLOW_REQUEST,
                    POLL,
                    EDIT,
                    QUOTE,
                    QUOTE_REQUEST,
                    QUOTED_EDIT,
                    REPLY_REQUEST,
                    LIKE_REQUEST,
                    SHARE_REQUEST -> ALONE + one.id();
        };
    }

    /// The first groups of a list, in the order of their newest members, of the kinds that may be grouped at all.
    static List<NotificationGroup> of(List<Notification> listed, List<String> groupedTypes, int groupsMax) {
        var groups = new LinkedHashMap<String, List<Notification>>();
        for (var one : listed) {
            var key = groupedTypes.isEmpty() || groupedTypes.contains(NotificationJson.word(one.kind()))
                    ? keyOf(one)
                    : ALONE + one.id();
            if (!groups.containsKey(key) && groups.size() == groupsMax) {
                break;
            }
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(one);
        }
        return groups.entrySet().stream()
                .map(entry -> new NotificationGroup(entry.getKey(), entry.getValue()))
                .toList();
    }
}
