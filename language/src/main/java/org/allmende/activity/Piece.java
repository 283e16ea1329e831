// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.util.Optional;

/// What a post is where it is more than a note: something with a title of its own.
///
/// `occasion` comes with events alone.
public record Piece(Kind kind, String title, Optional<Occasion> occasion) {

    /// The types that ActivityStreams has for such things.
    public enum Kind {
        ARTICLE,
        PAGE,
        IMAGE,
        AUDIO,
        VIDEO,
        EVENT
    }

    public static Piece of(Kind kind, String title) {
        return new Piece(kind, title, Optional.empty());
    }
}
