// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;
import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Piece;
import org.allmende.activity.Policy;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;

/// A row of the `post` table.
record PostRow(
        PostId id,
        String uri,
        String url,
        ActorId author,
        boolean home,
        Optional<PostId> shareOf,
        Optional<PostId> inReplyTo,
        Optional<ActorId> inReplyToAuthor,
        PostId thread,
        Body body,
        Optional<String> summary,
        boolean sensitive,
        Optional<String> language,
        Audience audience,
        Instant created,
        Optional<Instant> edited,
        boolean deleted,
        boolean pinned,
        long likes,
        long shares,
        long replies,
        Optional<String> app,
        Optional<Piece> piece,
        Optional<ActorId> group,
        Optional<PostId> quoted,
        Optional<Policy> policy,
        long quotes,
        Optional<ActorId> awaits) {

    /// What quotes nothing, and says nothing about being quoted.
    PostRow(
            PostId id,
            String uri,
            String url,
            ActorId author,
            boolean home,
            Optional<PostId> shareOf,
            Optional<PostId> inReplyTo,
            Optional<ActorId> inReplyToAuthor,
            PostId thread,
            Body body,
            Optional<String> summary,
            boolean sensitive,
            Optional<String> language,
            Audience audience,
            Instant created,
            Optional<Instant> edited,
            boolean deleted,
            boolean pinned,
            long likes,
            long shares,
            long replies,
            Optional<String> app,
            Optional<Piece> piece,
            Optional<ActorId> group) {
        this(
                id,
                uri,
                url,
                author,
                home,
                shareOf,
                inReplyTo,
                inReplyToAuthor,
                thread,
                body,
                summary,
                sensitive,
                language,
                audience,
                created,
                edited,
                deleted,
                pinned,
                likes,
                shares,
                replies,
                app,
                piece,
                group,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }
}
