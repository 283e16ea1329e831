// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A film on its way into the store: fetched once, read by everybody from what has come so far.
final class Download implements Film {

    enum State {
        /// Nothing has come yet.
        ASKED,
        COMING,
        /// It is here, whole.
        HERE,
        /// It does not come this way: it was stored meanwhile, or is only passed on.
        ELSEWHERE,
        FAILED
    }

    /// A film that begins to come may be long, and its end far away; who waits longer than this for a part of it had
    /// better ask again.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// As long as it takes to find the server and to be answered.
    private static final Duration BEGIN_PATIENCE = Duration.ofSeconds(20);

    /// Players close a connection and open the next; a film that nobody comes back to is not fetched to its end.
    private static final Duration ABANDONED_AFTER = Duration.ofSeconds(30);

    /// Below this a place is taken up rather than used. Counted after a while, as connections start slowly.
    private static final long BYTES_PER_SECOND_MIN = 4 * 1024;

    private static final Duration PACE_COUNTED_AFTER = Duration.ofSeconds(20);
    private static final int CHUNK_BYTES = 32 * 1024;

    private final Clock clock;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Path coming;
    private Path place;
    private State state = State.ASKED;
    private boolean tooLarge;
    private OptionalLong total = OptionalLong.empty();
    private String mime = "";
    private long arrived;
    private int readers;
    private Instant unreadSince;

    Download(Clock clock) {
        this.clock = clock;
        this.unreadSince = clock.instant();
    }

    // Bringing

    /// Takes what comes, to its end, into a file that is there and empty.
    void take(Fetcher.Arrival arrival, InputStream body, Path file, long bytesMax) throws IOException {
        refuseLarger(arrival.total().orElse(0), bytesMax);
        var start = body.readNBytes(FilmFormat.MAGIC_LENGTH);
        var type = FilmFormat.of(start).orElseThrow(() -> new IOException("neither a film nor a sound"));
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(start));
            begin(type, arrival.total(), file, start.length);
            var since = clock.instant();
            var chunk = new byte[CHUNK_BYTES];
            for (var read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                for (var rest = ByteBuffer.wrap(chunk, 0, read); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
                grow(read, bytesMax, Duration.between(since, clock.instant()));
            }
        }
        if (arrival.total().isPresent() && arrival.total().getAsLong() != arrived()) {
            throw new IOException("it broke off after " + arrived() + " bytes");
        }
    }

    private void refuseLarger(long bytes, long bytesMax) throws IOException {
        if (bytes > bytesMax) {
            locked(() -> tooLarge = true);
            throw new IOException("more than " + bytesMax + " bytes");
        }
    }

    private void begin(String type, OptionalLong length, Path file, long bytes) {
        locked(() -> {
            coming = file;
            place = file;
            mime = type;
            total = length;
            arrived = bytes;
            state = State.COMING;
        });
    }

    private void grow(int bytes, long bytesMax, Duration elapsed) throws IOException {
        locked(() -> arrived += bytes);
        refuseLarger(arrived(), bytesMax);
        if (elapsed.compareTo(PACE_COUNTED_AFTER) > 0 && arrived() < elapsed.toSeconds() * BYTES_PER_SECOND_MIN) {
            throw new IOException("it comes too slowly");
        }
        if (abandoned()) {
            throw new IOException("nobody waits for it any more");
        }
    }

    /// Whether nobody has read it for a while. Then its end is no failure of its home.
    boolean abandoned() {
        return known(() -> readers == 0 && clock.instant().isAfter(unreadSince.plus(ABANDONED_AFTER)));
    }

    /// Whether it ended because it is larger than the store takes.
    boolean tooLarge() {
        return known(() -> tooLarge);
    }

    private long arrived() {
        return known(() -> arrived);
    }

    void movesTo(Path file) {
        locked(() -> place = file);
    }

    void end(State last) {
        locked(() -> state = last);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T known(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    // Reading

    /// Waits until it is known whether it can be had here. Still [State#ASKED] when its home does not answer.
    State begun() {
        lock.lock();
        try {
            var left = BEGIN_PATIENCE.toNanos();
            while (state == State.ASKED && left > 0) {
                left = changed.awaitNanos(left);
            }
            return state;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return state;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String mime() {
        return known(() -> mime);
    }

    @Override
    public OptionalLong length() {
        return known(() -> state == State.HERE ? OptionalLong.of(arrived) : total);
    }

    @Override
    public void copy(long from, long length, OutputStream out) throws IOException {
        locked(() -> readers++);
        try (var channel = open()) {
            var buffer = ByteBuffer.allocate(CHUNK_BYTES);
            var at = from;
            var left = length;
            while (left > 0) {
                var ready = ready(at);
                if (ready == 0) {
                    return;
                }
                buffer.clear().limit((int) Math.min(buffer.capacity(), Math.min(left, ready)));
                var read = channel.read(buffer, at);
                if (read < 0) {
                    throw new IOException("the file has become shorter");
                }
                out.write(buffer.array(), 0, read);
                at += read;
                left -= read;
            }
        } finally {
            locked(() -> {
                readers--;
                unreadSince = clock.instant();
            });
        }
    }

    // It may be moved to its place between our look and the opening. Who has it open already does not notice.
    private FileChannel open() throws IOException {
        try {
            return FileChannel.open(known(() -> coming), StandardOpenOption.READ);
        } catch (NoSuchFileException _) {
            return FileChannel.open(known(() -> place), StandardOpenOption.READ);
        }
    }

    /// How many bytes there are from here on: waits for one at least; 0 at the end.
    private long ready(long at) throws IOException {
        lock.lock();
        try {
            var left = PATIENCE.toNanos();
            while (at >= arrived && state == State.COMING && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (at < arrived) {
                return arrived - at;
            }
            if (state == State.HERE) {
                return 0;
            }
            throw new IOException("the rest does not come");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }
}
