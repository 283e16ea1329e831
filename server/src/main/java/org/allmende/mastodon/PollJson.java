// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import org.allmende.posts.Poll;
import org.allmende.posts.Post;

/// A poll as its reader may see it. It is known by the id of its post.
record PollJson(EmojiJson emojis) {

    /// `post` is the one that asks.
    void write(Json json, Post post, Poll poll) {
        var counted = !poll.hideTotals() || poll.closed();
        json.object(() -> {
            json.text("id", poll.post().toString())
                    .time("expires_at", poll.closes())
                    .flag("expired", poll.closed())
                    .flag("multiple", poll.multiple())
                    .number("votes_count", poll.votes())
                    .number("voters_count", poll.voters())
                    .list("options", poll.options(), option -> option(json, option, counted))
                    .flag("voted", poll.voted())
                    .numbers("own_votes", poll.own());
            emojis.named(json, poll.emojis(post.author()));
        });
    }

    private static void option(Json json, Poll.Option option, boolean counted) {
        json.object(() -> {
            json.text("title", option.title());
            if (counted) {
                json.number("votes_count", option.votes());
            } else {
                json.none("votes_count");
            }
        });
    }
}
