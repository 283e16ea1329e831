// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;

/// The body of a request, given up when it arrives so slowly that somebody must mean it.
final class PacedBody implements Content.Source {

    /// A tenth of what the slowest mobile networks carry.
    private static final long BYTES_PER_SECOND = 500;

    private final Content.Source body;
    private final long graceNanos;
    private final long begin = System.nanoTime();
    private long bytes;

    PacedBody(Content.Source body, Duration grace) {
        this.body = body;
        this.graceNanos = grace.toNanos();
    }

    @Override
    public Content.Chunk read() {
        var chunk = body.read();
        if (chunk != null && !Content.Chunk.isFailure(chunk)) {
            bytes += chunk.remaining();
            if (!chunk.isLast() && tooSlow()) {
                chunk.release();
                var failure = new TimeoutException("the body comes too slowly");
                body.fail(failure);
                return Content.Chunk.from(failure, true);
            }
        }
        return chunk;
    }

    private boolean tooSlow() {
        var nanos = System.nanoTime() - begin - graceNanos;
        return nanos > 0 && bytes < Duration.ofNanos(nanos).toMillis() * BYTES_PER_SECOND / 1_000;
    }

    @Override
    public void demand(Runnable available) {
        body.demand(available);
    }

    @Override
    public void fail(Throwable failure) {
        body.fail(failure);
    }
}
