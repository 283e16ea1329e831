// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.time.Instant;
import java.util.Optional;
import org.allmende.people.Person;
import org.allmende.posts.Post;

/// Somebody whose notifications were set apart, how many there are, and the last post among them.
public record NotificationRequest(
        long id, Person from, int notifications, Optional<Post> last, Instant created, Instant updated) {}
