// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.time.Instant;
import java.util.Optional;
import org.allmende.people.Person;
import org.allmende.posts.Post;

/// Something that concerns the reader: `actor` did it, `post` is what it is about.
public record Notification(long id, NotificationKind kind, Person actor, Optional<Post> post, Instant created) {}
