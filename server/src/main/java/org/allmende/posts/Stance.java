// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

/// What must happen before somebody may do something to a post.
public enum Stance {
    /// Nothing.
    FREE,
    /// The author has to agree, or their home to confirm that they do.
    ASK,
    DENIED
}
