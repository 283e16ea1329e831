// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

/// What an encoder did to the pixels before it packed them, and how it is undone. Pixels are ARGB.
record WebpTransform(Kind kind, int width, int height, int scale, int[] values) {

    /// In the order of their numbers in the format.
    enum Kind {
        PREDICTOR,
        COLOUR,
        GREEN,
        PALETTE
    }

    private static final int OPAQUE_BLACK = 0xFF000000;

    /// A palette, stored as differences. Up to 16 colours are packed, several pixels into one.
    static WebpTransform palette(int[] differences, int width, int height) {
        int packing = differences.length > 16 ? 0 : differences.length > 4 ? 1 : differences.length > 2 ? 2 : 3;
        var colours = new int[256];
        for (int i = 0, colour = 0; i < differences.length; i++) {
            colour = sum(colour, differences[i]);
            colours[i] = colour;
        }
        return new WebpTransform(Kind.PALETTE, width, height, packing, colours);
    }

    /// How wide the picture is before this is undone.
    int storedWidth() {
        return kind == Kind.PALETTE ? width + (1 << scale) - 1 >> scale : width;
    }

    void undo(int[] pixels) {
        switch (kind) {
            case PREDICTOR -> predict(pixels);
            case COLOUR -> colour(pixels);
            case GREEN -> green(pixels);
            case PALETTE -> look(pixels);
        }
    }

    private void predict(int[] pixels) {
        var blocks = width + (1 << scale) - 1 >> scale;
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                int guess;
                if (y == 0) {
                    guess = x == 0 ? OPAQUE_BLACK : pixels[at - 1];
                } else if (x == 0) {
                    guess = pixels[at - width];
                } else {
                    guess = guess(values[(y >> scale) * blocks + (x >> scale)] >>> 8 & 0xF, pixels, at);
                }
                pixels[at] = sum(pixels[at], guess);
            }
        }
    }

    private int guess(int mode, int[] pixels, int at) {
        int left = pixels[at - 1];
        int top = pixels[at - width];
        int corner = pixels[at - width - 1];
        int right = pixels[at - width + 1];
        return switch (mode) {
            case 1 -> left;
            case 2 -> top;
            case 3 -> right;
            case 4 -> corner;
            case 5 -> mean(mean(left, right), top);
            case 6 -> mean(left, corner);
            case 7 -> mean(left, top);
            case 8 -> mean(corner, top);
            case 9 -> mean(top, right);
            case 10 -> mean(mean(left, corner), mean(top, right));
            case 11 -> difference(top, corner) < difference(left, corner) ? left : top;
            case 12 -> slope(left, top, corner);
            case 13 -> halfSlope(mean(left, top), corner);
            default -> OPAQUE_BLACK;
        };
    }

    private void colour(int[] pixels) {
        var blocks = width + (1 << scale) - 1 >> scale;
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                int factors = values[(y >> scale) * blocks + (x >> scale)];
                int pixel = pixels[at];
                int green = pixel >> 8;
                int red = (pixel >> 16) + times(factors, green) & 0xFF;
                int blue = pixel + times(factors >> 8, green) + times(factors >> 16, red) & 0xFF;
                pixels[at] = pixel & 0xFF00FF00 | red << 16 | blue;
            }
        }
    }

    private void green(int[] pixels) {
        for (int at = 0; at < width * height; at++) {
            int green = pixels[at] >>> 8 & 0xFF;
            pixels[at] = sum(pixels[at], green << 16 | green);
        }
    }

    // From the end, so that packed pixels are read before others are written over them.
    private void look(int[] pixels) {
        int stored = storedWidth();
        int size = 8 >> scale;
        for (int y = height - 1; y >= 0; y--) {
            for (int x = width - 1; x >= 0; x--) {
                int packed = pixels[y * stored + (x >> scale)] >>> 8 & 0xFF;
                int place = (x & (1 << scale) - 1) * size;
                pixels[y * width + x] = values[packed >> place & (1 << size) - 1];
            }
        }
    }

    private static int times(int factor, int colour) {
        return (byte) factor * (byte) colour >> 5;
    }

    private static int sum(int one, int other) {
        return (one & 0xFF00FF00) + (other & 0xFF00FF00) & 0xFF00FF00
                | (one & 0x00FF00FF) + (other & 0x00FF00FF) & 0x00FF00FF;
    }

    private static int mean(int one, int other) {
        return (((one ^ other) & 0xFEFEFEFE) >>> 1) + (one & other);
    }

    private static int difference(int one, int other) {
        int difference = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            difference += Math.abs((one >>> shift & 0xFF) - (other >>> shift & 0xFF));
        }
        return difference;
    }

    private static int slope(int left, int top, int corner) {
        int pixel = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int value = (left >>> shift & 0xFF) + (top >>> shift & 0xFF) - (corner >>> shift & 0xFF);
            pixel |= Math.clamp(value, 0, 0xFF) << shift;
        }
        return pixel;
    }

    private static int halfSlope(int mean, int corner) {
        int pixel = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int value = mean >>> shift & 0xFF;
            pixel |= Math.clamp(value + (value - (corner >>> shift & 0xFF)) / 2, 0, 0xFF) << shift;
        }
        return pixel;
    }
}
