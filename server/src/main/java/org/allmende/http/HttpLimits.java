// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.nio.file.Path;
import java.time.Duration;

/// What the server bears from strangers before a route has been found, and where large uploads wait.
///
/// @param headerBytesMax request line and headers together; browsers and Fediverse servers stay under 8 KB
/// @param connectionsMax one home box holds a few thousand followers' servers, each with one or two connections
/// @param bodyBytesInAll the bodies of all requests that are in memory at one time
/// @param idle a connection on which nothing moves for so long is closed
/// @param heartbeat how often event streams and sockets show that they live; well under `idle`, also of proxies
/// @param spool the folder for uploads that are too big for memory
public record HttpLimits(
        int headerBytesMax, int connectionsMax, long bodyBytesInAll, Duration idle, Duration heartbeat, Path spool) {

    private static final int HEADER_BYTES = 16 * 1024;
    private static final int CONNECTIONS = 4_000;

    /// A fourth of the heap: what is read out of a body takes some times its bytes for a moment.
    private static final int HEAP_SHARE = 4;

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    public static HttpLimits usual(Path spool) {
        var bodies = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
        return new HttpLimits(HEADER_BYTES, CONNECTIONS, bodies, IDLE, HEARTBEAT, spool);
    }

    public HttpLimits idle(Duration idle) {
        return new HttpLimits(headerBytesMax, connectionsMax, bodyBytesInAll, idle, heartbeat, spool);
    }

    public HttpLimits heartbeat(Duration heartbeat) {
        return new HttpLimits(headerBytesMax, connectionsMax, bodyBytesInAll, idle, heartbeat, spool);
    }

    HttpLimits connectionsMax(int connections) {
        return new HttpLimits(headerBytesMax, connections, bodyBytesInAll, idle, heartbeat, spool);
    }

    HttpLimits bodyBytesInAll(long bytes) {
        return new HttpLimits(headerBytesMax, connectionsMax, bytes, idle, heartbeat, spool);
    }
}
