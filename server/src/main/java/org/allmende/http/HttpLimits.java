// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.nio.file.Path;
import java.time.Duration;

/// What the server bears from strangers before a route has been found, and where large uploads wait.
///
/// @param headerBytesMax request line and headers together; browsers and Fediverse servers stay under 8 KB
/// @param connectionsMax one home box holds a few thousand followers' servers, each with one or two connections
/// @param idle a connection on which nothing moves for so long is closed
/// @param heartbeat how often event streams and sockets show that they live; well under `idle`, also of proxies
/// @param spool the folder for uploads that are too big for memory
public record HttpLimits(int headerBytesMax, int connectionsMax, Duration idle, Duration heartbeat, Path spool) {

    private static final int HEADER_BYTES = 16 * 1024;
    private static final int CONNECTIONS = 4_000;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    public static HttpLimits usual(Path spool) {
        return new HttpLimits(HEADER_BYTES, CONNECTIONS, IDLE, HEARTBEAT, spool);
    }

    public HttpLimits idle(Duration idle) {
        return new HttpLimits(headerBytesMax, connectionsMax, idle, heartbeat, spool);
    }

    public HttpLimits heartbeat(Duration heartbeat) {
        return new HttpLimits(headerBytesMax, connectionsMax, idle, heartbeat, spool);
    }
}
