// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

/// What a picture is for, which decides how large it is kept and whether it is cut to a shape.
public enum Target {
    /// Part of a post: whole, at most 2560 pixels on the long side.
    ATTACHMENT(2_560, 2_560, false, 640),
    /// A face: the middle square.
    AVATAR(400, 400, true, 120),
    /// The banner over a profile: the middle, three to one.
    HEADER(1_500, 500, true, 640);

    private final Extent bounds;
    private final boolean cut;
    private final int smallSide;

    Target(int width, int height, boolean cut, int smallSide) {
        this.bounds = new Extent(width, height);
        this.cut = cut;
        this.smallSide = smallSide;
    }

    Extent bounds() {
        return bounds;
    }

    boolean cut() {
        return cut;
    }

    int smallSide() {
        return smallSide;
    }
}
