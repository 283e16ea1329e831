// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalLong;

/// A film that is passed on and not kept: each part is asked of its home when somebody wants it.
record Passage(Attempt attempt, Beginning beginning, Fetcher fetcher, Turns turns) implements Film {

    /// What looking at the first bytes of a film told about it.
    record Beginning(String mime, OptionalLong length) {}

    /// Larger than two hours in the best quality that the Fediverse has.
    static final long BYTES_MAX = 16L << 30;

    /// Long enough to watch most films without asking again; players ask again by themselves.
    private static final Duration WITHIN = Duration.ofMinutes(30);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CHUNK_BYTES = 32 * 1024;

    @Override
    public String mime() {
        return beginning.mime;
    }

    @Override
    public OptionalLong length() {
        return beginning.length;
    }

    @Override
    public void copy(long from, long length, OutputStream out) throws IOException {
        if (!turns.take(attempt.host(), PATIENCE)) {
            throw new IOException("too many are watching");
        }
        try {
            var measured = beginning.length.isPresent();
            var wish = measured ? Fetcher.Wish.part(from, length, WITHIN) : Fetcher.Wish.whole(WITHIN);
            fetcher.fetch(attempt.url(), wish, (arrival, body) -> {
                if (measured && !(arrival.part() && arrival.total().equals(beginning.length))) {
                    throw new IOException("another file lies there now");
                }
                pour(body, out, Math.min(length, BYTES_MAX), measured);
            });
        } finally {
            turns.give(attempt.host());
        }
    }

    private static void pour(InputStream body, OutputStream out, long length, boolean exactly) throws IOException {
        var chunk = new byte[CHUNK_BYTES];
        var left = length;
        while (left > 0) {
            var read = body.read(chunk, 0, (int) Math.min(chunk.length, left));
            if (read < 0) {
                break;
            }
            out.write(chunk, 0, read);
            left -= read;
        }
        if (left > 0 && exactly) {
            throw new IOException("it broke off");
        }
    }
}
