// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.io.EndPoint;

/// Closes connections that send the head of a request byte by byte: every byte resets the idle timeout, so that alone
/// would let a few machines hold all connections.
final class Dawdlers {

    private final long nanosMax;
    private final Map<EndPoint, Pause> pauses = new HashMap<>();

    Dawdlers(Duration head) {
        this.nanosMax = head.toNanos();
    }

    /// A connection between two requests: how many bytes had come when nothing of the next one was there yet.
    private record Pause(long requests, long bytes, long since) {}

    void sweep(Collection<EndPoint> endPoints, long nanos) {
        pauses.keySet().retainAll(endPoints);
        for (var endPoint : endPoints) {
            var connection = endPoint.getConnection();
            if (connection == null || connection.getMessagesIn() != connection.getMessagesOut()) {
                pauses.remove(endPoint);
                continue;
            }
            var requests = connection.getMessagesIn();
            var bytes = connection.getBytesIn();
            var pause = pauses.get(endPoint);
            if (pause == null || pause.requests != requests) {
                pauses.put(endPoint, new Pause(requests, requests == 0 ? 0 : bytes, nanos));
            } else if (pause.bytes == bytes) {
                pauses.put(endPoint, new Pause(requests, bytes, nanos));
            } else if (nanos - pause.since > nanosMax) {
                pauses.remove(endPoint);
                endPoint.close();
            }
        }
    }
}
