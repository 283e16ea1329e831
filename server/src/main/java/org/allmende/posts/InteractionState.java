// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

/// How it stands with something that somebody asked to do to a post.
public enum InteractionState {
    /// The author has not answered yet, or their answer is not confirmed.
    PENDING,
    ACCEPTED,
    REJECTED,
    /// Agreed to once, and no longer.
    REVOKED
}
