// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.Optional;
import org.allmende.base.PostId;

/// A row of the `quote` table: what is known about one post quoting another, whoever may see them.
///
/// `quotingUri` may be the address of a post that is not here. `stamp` is proved only where the state is ACCEPTED;
/// quotes of members' posts have none: theirs is confirmed here, by the number.
public record QuoteFacts(
        long id,
        PostId quoted,
        String quotingUri,
        Optional<PostId> quoting,
        QuoteState state,
        Optional<String> stamp,
        Optional<String> request,
        boolean plain) {

    boolean accepted() {
        return state == QuoteState.ACCEPTED;
    }
}
