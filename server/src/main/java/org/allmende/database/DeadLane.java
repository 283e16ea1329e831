// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.time.Instant;

/// All that was given up of one kind in one lane: to one host, mostly for one reason.
///
/// `reason` is that of the newest; `first` is when the oldest was asked for, `last` when the last try was.
public record DeadLane(String kind, String lane, long count, String reason, Instant first, Instant last) {}
