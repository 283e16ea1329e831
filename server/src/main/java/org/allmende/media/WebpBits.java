// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.nio.ByteBuffer;

/// The bits of a lossless WebP picture, lowest first, and the prefix codes that are read from them.
final class WebpBits {

    private static final int LENGTH_MAX = 15;
    private static final int TABLE_BITS = 8;
    private static final int[] LENGTHS_ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    private final ByteBuffer bytes;
    private int at;
    private long ahead;
    private int count;

    WebpBits(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    boolean flag() throws Refusal {
        return read(1) == 1;
    }

    int read(int bits) throws Refusal {
        fill();
        var value = (int) (ahead & (1L << bits) - 1);
        skip(bits);
        return value;
    }

    /// Reads one symbol. Frequent symbols are found at once, the others by walking down bit by bit.
    int read(Code code) throws Refusal {
        if (code.table.length == 1) {
            return code.table[0];
        }
        fill();
        var entry = code.table[(int) ahead & code.table.length - 1];
        if (entry != 0) {
            skip(entry >>> 16);
            return entry & 0xFFFF;
        }
        int value = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= LENGTH_MAX; length++) {
            value |= (int) (ahead >>> length - 1) & 1;
            if (value - first < code.counts[length]) {
                skip(length);
                return code.symbols[index + value - first];
            }
            index += code.counts[length];
            first = first + code.counts[length] << 1;
            value <<= 1;
        }
        throw PictureHeader.damaged();
    }

    // Beyond the end there are zeros to look at, but not to take.
    private void fill() {
        while (count < 32) {
            ahead |= at < bytes.limit() ? Byte.toUnsignedLong(bytes.get(at)) << count : 0;
            at++;
            count += 8;
        }
    }

    private void skip(int bits) throws Refusal {
        ahead >>>= bits;
        count -= bits;
        if (at - count / 8 > bytes.limit()) {
            throw PictureHeader.damaged();
        }
    }

    /// Reads the description of a code for symbols below `alphabet`.
    Code code(int alphabet) throws Refusal {
        var lengths = new int[alphabet];
        if (flag()) {
            var two = flag();
            mark(lengths, read(flag() ? 8 : 1));
            if (two) {
                mark(lengths, read(8));
            }
            return new Code(lengths);
        }
        var first = new int[LENGTHS_ORDER.length];
        int given = 4 + read(4);
        for (int i = 0; i < given; i++) {
            first[LENGTHS_ORDER[i]] = read(3);
        }
        var code = new Code(first);
        int left = flag() ? 2 + read(2 + 2 * read(3)) : alphabet;
        int previous = 8;
        for (int symbol = 0; symbol < alphabet && left > 0; left--) {
            int length = read(code);
            int times = switch (length) {
                case 16 -> 3 + read(2);
                case 17 -> 3 + read(3);
                case 18 -> 11 + read(7);
                default -> 1;
            };
            int value = length < 16 ? length : length == 16 ? previous : 0;
            previous = value != 0 ? value : previous;
            if (times > alphabet - symbol) {
                throw PictureHeader.damaged();
            }
            while (times-- > 0) {
                lengths[symbol++] = value;
            }
        }
        return new Code(lengths);
    }

    private static void mark(int[] lengths, int symbol) throws Refusal {
        if (symbol >= lengths.length) {
            throw PictureHeader.damaged();
        }
        lengths[symbol] = 1;
    }

    /// A canonical prefix code. Only complete ones are codes; one of a single symbol takes no bits.
    static final class Code {

        private final int[] counts = new int[LENGTH_MAX + 1];
        private final int[] symbols;
        private final int[] table;

        private Code(int[] lengths) throws Refusal {
            int longest = 0;
            int used = 0;
            for (var length : lengths) {
                counts[length]++;
                longest = Math.max(longest, length);
                used += length > 0 ? 1 : 0;
            }
            counts[0] = 0;
            symbols = sorted(lengths, used);
            if (used < 2) {
                if (used == 0) {
                    throw PictureHeader.damaged();
                }
                table = new int[] {symbols[0]};
                return;
            }
            table = new int[1 << Math.min(TABLE_BITS, longest)];
            int code = 0;
            int index = 0;
            for (int length = 1; length <= LENGTH_MAX; length++, code <<= 1) {
                for (int i = 0; i < counts[length]; i++, code++, index++) {
                    if (code >= 1 << length) {
                        throw PictureHeader.damaged();
                    }
                    enter(code, length, symbols[index]);
                }
            }
            if (code != 1 << LENGTH_MAX + 1) {
                throw PictureHeader.damaged();
            }
        }

        private int[] sorted(int[] lengths, int used) {
            var next = new int[LENGTH_MAX + 2];
            for (int length = 1; length <= LENGTH_MAX; length++) {
                next[length + 1] = next[length] + counts[length];
            }
            var sorted = new int[used];
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] > 0) {
                    sorted[next[lengths[symbol]]++] = symbol;
                }
            }
            return sorted;
        }

        private void enter(int code, int length, int symbol) {
            if (length <= TABLE_BITS) {
                var turned = Integer.reverse(code) >>> 32 - length;
                for (int i = turned; i < table.length; i += 1 << length) {
                    table[i] = length << 16 | symbol;
                }
            }
        }
    }
}
