// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

/// The other end of a WebSocket. Called for one thing at a time.
public interface SocketListener {

    void opened(Socket socket);

    void text(String text);

    /// Called once at the end, whoever ended it.
    void closed();
}
