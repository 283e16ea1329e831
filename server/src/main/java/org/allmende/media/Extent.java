// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

/// Width and height in pixels. Pictures are made smaller, never larger.
record Extent(int width, int height) {

    long pixels() {
        return (long) width * height;
    }

    int longSide() {
        return Math.max(width, height);
    }

    /// The largest of this shape that fits into `bounds`.
    Extent within(Extent bounds) {
        return scaled(Math.min((double) bounds.width / width, (double) bounds.height / height));
    }

    /// The smallest of this shape that has `bounds` inside; as it is where that would be larger.
    Extent around(Extent bounds) {
        return scaled(Math.max((double) bounds.width / width, (double) bounds.height / height));
    }

    /// The largest of the shape of `bounds`, and no larger, that can be cut out of this.
    Extent cutTo(Extent bounds) {
        return bounds.scaled(Math.min((double) width / bounds.width, (double) height / bounds.height));
    }

    Extent turned() {
        return new Extent(height, width);
    }

    private Extent scaled(double factor) {
        return factor >= 1 ? this : new Extent(times(width, factor), times(height, factor));
    }

    private static int times(int side, double factor) {
        return Math.max(1, (int) Math.round(side * factor));
    }
}
