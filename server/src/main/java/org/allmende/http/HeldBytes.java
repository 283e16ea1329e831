// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.concurrent.atomic.AtomicLong;

/// The bytes of all bodies that are in memory, within one bound: each body is bounded by itself, but thousands of
/// connections can bring one each, slowly, before anybody has asked who they are.
final class HeldBytes {

    private final AtomicLong free;

    HeldBytes(long bytesMax) {
        this.free = new AtomicLong(bytesMax);
    }

    /// False, and nothing is taken, where there is not so much room.
    boolean take(long bytes) {
        if (free.addAndGet(-bytes) >= 0) {
            return true;
        }
        give(bytes);
        return false;
    }

    void give(long bytes) {
        free.addAndGet(bytes);
    }
}
