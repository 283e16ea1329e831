// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.Optional;

/// Which of somebody's posts are wanted.
public record AuthorFilter(
        boolean withReplies, boolean withShares, boolean onlyMedia, boolean onlyPinned, Optional<String> tag) {

    public static final AuthorFilter ALL = new AuthorFilter(true, true, false, false, Optional.empty());
    public static final AuthorFilter POSTS = new AuthorFilter(false, true, false, false, Optional.empty());
    public static final AuthorFilter MEDIA = new AuthorFilter(true, false, true, false, Optional.empty());
    public static final AuthorFilter PINNED = new AuthorFilter(true, false, false, true, Optional.empty());
}
