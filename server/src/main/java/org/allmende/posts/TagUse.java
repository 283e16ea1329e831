// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;

/// How often a hashtag was used in public on one day (UTC), and by how many people.
public record TagUse(Instant day, long posts, long people) {}
