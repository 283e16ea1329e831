// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.discovery;

import java.util.List;
import org.allmende.base.PostId;
import org.allmende.posts.TagUse;

/// A link that several people speak of: one of the posts with it, and how much it was used on each day of the week,
/// today first.
public record Trend(String url, PostId post, List<TagUse> week) {

    public Trend {
        week = List.copyOf(week);
    }
}
