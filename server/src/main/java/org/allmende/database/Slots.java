// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who is at work here: how many jobs of each kind, and of those how many in each lane.
final class Slots {

    /// The part of a kind's room that all its doubtful lanes share.
    private static final int DOUBTFUL_PART = 4;

    enum Room {
        FREE,
        /// This lane has no more room.
        LANE_FULL,
        /// The doubtful lanes have no more room.
        DOUBTFUL_FULL
    }

    private record Place(String kind, String lane) {}

    private static final class Taken {
        private int all;
        private int doubtful;
    }

    private final Map<Place, Integer> lanes = new HashMap<>();
    private final Map<String, Taken> kinds = new HashMap<>();

    synchronized int free(String kind, Work work) {
        return work.inAll() - (kinds.containsKey(kind) ? kinds.get(kind).all : 0);
    }

    /// Lanes in which no further job may begin.
    synchronized List<String> full(String kind, Work work) {
        return lanes.entrySet().stream()
                .filter(entry -> entry.getKey().kind.equals(kind))
                .filter(entry -> entry.getValue() >= width(work, work.ease().apply(entry.getKey().lane)))
                .map(entry -> entry.getKey().lane)
                .toList();
    }

    private static int width(Work work, Ease ease) {
        return switch (ease) {
            case USUAL -> work.atOnce();
            case CAREFUL, DOUBTFUL -> 1;
        };
    }

    /// Takes a place for a job, if there is one.
    synchronized Room take(String kind, String lane, Work work, Ease ease) {
        var taken = kinds.computeIfAbsent(kind, _ -> new Taken());
        var here = lanes.getOrDefault(new Place(kind, lane), 0);
        if (here >= width(work, ease)) {
            return Room.LANE_FULL;
        }
        if (ease == Ease.DOUBTFUL && taken.doubtful >= Math.max(1, work.inAll() / DOUBTFUL_PART)) {
            return Room.DOUBTFUL_FULL;
        }
        lanes.put(new Place(kind, lane), here + 1);
        taken.all++;
        taken.doubtful += ease == Ease.DOUBTFUL ? 1 : 0;
        return Room.FREE;
    }

    /// Gives it back. `ease` is what the place was taken with.
    synchronized void leave(String kind, String lane, Ease ease) {
        lanes.computeIfPresent(new Place(kind, lane), (_, count) -> count > 1 ? count - 1 : null);
        kinds.computeIfPresent(kind, (_, taken) -> {
            taken.all--;
            taken.doubtful -= ease == Ease.DOUBTFUL ? 1 : 0;
            return taken.all > 0 ? taken : null;
        });
    }

    synchronized boolean empty() {
        return kinds.isEmpty();
    }
}
