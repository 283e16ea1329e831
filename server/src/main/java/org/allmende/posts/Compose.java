// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.List;
import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activity.Policy;
import org.allmende.activity.PollDraft;
import org.allmende.base.ActorId;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;

/// What a member typed, before it is a draft. `summary` is the content warning; `format` is `text/plain`.
/// `quote` is the post that it quotes, `policy` what others may do with it.
public record Compose(
        ActorId author,
        String text,
        String format,
        Optional<String> summary,
        boolean sensitive,
        Optional<String> language,
        Audience audience,
        Optional<PostId> inReplyTo,
        List<MediaId> media,
        Optional<PollDraft> poll,
        Optional<PostId> quote,
        Policy policy) {

    public Compose {
        media = List.copyOf(media);
    }
}
