// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.List;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;

/// The news, within the transaction, that a post written here is about to be gone. `touched` are those who answered,
/// liked, shared or quoted it, reacted to it or voted in it: their homes have a copy, and a moment later nobody here
/// knows any more who they were.
public record Erasing(PostId post, ActorId author, List<ActorId> touched) {

    public Erasing {
        touched = List.copyOf(touched);
    }
}
