// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

/// Whether a member may come in.
public enum AccountState {
    /// Waits for approval.
    PENDING,
    ACTIVE,
    /// Left, or was sent away.
    CLOSED
}
