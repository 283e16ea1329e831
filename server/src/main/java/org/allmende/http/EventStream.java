// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// An open stream of server-sent events. Sending never waits for the reader: one who falls too far behind is cut off
/// and will come back.
public final class EventStream {

    /// A busy public timeline makes a few events a second; a reader a minute behind has gone.
    static final int QUEUE_MAX = 128;

    private static final byte[] END = {};

    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Runnable cut;
    private final List<Runnable> farewells = new ArrayList<>();
    private boolean gone;

    EventStream(Runnable cut) {
        this.cut = cut;
    }

    /// Sends an event; false when the reader is gone.
    public boolean send(String event, String data) {
        return offer("event: " + line(event) + "\n" + lines(data));
    }

    /// Sends an event with an id, which the reader names in `Last-Event-ID` when it comes back.
    public boolean send(String id, String event, String data) {
        return offer("id: " + line(id) + "\nevent: " + line(event) + "\n" + lines(data));
    }

    /// Sends a line that readers skip.
    public boolean comment(String text) {
        return offer(":" + line(text) + "\n\n");
    }

    /// Ends the stream after what has been sent.
    public void close() {
        if (!queue.offer(END)) {
            abandon();
        }
    }

    public synchronized boolean open() {
        return !gone;
    }

    /// Runs when the stream has ended, at once if it already has.
    public void onClose(Runnable farewell) {
        synchronized (this) {
            if (!gone) {
                farewells.add(farewell);
                return;
            }
        }
        farewell.run();
    }

    private boolean offer(String text) {
        if (!open()) {
            return false;
        }
        if (queue.offer(text.getBytes(StandardCharsets.UTF_8))) {
            return true;
        }
        abandon();
        return false;
    }

    private void abandon() {
        leave();
        cut.run();
    }

    private void leave() {
        List<Runnable> told;
        synchronized (this) {
            gone = true;
            told = List.copyOf(farewells);
            farewells.clear();
        }
        told.forEach(Runnable::run);
    }

    /// Opens the source and writes what it sends until the stream ends, and a sign of life where nothing is.
    void pump(EventSource source, OutputStream out, Duration heartbeat) throws IOException {
        try {
            out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            source.open(this);
            while (open()) {
                var next = queue.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
                if (next == END) {
                    return;
                }
                out.write(next == null ? ":thump\n\n".getBytes(StandardCharsets.UTF_8) : next);
                if (queue.isEmpty()) {
                    out.flush();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    private static String line(String text) {
        return text.replaceAll("[\r\n]+", " ");
    }

    private static String lines(String data) {
        return "data: " + data.replaceAll("\r\n|\r|\n", "\ndata: ") + "\n\n";
    }
}
