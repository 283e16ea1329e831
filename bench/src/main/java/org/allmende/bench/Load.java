// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// What came of many requests: those answered well, how long each took, and how many were not.
record Load(Latencies latencies, int failed, double seconds, long bytes) {

    /// A bound for memory, not a wish: nothing here is answered so often in the time that a case may take.
    private static final int REQUESTS_MAX = 1_000_000;

    double perSecond() {
        return latencies.count() / seconds;
    }

    /// The size of an answer on average.
    double size() {
        return bytes / (double) Math.max(1, latencies.count());
    }

    private record Part(long[] taken, int failed, long bytes) {}

    static Load time(int port, int clients, Duration time, byte[] request) {
        return run(port, clients, time, REQUESTS_MAX, _ -> request);
    }

    /// Each request once, in order, by whoever of the clients is free.
    static Load each(int port, int clients, List<byte[]> requests) {
        return run(port, clients, Duration.ofMinutes(5), requests.size(), requests::get);
    }

    private static Load run(int port, int clients, Duration time, int most, IntFunction<byte[]> requests) {
        var next = new AtomicInteger();
        var parts = new ArrayList<Part>();
        var threads = new ArrayList<Thread>();
        var began = System.nanoTime();
        for (var client = 0; client < clients; client++) {
            threads.add(Thread.ofPlatform().start(() -> {
                var part = client(port, began + time.toNanos(), next, most, requests);
                synchronized (parts) {
                    parts.add(part);
                }
            }));
        }
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Load(
                Latencies.all(parts.stream().map(Part::taken).toList()),
                parts.stream().mapToInt(Part::failed).sum(),
                (System.nanoTime() - began) / 1e9,
                parts.stream().mapToLong(Part::bytes).sum());
    }

    private static Part client(int port, long until, AtomicInteger next, int most, IntFunction<byte[]> requests) {
        var taken = new long[Math.min(most, REQUESTS_MAX)];
        var count = 0;
        var failed = 0;
        var bytes = 0L;
        try (var line = new Line(port)) {
            for (var i = next.getAndIncrement(); i < most; i = next.getAndIncrement()) {
                var began = System.nanoTime();
                if (began >= until) {
                    break;
                }
                var reply = line.send(requests.apply(i));
                if (reply.fine()) {
                    taken[count++] = System.nanoTime() - began;
                    bytes += reply.body().length;
                } else {
                    failed++;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the server under test cannot be spoken to", e);
        }
        return new Part(Arrays.copyOf(taken, count), failed, bytes);
    }
}
