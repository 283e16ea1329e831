// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// What is between the reader and a person.
record Bond(
        boolean following,
        boolean showingShares,
        boolean notifying,
        boolean requested,
        boolean followedBy,
        boolean blocking,
        boolean blockedBy,
        boolean muting,
        boolean endorsing,
        boolean avoiding) {

    static final Bond NONE = new Bond(false, false, false, false, false, false, false, false, false, false);
}
