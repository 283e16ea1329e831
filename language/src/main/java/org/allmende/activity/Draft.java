// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.base.ActorId;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;

/// A post before it is in the commons: everything decided by its author, nothing yet by us.
///
/// `origin` is present for foreign posts and empty for ours. `tags` are lower-case, without `#`. `summary` is the
/// content warning, as plain text.
public record Draft(
        Optional<Origin> origin,
        Body body,
        Optional<String> summary,
        boolean sensitive,
        Optional<String> language,
        Audience audience,
        Optional<PostId> inReplyTo,
        Set<ActorId> mentions,
        Set<String> tags,
        List<MediaId> media,
        Optional<PollDraft> poll) {

    public Draft {
        mentions = Set.copyOf(mentions);
        tags = Set.copyOf(tags);
        media = List.copyOf(media);
    }
}
