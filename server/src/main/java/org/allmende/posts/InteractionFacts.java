// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;

/// A row of the `interaction` table: what somebody asked to do to a post, and what its author said.
///
/// `author` is whose word counts. `address` is that of the like or share, or of the answer; `deed` the answer, or the
/// share that there will be. `detail` is the emoji of a reaction, or the audience of a share. `stamp` is proved only
/// where the state is ACCEPTED; what members let happen has none: theirs is confirmed here, by the number. `request` is
/// the address under which it was asked for, where it was.
public record InteractionFacts(
        long id,
        Interaction what,
        PostId post,
        ActorId author,
        ActorId actor,
        String address,
        Optional<PostId> deed,
        String detail,
        InteractionState state,
        Optional<String> stamp,
        Optional<String> request,
        Instant asked,
        Optional<Instant> decided) {

    public boolean accepted() {
        return state == InteractionState.ACCEPTED;
    }

    InteractionFacts with(InteractionState now, Optional<String> proof, Instant when) {
        return new InteractionFacts(
                id, what, post, author, actor, address, deed, detail, now, proof, request, asked, Optional.of(when));
    }

    InteractionFacts requested(Optional<String> other) {
        return new InteractionFacts(
                id, what, post, author, actor, address, deed, detail, state, stamp, other, asked, decided);
    }
}
