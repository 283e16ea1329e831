// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;
import java.util.Optional;

/// A hashtag on somebody's profile: how many of their posts here have it, as far as the reader may know, and since when
/// the newest does.
public record FeaturedTag(long id, String tag, long posts, Optional<Instant> last) {}
