// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;

/// Where a list goes on: addresses of the newer and the older part.
record Pager(Optional<String> newer, Optional<String> older) {

    static final Pager NONE = new Pager(Optional.empty(), Optional.empty());

    boolean any() {
        return newer.isPresent() || older.isPresent();
    }
}
