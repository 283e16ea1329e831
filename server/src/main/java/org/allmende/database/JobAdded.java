// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

/// There is new work: wakes the dispatcher.
record JobAdded(String kind) {}
