// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

/// What a picture is for, which decides how large it is kept and whether it is cut to a shape.
public enum Target {
    /// Part of a post: whole, at most 2560 pixels on the long side.
    ATTACHMENT(2_560, 2_560, false, 640),
    /// A face: the middle square.
    AVATAR(400, 400, true, 120),
    /// The banner over a profile: the middle, three to one.
    HEADER(1_500, 500, true, 640),
    /// A custom emoji: whole, twice the size in which most are drawn.
    EMOJI(256, 256, false, 128),
    /// The picture of a linked page: whole, as large as a card is ever shown.
    PREVIEW(1_200, 1_200, false, 400);

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
