// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

/// How far a post reaches.
public enum Reach {
    /// Everybody, on every timeline.
    PUBLIC,
    /// Everybody who comes across it, but on no public timeline.
    UNLISTED,
    /// The author's followers, and who is mentioned.
    FOLLOWERS,
    /// Who follows the author and is followed back, and who is mentioned.
    MUTUALS,
    /// Only who is mentioned.
    DIRECT;

    /// May be seen by people without an account, if it is not local-only.
    public boolean open() {
        return this == PUBLIC || this == UNLISTED;
    }
}
