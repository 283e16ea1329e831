// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

/// RFC 3492: the ASCII form of an international label. Only the way there; nothing here shows the way back.
final class Punycode {

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_POINT = 128;

    private Punycode() {}

    /// At most 63 code points make sense; the caller has bounded them, so nothing here can overflow.
    static String encode(int[] points) {
        var out = new StringBuilder();
        for (var point : points) {
            if (point < FIRST_POINT) {
                out.append((char) point);
            }
        }
        var plain = out.length();
        if (plain > 0) {
            out.append('-');
        }
        long next = FIRST_POINT;
        long delta = 0;
        int bias = FIRST_BIAS;
        for (int done = plain; done < points.length; next++, delta++) {
            var smallest = smallestFrom(points, next);
            delta += (smallest - next) * (done + 1);
            next = smallest;
            for (var point : points) {
                if (point < next) {
                    delta++;
                } else if (point == next) {
                    number(out, delta, bias);
                    bias = adapt(delta, done + 1, done == plain);
                    delta = 0;
                    done++;
                }
            }
        }
        return out.toString();
    }

    private static long smallestFrom(int[] points, long bound) {
        long smallest = Long.MAX_VALUE;
        for (var point : points) {
            if (point >= bound && point < smallest) {
                smallest = point;
            }
        }
        return smallest;
    }

    private static void number(StringBuilder out, long value, int bias) {
        long rest = value;
        for (int k = BASE; ; k += BASE) {
            int threshold = Math.clamp(k - bias, T_MIN, T_MAX);
            if (rest < threshold) {
                out.append(digit((int) rest));
                return;
            }
            out.append(digit(threshold + (int) ((rest - threshold) % (BASE - threshold))));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int adapt(long delta, int count, boolean first) {
        long rest = first ? delta / DAMP : delta / 2;
        rest += rest / count;
        int k = 0;
        for (; rest > (BASE - T_MIN) * T_MAX / 2; k += BASE) {
            rest /= BASE - T_MIN;
        }
        return (int) (k + (BASE - T_MIN + 1) * rest / (rest + SKEW));
    }
}
