// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// All hosts of a crowd at once: answers every delivery with the same 202 and counts which inbox it was for.
///
/// One thread, no library and nothing checked, because it runs on the processors that it measures.
final class Sink implements AutoCloseable {

    private static final byte[] ACCEPTED = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] LENGTH = "content-length: ".getBytes(US_ASCII);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int BUFFER = 64 * 1024;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final int[] inboxes;
    private final Thread thread;
    private volatile boolean over;

    Sink(int port, int inboxesMax) throws IOException {
        inboxes = new int[inboxesMax];
        // Of every address of the loopback network.
        server.bind(new InetSocketAddress(port), 4_096);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        thread = Thread.ofPlatform().name("sink").daemon(true).start(this::serve);
    }

    /// What has come of a request so far.
    private static final class Half {
        private byte[] bytes = new byte[4 * 1024];
        private int length;
    }

    private void serve() {
        try {
            while (!over) {
                selector.select(this::serve);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                for (var channel = server.accept(); channel != null; channel = server.accept()) {
                    channel.configureBlocking(false);
                    channel.register(selector, SelectionKey.OP_READ, new Half());
                    connections.incrementAndGet();
                }
            } else {
                read((SocketChannel) key.channel(), (Half) key.attachment());
            }
        } catch (IOException _) {
            key.cancel();
        }
    }

    private void read(SocketChannel channel, Half half) throws IOException {
        buffer.clear();
        var read = channel.read(buffer);
        if (read < 0) {
            channel.close();
            return;
        }
        buffer.flip();
        if (half.bytes.length < half.length + read) {
            half.bytes = Arrays.copyOf(half.bytes, 2 * (half.length + read));
        }
        buffer.get(half.bytes, half.length, read);
        half.length += read;
        for (var end = end(half); end > 0 && end <= half.length; end = end(half)) {
            count(half);
            System.arraycopy(half.bytes, end, half.bytes, 0, half.length - end);
            half.length -= end;
            channel.write(ByteBuffer.wrap(ACCEPTED));
        }
    }

    /// Where the request ends, or 0 if its head is not complete.
    private static int end(Half half) {
        var length = 0;
        for (var at = 3; at < half.length; at++) {
            if (half.bytes[at] != '\n') {
                continue;
            }
            if (half.bytes[at - 2] == '\n') {
                return at + 1 + length;
            }
            if (starts(half, at + 1)) {
                length = 0;
                for (var digit = at + 1 + LENGTH.length;
                        digit < half.length && half.bytes[digit] >= '0' && half.bytes[digit] <= '9';
                        digit++) {
                    length = 10 * length + half.bytes[digit] - '0';
                }
            }
        }
        return 0;
    }

    private static boolean starts(Half half, int at) {
        if (at + LENGTH.length > half.length) {
            return false;
        }
        for (var i = 0; i < LENGTH.length; i++) {
            if ((half.bytes[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    // POST /u/123/inbox
    private void count(Half half) {
        var number = 0;
        for (var at = 8; half.bytes[at] != '/'; at++) {
            number = 10 * number + half.bytes[at] - '0';
        }
        synchronized (inboxes) {
            inboxes[number]++;
        }
        arrived.incrementAndGet();
    }

    void forget() {
        synchronized (inboxes) {
            Arrays.fill(inboxes, 0);
        }
        arrived.set(0);
        connections.set(0);
    }

    int arrived() {
        return arrived.get();
    }

    /// How many connections were made.
    int connections() {
        return connections.get();
    }

    /// How many inboxes got something at all.
    int reached() {
        synchronized (inboxes) {
            return (int) Arrays.stream(inboxes).filter(count -> count > 0).count();
        }
    }

    /// Waits until so many deliveries have come, and gives the time of the last.
    long await(int amount) {
        var began = System.nanoTime();
        while (arrived.get() < amount) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("only " + arrived.get() + " of " + amount + " have come");
            }
            Tested.nap(Duration.ofMillis(1));
        }
        return System.nanoTime();
    }

    @Override
    public void close() throws IOException {
        over = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
        server.close();
    }
}
