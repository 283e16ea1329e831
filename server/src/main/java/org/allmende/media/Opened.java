// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

/// What becomes of the wish to see a medium.
public sealed interface Opened permits StoredFile, Film, Opened.Busy {

    /// It cannot be had just now: too many are asking. Trying again in a moment helps.
    record Busy() implements Opened {}
}
