// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

/// Which copy of a picture.
public enum Size {
    ORIGINAL,
    /// For timelines: a few hundred pixels wide.
    SMALL
}
