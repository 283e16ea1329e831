// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

/// Who may become a member.
public enum Registration {
    /// Everybody, at once.
    OPEN,
    /// Who gives a reason and is approved; who is invited, at once.
    APPROVAL,
    /// Who is invited.
    INVITATION,
    /// Nobody.
    CLOSED
}
