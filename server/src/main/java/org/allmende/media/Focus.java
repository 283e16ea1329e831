// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

/// The point of a picture that must stay visible when it is cropped: 0, 0 is the middle, 1, 1 the upper right corner.
public record Focus(double x, double y) {

    public static final Focus MIDDLE = new Focus(0, 0);

    public Focus {
        x = bounded(x);
        y = bounded(y);
    }

    private static double bounded(double value) {
        return Double.isNaN(value) ? 0 : Math.clamp(value, -1.0, 1.0);
    }
}
