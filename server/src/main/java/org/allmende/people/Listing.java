// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import org.allmende.base.Page;

/// Which part of the directory somebody asks for, who said something last or who came last first.
public record Listing(boolean localOnly, boolean active, int offset, int limit) {

    /// Nobody turns so many pages.
    public static final int OFFSET_MAX = 10_000;

    public Listing {
        offset = Math.clamp(offset, 0, OFFSET_MAX);
        limit = Math.clamp(limit, 1, Page.LIMIT_MAX);
    }
}
