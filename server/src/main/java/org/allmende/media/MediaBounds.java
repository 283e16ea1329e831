// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

/// What the owner decides about media: the largest upload, the disk for copies of foreign files, how many a post of a
/// member may have, and whether there are copies at all.
public record MediaBounds(long uploadBytesMax, long cacheBytesMax, int perPostMax, Keeping foreignKept) {

    public MediaBounds {
        if (uploadBytesMax < 1 || cacheBytesMax < 0 || perPostMax < 1) {
            throw new IllegalArgumentException("bounds are positive");
        }
    }
}
