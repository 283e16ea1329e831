// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.previews;

import java.time.Duration;
import org.allmende.activity.Preview;

/// Reads a page elsewhere, to say what it is. Filled in by who can reach others, and who guards the way: bounded bytes
/// and time, no private addresses, and no host asked too often.
@FunctionalInterface
public interface LinkReader {

    Reading read(String url);

    /// What came of it.
    sealed interface Reading {

        record Described(Preview preview) implements Reading {}

        /// There is no page that says anything of itself.
        record Nothing() implements Reading {}

        /// It may go better after this time.
        record Later(String reason, Duration pause) implements Reading {}
    }
}
