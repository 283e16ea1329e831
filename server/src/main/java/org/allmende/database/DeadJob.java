// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

/// Work that was given up, for the administrator to see and to try again.
public record DeadJob(long id, String kind, String lane, int tries, String reason) {}
