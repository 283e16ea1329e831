// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.time.Instant;

/// Work that was given up, for the administrator to see and to try again.
///
/// `first` is when it was asked for, `last` when it was tried last.
public record DeadJob(long id, String kind, String lane, int tries, String reason, Instant first, Instant last) {}
