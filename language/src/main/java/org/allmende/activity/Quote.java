// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.util.Optional;
import org.allmende.base.PostId;

/// What a post quotes, as its author says.
///
/// `stamp` is where the quoted author is said to have agreed: a claim, until it is looked at. `plain` is true where the
/// quote was made in an older spelling that knows of no consent.
public record Quote(PostId post, Optional<String> stamp, boolean plain) {

    /// Made here.
    public static Quote of(PostId post) {
        return new Quote(post, Optional.empty(), false);
    }
}
