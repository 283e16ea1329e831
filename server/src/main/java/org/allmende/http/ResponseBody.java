// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/// The body of an answer, however its end is told (RFC 9112 §6.3).
final class ResponseBody extends InputStream {

    private enum End {
        TOLD,
        CHUNKS,
        HANGS_UP
    }

    /// The size of a chunk, and extensions that nobody uses.
    private static final int CHUNK_LINE_MAX = 1_024;

    private static final int TRAILER_MAX = 8 * 1024;
    private static final Set<Integer> WITHOUT = Set.of(204, 304);

    private final OutboundLine line;
    private final End end;
    private long left;
    private boolean begun;
    private boolean over;

    private ResponseBody(OutboundLine line, End end, long left) {
        this.line = line;
        this.end = end;
        this.left = left;
        this.over = end == End.TOLD && left == 0;
    }

    static ResponseBody of(String method, ResponseHead head, OutboundLine line) throws IOException {
        if (method.equals("HEAD") || WITHOUT.contains(head.status())) {
            return new ResponseBody(line, End.TOLD, 0);
        }
        var codings = head.words("Transfer-Encoding").toList();
        var length = head.length();
        if (!codings.isEmpty()) {
            // Whoever tells the end in two ways may mean two ends.
            if (codings.size() > 1 || !codings.getFirst().equals("chunked") || length.isPresent()) {
                throw new IOException("does not say how its answer ends");
            }
            return new ResponseBody(line, End.CHUNKS, 0);
        }
        return length.map(bytes -> new ResponseBody(line, End.TOLD, bytes))
                .orElseGet(() -> new ResponseBody(line, End.HANGS_UP, Long.MAX_VALUE));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0 || over) {
            return over ? -1 : 0;
        }
        if (left == 0) {
            left = chunk();
            if (left == 0) {
                over = true;
                return -1;
            }
        }
        var read = line.read(bytes, offset, (int) Math.min(length, left));
        if (read < 0) {
            if (end != End.HANGS_UP) {
                throw new EOFException("breaks off");
            }
            over = true;
            return -1;
        }
        if (end != End.HANGS_UP) {
            left -= read;
        }
        over = end == End.TOLD && left == 0;
        return read;
    }

    // How long the next one is; 0 is the last, after which trailers may follow that nobody reads.
    private long chunk() throws IOException {
        if (begun && !line.text(2).isEmpty()) {
            throw new IOException("sends more than it told");
        }
        begun = true;
        var size = line.text(CHUNK_LINE_MAX).split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new IOException("does not say how long a part of its answer is");
        }
        var length = Long.parseLong(size, 16);
        if (length == 0) {
            var trailers = TRAILER_MAX;
            for (var text = line.text(trailers); !text.isEmpty(); text = line.text(trailers)) {
                trailers -= text.length();
            }
        }
        return length;
    }

    /// Whether nothing of it can come any more; a rest that is here already is thrown away.
    boolean settled() {
        if (end == End.HANGS_UP) {
            return false;
        }
        line.patient(false);
        try {
            var rest = new byte[over ? 1 : 1_024];
            while (read(rest, 0, rest.length) >= 0) {
                // thrown away
            }
            return line.clean();
        } catch (IOException _) {
            return false;
        } finally {
            line.patient(true);
        }
    }
}
