// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.previews;

import java.util.Optional;
import org.allmende.activity.Preview;
import org.allmende.media.Media;

/// A link of a post, and what is known of its other end.
///
/// `checked` when we have looked ourselves; else it is what the server of the post's author says. `stale` when it is
/// time to look.
public record LinkCard(Preview preview, Optional<Media> picture, boolean checked, boolean stale) {

    /// There is something to show.
    public boolean shown() {
        return preview.shown();
    }
}
