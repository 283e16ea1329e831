// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.time.Instant;
import java.util.Optional;

/// Where a foreign post comes from: its address, its page, when it was published, and the exact bytes its home sent.
///
/// The bytes are kept so that a signed object can be checked and forwarded again; empty where none were signed.
/// `updated` is when its author changed it last, by their own clock. `answers` is the address of what it answers,
/// whether that is known here or not; `context` where its conversation is kept (FEP-7888); `preview` what its
/// home says of a link in it; `authorized` where the answered author is said to have agreed: a claim. What is `late`
/// was looked
/// for long after it was said: it takes its place in time, and nobody is told.
public record Origin(
        String uri,
        String url,
        Instant published,
        byte[] bytes,
        Optional<Instant> updated,
        Optional<String> answers,
        Optional<String> context,
        Tally tally,
        Optional<Preview> preview,
        Optional<String> authorized,
        boolean late) {

    public Origin {
        bytes = bytes.clone();
    }

    /// Of which nothing more is known.
    public Origin(String uri, String url, Instant published, byte[] bytes) {
        this(
                uri,
                url,
                published,
                bytes,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Tally.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    public Origin foundLate() {
        return new Origin(uri, url, published, bytes, updated, answers, context, tally, preview, authorized, true);
    }
}
