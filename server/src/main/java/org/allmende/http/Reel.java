// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/// Bytes that can be sent from any place on, although they may not all be here yet.
public interface Reel {

    /// How many there are; empty where nobody knows, and then they are only sent whole.
    OptionalLong length();

    /// Writes a stretch, waiting for what is still to come. All of it where `length` is more than there is.
    ///
    /// @throws IOException when it cannot be had: then the connection is cut, so that nobody takes it for the end
    void copy(long from, long length, OutputStream out) throws IOException;
}
