// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

/// How freely work goes in a lane just now.
public enum Ease {
    /// As many at once as the work allows.
    USUAL,
    /// Nobody knows yet: one at a time.
    CAREFUL,
    /// It went wrong last time: one at a time, and all such lanes together get a small part of the room, so that
    /// whatever number of them is slow, the others are not.
    DOUBTFUL
}
