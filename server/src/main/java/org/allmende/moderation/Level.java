// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

/// How far somebody, or a whole domain, is kept away. In rising order.
public enum Level {
    NONE,
    /// Shown only to who follows them or looks for them; their follows wait for consent.
    LIMIT,
    /// Nothing comes from there, nothing goes there, nothing is shown.
    SUSPEND
}
