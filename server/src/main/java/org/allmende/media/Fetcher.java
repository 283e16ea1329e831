// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.IOException;
import java.nio.file.Path;

/// Brings foreign files here. Whoever fills this in guards the way out: no private addresses, bounded time.
@FunctionalInterface
public interface Fetcher {

    /// Writes what is at `url` into the file.
    ///
    /// @throws IOException when it cannot be had, or is larger than `bytesMax`
    void fetch(String url, Path into, long bytesMax) throws IOException;
}
