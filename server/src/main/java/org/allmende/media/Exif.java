// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The one thing we want to know of what cameras write beside the picture: how it was held.
final class Exif {

    static final int UPRIGHT = 1;

    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_LENGTH = 12;

    private Exif() {}

    /// Reads the orientation of a TIFF structure. What makes no sense leaves the picture upright.
    static int orientation(ByteBuffer tiff) {
        try {
            var order = tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            var in = tiff.duplicate().order(order);
            var directory = in.getInt(4);
            var entries = Short.toUnsignedInt(in.getShort(directory));
            for (int i = 0; i < entries; i++) {
                var entry = directory + 2 + i * ENTRY_LENGTH;
                if (Short.toUnsignedInt(in.getShort(entry)) == ORIENTATION && in.getShort(entry + 2) == SHORT) {
                    var turn = in.getShort(entry + 8);
                    return turn >= 1 && turn <= 8 ? turn : UPRIGHT;
                }
            }
        } catch (IndexOutOfBoundsException _) {
            // Broken beside the picture is no reason to refuse the picture.
        }
        return UPRIGHT;
    }
}
