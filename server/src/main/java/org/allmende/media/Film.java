// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/// A foreign film or sound that is on its way through here.
public sealed interface Film extends Opened permits Download, Passage {

    /// Found by looking into it, never taken from who sent it.
    String mime();

    /// Empty where its home does not tell, or sends no parts: then it can only be had whole.
    OptionalLong length();

    /// Writes a stretch of it, waiting for what is still to come; the rest where `length` is more than there is.
    ///
    /// @throws IOException when it cannot be had
    void copy(long from, long length, OutputStream out) throws IOException;
}
