// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.media.Media;

/// What a post said at one time. The last version is what it says now.
public record PostVersion(
        String html,
        Optional<String> summary,
        boolean sensitive,
        List<String> pollOptions,
        List<Media> media,
        Instant written) {}
