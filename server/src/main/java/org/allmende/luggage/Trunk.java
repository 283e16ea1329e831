// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.luggage;

import java.time.Instant;
import java.util.List;

/// A file that somebody brought along: how much of it is unpacked, and some of the lines that could not be.
public record Trunk(long id, Kind kind, int total, int waiting, int failed, List<String> failures, Instant brought) {

    /// What a file holds, in the form in which Mastodon writes it.
    public enum Kind {
        FOLLOWING,
        FOLLOWERS,
        BLOCKS,
        MUTES,
        LISTS,
        BOOKMARKS,
        DOMAINS;

        /// Nobody can be made to follow.
        public boolean comesIn() {
            return this != FOLLOWERS;
        }
    }
}
