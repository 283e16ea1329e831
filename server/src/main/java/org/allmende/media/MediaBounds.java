// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

/// What the owner decides about media: the largest upload, the disk for copies of foreign pictures, how many a post of
/// a member may have.
public record MediaBounds(long uploadBytesMax, long cacheBytesMax, int perPostMax) {

    public MediaBounds {
        if (uploadBytesMax < 1 || cacheBytesMax < 0 || perPostMax < 1) {
            throw new IllegalArgumentException("bounds are positive");
        }
    }
}
