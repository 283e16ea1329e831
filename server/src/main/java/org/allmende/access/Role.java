// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

/// What a member is trusted with. Each role may do what the ones below it may.
public enum Role {
    OWNER,
    MODERATOR,
    MEMBER;

    /// May look after reports and people.
    public boolean moderates() {
        return this != MEMBER;
    }
}
