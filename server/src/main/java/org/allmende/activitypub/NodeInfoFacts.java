// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;

/// What this instance tells about itself to those who count servers. `localComments` are those of
/// the posts that answer something. `source` is where its source code can be had.
record NodeInfoFacts(
        String title,
        String description,
        String version,
        boolean openRegistrations,
        long members,
        long activeMonth,
        long activeHalfYear,
        long localPosts,
        long localComments,
        Optional<String> source) {}
