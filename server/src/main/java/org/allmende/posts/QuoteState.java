// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

/// How it stands with a quote.
public enum QuoteState {
    /// The quoted author has not answered yet, or their answer is not confirmed.
    PENDING,
    ACCEPTED,
    REJECTED,
    /// Agreed to once, and no longer.
    REVOKED,
    /// The quoted post was taken back.
    DELETED,
    /// Not for this reader's eyes.
    HIDDEN
}
