// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;

/// Pieces of a file that is mapped into memory, read as if they were one: what is left out of a picture need not be
/// copied to be left out.
final class Slices extends ImageInputStreamImpl {

    /// Some decoders look a little beyond the end; those that go on asking would never come to one.
    private static final int PAST_END_MAX = 1_000;

    private final List<ByteBuffer> parts;
    private final long[] starts;
    private int current;
    private int pastEnd;

    Slices(List<ByteBuffer> parts) {
        this.parts = List.copyOf(parts);
        this.starts = new long[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            starts[i + 1] = starts[i] + parts.get(i).limit();
        }
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        return find() ? Byte.toUnsignedInt(parts.get(current).get((int) (streamPos++ - starts[current]))) : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (!find()) {
            return -1;
        }
        var part = parts.get(current);
        var at = (int) (streamPos - starts[current]);
        var count = Math.min(length, part.limit() - at);
        part.get(at, bytes, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return starts[parts.size()];
    }

    private boolean find() throws IOException {
        if (streamPos >= length()) {
            if (++pastEnd > PAST_END_MAX) {
                throw new EOFException("read on and on after the end");
            }
            return false;
        }
        while (streamPos < starts[current]) {
            current--;
        }
        while (streamPos >= starts[current + 1]) {
            current++;
        }
        return true;
    }
}
