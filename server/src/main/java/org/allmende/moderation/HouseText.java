// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.time.Instant;

/// One version of a page that the owner writes. `html` is safe.
public record HouseText(Kind kind, String source, String html, Instant written) {

    /// Longer than any terms that somebody would read.
    public static final int LENGTH_MAX = 100_000;

    public enum Kind {
        ABOUT,
        TERMS,
        PRIVACY
    }
}
