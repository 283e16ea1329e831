// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.PostId;

/// Somebody asks the moderators to look at somebody. The posts may have been erased since.
public record Report(
        long id,
        ActorId reporter,
        ActorId target,
        List<PostId> posts,
        String comment,
        boolean forward,
        Optional<Instant> resolved,
        Optional<ActorId> resolvedBy) {

    public static final int COMMENT_LENGTH_MAX = 5_000;
    public static final int POSTS_MAX = 100;

    public Report {
        posts = List.copyOf(posts);
    }

    public Instant made() {
        return Ids.time(id);
    }
}
