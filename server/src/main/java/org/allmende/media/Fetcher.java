// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;

/// Brings foreign files here. Whoever fills this in guards the way out: no private addresses, no cookies, bounded time.
@FunctionalInterface
public interface Fetcher {

    /// Asks for what is at `url` and hands it over as it comes. Called once at most, `drain` takes as much as it wants;
    /// what it throws ends the fetch.
    ///
    /// @throws IOException when it cannot be had, in time, or not in the part that was wished for
    void fetch(String url, Wish wish, Drain drain) throws IOException;

    /// Takes what comes, as far as it wants.
    interface Drain {
        void take(Arrival arrival, InputStream body) throws IOException;
    }

    /// Which part is wanted, and how long all of it may take.
    record Wish(long from, OptionalLong length, Duration within) {

        static Wish whole(Duration within) {
            return new Wish(0, OptionalLong.empty(), within);
        }

        static Wish part(long from, long length, Duration within) {
            return new Wish(from, OptionalLong.of(length), within);
        }

        public boolean entire() {
            return length.isEmpty();
        }
    }

    /// What is coming.
    ///
    /// @param total the length of the whole file, where the sender says it
    /// @param part whether only the part comes that was wished for, and not the whole
    record Arrival(OptionalLong total, boolean part) {}
}
