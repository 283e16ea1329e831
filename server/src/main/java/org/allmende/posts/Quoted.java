// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.Optional;
import org.allmende.base.PostId;

/// What a post quotes, as one reader may see it.
///
/// `id` is there only where the quote is ACCEPTED, and `post` then too, except for what a quoted post quotes itself.
/// `plain` quotes were made in a spelling that knows of no consent.
public record Quoted(QuoteState state, Optional<PostId> id, Optional<Post> post, boolean plain) {

    static Quoted without(QuoteState state, boolean plain) {
        return new Quoted(state, Optional.empty(), Optional.empty(), plain);
    }
}
