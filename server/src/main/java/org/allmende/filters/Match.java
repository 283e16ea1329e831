// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.filters;

import java.util.List;
import org.allmende.base.PostId;

/// Why a post is filtered: which filter, what of it was found, and whether the post was picked out itself.
public record Match(Filter filter, List<String> found, List<PostId> picked) {

    public Match {
        found = List.copyOf(found);
        picked = List.copyOf(picked);
    }
}
