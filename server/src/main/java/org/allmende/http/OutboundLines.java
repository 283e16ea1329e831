// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// All connections that are open: so many for each origin, and of those that nobody uses the ones that were used last,
/// whoever they lead to. One post goes to thousands of hosts, and each would leave a connection behind that nobody
/// needs for the next hour.
final class OutboundLines implements AutoCloseable {

    /// Where a connection leads: they are never used for anything else.
    record Origin(String scheme, String host, int port) {}

    private static final class Place {
        private final Semaphore free;
        private final Deque<OutboundLine> idle = new ArrayDeque<>(1);
        private int users;

        private Place(int width) {
            free = new Semaphore(width, true);
        }
    }

    /// How late we may be to notice that somebody is late.
    private static final Duration TICK = Duration.ofMillis(100);

    private final int perOrigin;
    private final int idleMax;
    private final long restNanosMax;
    private final Map<Origin, Place> places = new HashMap<>();

    // In the order in which they became idle.
    private final Map<OutboundLine, Origin> idle = new LinkedHashMap<>();
    private final Set<OutboundLine> busy = ConcurrentHashMap.newKeySet();
    private final Thread watch = Thread.ofVirtual().name("outbound").unstarted(this::watch);
    private volatile boolean parked;
    private volatile boolean closed;

    OutboundLines(int perOrigin, int idleMax, Duration restMax) {
        this.perOrigin = perOrigin;
        this.idleMax = idleMax;
        this.restNanosMax = restMax.toNanos();
        watch.start();
    }

    /// Waits until one more may be used. Whoever enters leaves.
    void enter(Origin origin, Duration left) throws IOException {
        Place place;
        synchronized (places) {
            place = places.computeIfAbsent(origin, _ -> new Place(perOrigin));
            place.users++;
        }
        try {
            if (place.free.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        synchronized (places) {
            gone(origin, place);
        }
        throw new IOException("too much is asked there already");
    }

    void leave(Origin origin) {
        synchronized (places) {
            var place = places.get(origin);
            place.free.release();
            gone(origin, place);
        }
    }

    private void gone(Origin origin, Place place) {
        place.users--;
        forgetIfEmpty(origin, place);
    }

    private void forgetIfEmpty(Origin origin, Place place) {
        if (place.users == 0 && place.idle.isEmpty()) {
            places.remove(origin);
        }
    }

    /// One that waits there: the youngest, which is the least likely to have been closed by the other side.
    Optional<OutboundLine> waiting(Origin origin) {
        synchronized (places) {
            var line = Optional.ofNullable(places.get(origin).idle.pollLast());
            line.ifPresent(idle::remove);
            return line;
        }
    }

    /// From now on it is watched.
    void use(OutboundLine line) throws IOException {
        busy.add(line);
        if (closed) {
            line.cut();
            throw new IOException("the program stops");
        }
        if (parked) {
            LockSupport.unpark(watch);
        }
    }

    void end(OutboundLine line) {
        busy.remove(line);
        line.cut();
    }

    /// Keeps it for the next request.
    void keep(OutboundLine line, Origin origin) {
        line.rest();
        busy.remove(line);
        OutboundLine oldest = null;
        synchronized (places) {
            if (closed) {
                oldest = line;
            } else {
                places.get(origin).idle.addLast(line);
                idle.put(line, origin);
                if (idle.size() > idleMax) {
                    oldest = idle.keySet().iterator().next();
                    drop(oldest);
                }
            }
        }
        if (oldest != null) {
            oldest.cut();
        }
    }

    private void drop(OutboundLine line) {
        var origin = idle.remove(line);
        var place = places.get(origin);
        place.idle.remove(line);
        forgetIfEmpty(origin, place);
    }

    /// How many are open and wait.
    int waiting() {
        synchronized (places) {
            return idle.size();
        }
    }

    private void watch() {
        while (!closed) {
            if (sweep(System.nanoTime())) {
                LockSupport.parkNanos(TICK.toNanos());
            } else {
                parked = true;
                // Looked at again: whoever came before `parked` was set wakes nobody.
                if (busy.isEmpty() && waiting() == 0 && !closed) {
                    LockSupport.park();
                }
                parked = false;
            }
        }
    }

    /// Cuts what is overdue and closes what has waited for too long. False if there is nothing to watch.
    private boolean sweep(long now) {
        busy.forEach(line -> line.cutIfOverdue(now));
        var tired = new ArrayList<OutboundLine>();
        synchronized (places) {
            for (var line : idle.keySet()) {
                if (now - line.lately() <= restNanosMax) {
                    break;
                }
                tired.add(line);
            }
            tired.forEach(this::drop);
        }
        tired.forEach(OutboundLine::cut);
        return !busy.isEmpty() || waiting() > 0;
    }

    @Override
    public void close() {
        var open = new ArrayList<OutboundLine>();
        synchronized (places) {
            closed = true;
            open.addAll(idle.keySet());
            open.forEach(this::drop);
        }
        open.forEach(OutboundLine::cut);
        busy.forEach(OutboundLine::cut);
        LockSupport.unpark(watch);
    }
}
