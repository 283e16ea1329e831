// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;

/// What this instance tells about itself to those who count servers, and this door cannot know. `source` is where its
/// source code can be had.
public record Standing(
        String version, boolean openRegistrations, long activeMonth, long activeHalfYear, Optional<String> source) {}
