// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

/// Whether an author lets somebody do something with a post.
public enum Permission {
    FREE,
    /// Once the author has agreed.
    ASK,
    /// Some may whom the author has named to their own home, and only there it is known who.
    UNKNOWN,
    DENIED
}
