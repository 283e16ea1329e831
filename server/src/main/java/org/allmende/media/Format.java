// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The picture formats we read. A file is what its first bytes say, whatever its name or its sender says.
enum Format {
    JPEG("image/jpeg"),
    PNG("image/png"),
    GIF("image/gif"),
    WEBP("image/webp");

    /// As many bytes as it takes to tell them apart.
    static final int MAGIC_LENGTH = 12;

    private static final long PNG_MAGIC = 0x89504E470D0A1A0AL;
    private static final int GIF_MAGIC = 0x47494638;
    private static final int RIFF = 0x52494646;
    private static final int WEBP_MAGIC = 0x57454250;

    private final String type;

    Format(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    static Optional<Format> of(ByteBuffer file) {
        if (file.limit() < MAGIC_LENGTH) {
            return Optional.empty();
        }
        if (file.getInt(0) >>> 8 == 0xFFD8FF) {
            return Optional.of(JPEG);
        }
        if (file.getLong(0) == PNG_MAGIC) {
            return Optional.of(PNG);
        }
        if (file.getInt(0) == GIF_MAGIC) {
            return Optional.of(GIF);
        }
        return file.getInt(0) == RIFF && file.getInt(8) == WEBP_MAGIC ? Optional.of(WEBP) : Optional.empty();
    }
}
