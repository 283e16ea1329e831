// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/// When somebody wants to be left alone: notifications are kept, and nothing is told live or pushed.
public record QuietHours(ZoneId zone, LocalTime from, LocalTime until) {

    /// The hour of the end is loud again; hours that end before they begin go over midnight.
    public boolean at(Instant now) {
        var time = now.atZone(zone).toLocalTime();
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !from.equals(until) && (!time.isBefore(from) || time.isBefore(until));
    }
}
