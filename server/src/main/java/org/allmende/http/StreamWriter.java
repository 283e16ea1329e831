// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;
import java.io.OutputStream;

/// Writes a body piece by piece. A failure cuts the connection, so that nobody takes half for the whole.
@FunctionalInterface
public interface StreamWriter {

    void write(OutputStream out) throws IOException;
}
