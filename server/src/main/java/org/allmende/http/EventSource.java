// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

/// Something that has news for a stream of server-sent events.
@FunctionalInterface
public interface EventSource {

    /// Called once when the stream is open: keep it, tell others of it, and return.
    void open(EventStream stream);
}
