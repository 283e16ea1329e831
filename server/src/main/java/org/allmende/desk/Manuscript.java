// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activity.Policy;
import org.allmende.base.ActorId;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.posts.Compose;

/// Everything a writer decided about a post, as typed. It need not be fit to be said.
public record Manuscript(
        String text,
        String format,
        Optional<String> summary,
        boolean sensitive,
        Optional<String> language,
        Audience audience,
        Optional<PostId> inReplyTo,
        List<MediaId> media,
        Optional<PollWish> poll,
        Optional<PostId> quote,
        Policy policy) {

    public Manuscript {
        media = List.copyOf(media);
    }

    /// As if its author typed it now.
    public Compose typed(ActorId author, Instant now) {
        return new Compose(
                author,
                text,
                format,
                summary,
                sensitive,
                language,
                audience,
                inReplyTo,
                media,
                poll.map(wish -> wish.asked(now)),
                quote,
                policy);
    }
}
