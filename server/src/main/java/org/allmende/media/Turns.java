// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// So many at once and no more, and fewer for each host: one that is slow on purpose must not take all places.
final class Turns {

    private final int most;
    private final int mostPerHost;
    private final Lock lock = new ReentrantLock();
    private final Condition given = lock.newCondition();
    private final Map<String, Integer> hosts = new HashMap<>();
    private int taken;

    Turns(int most, int mostPerHost) {
        this.most = most;
        this.mostPerHost = mostPerHost;
    }

    /// False when there was no turn within `patience`. Else [#give] must follow.
    boolean take(String host, Duration patience) {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (taken >= most || hosts.getOrDefault(host, 0) >= mostPerHost) {
                if (left <= 0) {
                    return false;
                }
                left = given.awaitNanos(left);
            }
            taken++;
            hosts.merge(host, 1, Integer::sum);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    void give(String host) {
        lock.lock();
        try {
            taken--;
            hosts.computeIfPresent(host, (_, count) -> count > 1 ? count - 1 : null);
            given.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
