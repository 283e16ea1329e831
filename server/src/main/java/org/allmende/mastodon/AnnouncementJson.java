// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.stream.Collectors;
import org.allmende.activity.Emoji;
import org.allmende.posts.Reaction;
import org.allmende.timelines.Announcement;

/// What the owners tell everybody: `Announcement`.
final class AnnouncementJson {

    private final EmojiJson emojis;

    private AnnouncementJson(EmojiJson emojis) {
        this.emojis = emojis;
    }

    static AnnouncementJson of(Rooms rooms, List<Announcement> some) {
        var named = some.stream()
                .flatMap(one -> one.answers().stream())
                .flatMap(answer -> Faces.custom(answer.emoji()))
                .collect(Collectors.toSet());
        return new AnnouncementJson(
                new EmojiJson(rooms.links(), rooms.media().emojis().find(named)));
    }

    void write(Json json, Announcement one) {
        json.object(() -> json.text("id", Long.toString(one.id()))
                .text("content", one.html())
                .none("starts_at")
                .time("ends_at", one.ends())
                .flag("all_day", false)
                .time("published_at", one.said())
                .time("updated_at", one.changed())
                .flag("read", one.read())
                .noItems("mentions")
                .noItems("statuses")
                .noItems("tags")
                .noItems("emojis")
                .list(
                        "reactions",
                        one.answers(),
                        answer -> json.object(() ->
                                emojis.reaction(json, new Reaction(answer.emoji(), answer.people(), answer.mine())))));
    }

    /// `announcement.reaction`: how many there are of one now, which may be none.
    void answer(Json json, Announcement one, Emoji emoji) {
        var people = one.answers().stream()
                .filter(answer -> answer.emoji().equals(emoji))
                .mapToLong(Announcement.Answer::people)
                .sum();
        json.object(() -> json.text("name", EmojiJson.name(emoji))
                .number("count", people)
                .text("announcement_id", Long.toString(one.id())));
    }
}
