// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

/// What the reader has done with a post.
public record Mine(boolean liked, boolean shared, boolean bookmarked, boolean threadMuted) {

    static final Mine NOTHING = new Mine(false, false, false, false);
}
